package dev.sluice.gateway;

import dev.sluice.engine.port.Charges;
import dev.sluice.sale.Charge;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is told, and says what a test wants. */
final class FakeCharges implements Charges {
    final List<Charge> kept = new CopyOnWriteArrayList<>();
    final List<String> returned = new CopyOnWriteArrayList<>();
    final List<Order> orders = new CopyOnWriteArrayList<>();
    final List<Long> retried = new CopyOnWriteArrayList<>();
    volatile boolean paymentIsKnown;

    @Override
    public List<Begun> begun(Reported reported, long afterMillis, UUID afterId, long untilMillis, int limit) {
        return List.of();
    }

    @Override
    public boolean keepUnmatched(UUID payment, String provider, Charge taken) {
        return !paymentIsKnown && kept.add(taken);
    }

    @Override
    public void unmatchedReturned(UUID payment, String reference, long atMillis) {
        returned.add(reference);
    }

    @Override
    public List<Order> orders(Which which, String owner, long beforeNumber, int limit) {
        return orders.stream()
                .filter(order -> order.state() == which && order.number() < beforeNumber)
                .filter(order -> owner == null || (owner.equals(FakeSale.OWNER) && order.reservation() != null))
                .limit(limit)
                .toList();
    }

    @Override
    public Order order(long number) {
        return orders.stream()
                .filter(order -> order.number() == number)
                .findAny()
                .orElse(null);
    }

    @Override
    public void retry(long number, long atMillis) {
        retried.add(number);
    }
}
