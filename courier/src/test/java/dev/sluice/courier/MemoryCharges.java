package dev.sluice.courier;

import dev.sluice.engine.port.Charges;
import dev.sluice.sale.Charge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** Payments that stay as a test puts them, and what is told of money that was taken for nobody. */
final class MemoryCharges implements Charges {
    final List<Begun> payments = new ArrayList<>();
    final List<String> returned = new ArrayList<>();

    /** A payment of which nothing was reported. */
    void begin(UUID payment, Instant at) {
        payments.add(new Begun(1, payment, "bank", at.toEpochMilli(), true, List.of()));
    }

    /** One of which something was. */
    void begin(UUID payment, Instant at, Charge... charges) {
        payments.add(new Begun(1, payment, "bank", at.toEpochMilli(), false, List.of(charges)));
    }

    @Override
    public List<Begun> begun(Reported reported, long afterMillis, UUID afterId, long untilMillis, int limit) {
        return payments.stream()
                .filter(one -> reported == Reported.OR_NOT || one.pending())
                .filter(one -> one.createdAtMillis() > afterMillis
                        || one.createdAtMillis() == afterMillis && compare(one.payment(), afterId) > 0)
                .filter(one -> one.createdAtMillis() <= untilMillis)
                .sorted(Comparator.comparingLong(Begun::createdAtMillis)
                        .thenComparing(Begun::payment, MemoryCharges::compare))
                .limit(limit)
                .toList();
    }

    /** As a database compares them: without signs. */
    private static int compare(UUID one, UUID other) {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }

    @Override
    public boolean keepUnmatched(UUID payment, String provider, Charge taken) {
        throw new AssertionError("nothing is taken here");
    }

    @Override
    public void unmatchedReturned(UUID payment, String reference, long atMillis) {
        returned.add(reference);
    }

    @Override
    public List<Order> orders(Which which, String owner, long beforeNumber, int limit) {
        throw new AssertionError("nobody looks here");
    }

    @Override
    public Order order(long number) {
        throw new AssertionError("nobody looks here");
    }

    @Override
    public void retry(long number, long atMillis) {
        throw new AssertionError("nobody looks here");
    }
}
