package dev.sluice.sale;

/** When a sale takes units from its stock. */
public enum TakeStock {
    /** Held at order until the deadline, taken at payment. */
    HOLD,
    /** At order, and without a deadline to pay. The buyer may still give the units back. */
    ORDER,
    /**
     * Taken at payment: more reservations than stock are let in (see {@link PurchaseRules#overbookPercent}), the first to
     * pay get the units, the others a refund.
     */
    PAYMENT
}
