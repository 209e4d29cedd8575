package dev.sluice.sale;

/** What became of a payment. */
public enum PaymentStatus {
    PENDING,
    /** It succeeded, and its reservation has tickets for it. */
    PAID,
    DECLINED,
    /** It succeeded, and the money is to go back; the order to do so is on its way. */
    REFUND_DUE,
    REFUNDED;

    /** Whether the provider took money, so that a ticket or a refund is owed. */
    public boolean succeeded() {
        return switch (this) {
            case PENDING, DECLINED -> false;
            case PAID, REFUND_DUE, REFUNDED -> true;
        };
    }
}
