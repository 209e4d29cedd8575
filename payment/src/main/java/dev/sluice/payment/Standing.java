package dev.sluice.payment;

import java.util.List;

/** What a provider answers when it is asked what became of a payment. */
public sealed interface Standing {

    /** It never heard of it. */
    record Unknown() implements Standing {}

    /** The buyer may still pay. */
    record Pending() implements Standing {}

    /** Nothing was taken, and nothing will be. */
    record Declined() implements Standing {}

    /** Money was taken, at least once. */
    record Charged(List<Charge> charges) implements Standing {
        public Charged {
            charges = List.copyOf(charges);
        }

        /** Whether this much of the charge that the order names is back with the buyer. */
        public boolean hasReturned(RefundOrder order) {
            return charges.stream().anyMatch(charge -> charge.isOf(order) && charge.refunded() >= order.total());
        }

        /** Whether this much of the charge that the order names is back, or will be without another order. */
        public boolean isReturning(RefundOrder order) {
            return charges.stream()
                    .anyMatch(charge -> charge.isOf(order) && charge.refunded() + charge.refunding() >= order.total());
        }

        /** Whether what was ordered back of the charge before this order is back. */
        public boolean isNext(RefundOrder order) {
            return charges.stream().anyMatch(charge -> charge.isOf(order) && charge.refunded() >= order.before());
        }
    }

    /**
     * Money that was taken once. Amounts are in minor units.
     *
     * @param reference the provider's own id of it
     * @param refunding what of the amount is on its way back
     * @param refunded what of the amount is back
     */
    record Charge(String reference, long amount, String currency, long refunding, long refunded) {
        private boolean isOf(RefundOrder order) {
            return reference.equals(order.reference());
        }
    }
}
