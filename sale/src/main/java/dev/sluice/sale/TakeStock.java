package dev.sluice.sale;

/** When a sale takes units from its stock. */
public enum TakeStock {
    /** Held at order until the deadline, taken at payment. */
    HOLD,
    /** Taken for good at order: no deadline. Its buyer may still give it back. */
    ORDER,
    /**
     * Taken at payment: more reservations than stock are let in (see {@link PurchaseRules#overbookPercent}), the first to
     * pay get the units, the others a refund.
     */
    PAYMENT
}
