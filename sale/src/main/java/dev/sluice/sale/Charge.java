package dev.sluice.sale;

import java.util.ArrayList;
import java.util.List;

/**
 * Money that a provider took once, for a payment. A payment may have several: a buyer paid on two devices, or the wrong amount first.
 *
 * @param reference the provider's own id of it; no other of the payment has it
 * @param amount in minor units: what was taken, whatever was asked
 * @param takenAtMillis when its sale heard of it
 * @param parts of it that go back apart from the rest, in the order in which that was ordered, which is the order in which they go back; empty
 *     where all of it is kept, or goes back as a whole
 */
public record Charge(
        String reference, long amount, String currency, ChargeStatus status, long takenAtMillis, List<Part> parts) {
    public Charge {
        parts = List.copyOf(parts);
    }

    /** One of which nothing goes back apart from the rest. */
    public Charge(String reference, long amount, String currency, ChargeStatus status, long takenAtMillis) {
        this(reference, amount, currency, status, takenAtMillis, List.of());
    }

    /**
     * What some tickets cost that were taken back.
     *
     * @param amount in minor units
     * @param back whether it is back; else the order to return it is on its way
     */
    public record Part(long amount, boolean back) {}

    Charge with(ChargeStatus next) {
        return new Charge(reference, amount, currency, next, takenAtMillis, parts);
    }

    /** With one more part that goes back. */
    Charge withPart(long more) {
        List<Part> all = new ArrayList<>(parts);
        all.add(new Part(more, false));
        return new Charge(reference, amount, currency, status, takenAtMillis, all);
    }

    /** As it is once so much of it is back in all: parts are back in their order, as far as that is enough for them. */
    Charge withBack(long total) {
        List<Part> all = new ArrayList<>();
        long sum = 0;
        for (Part part : parts) {
            sum += part.amount();
            all.add(part.back() || sum > total ? part : new Part(part.amount(), true));
        }
        boolean whole = all.isEmpty() ? total >= amount : all.stream().allMatch(Part::back);
        boolean ends = status == ChargeStatus.REFUND_DUE && whole;
        return new Charge(reference, amount, currency, ends ? ChargeStatus.REFUNDED : status, takenAtMillis, all);
    }

    /** What was ordered back in parts. */
    public long inParts() {
        return sum(parts);
    }

    /** How much of it is back. */
    public long returned() {
        return status == ChargeStatus.REFUNDED
                ? amount
                : sum(parts.stream().filter(Part::back).toList());
    }

    /** How much of it is on its way back. */
    public long returning() {
        return status == ChargeStatus.KEPT ? inParts() - returned() : amount - returned();
    }

    private static long sum(List<Part> parts) {
        return parts.stream().mapToLong(Part::amount).sum();
    }
}
