package dev.sluice.sale;

import java.util.List;

/** What became of a payment. Once its provider took money, it follows from what became of that. */
public enum PaymentStatus {
    PENDING,
    /** Its reservation has tickets for it: for one of its charges, or for nothing where it costs nothing. */
    PAID,
    DECLINED,
    /** Money was taken, none of it is kept, and some is still to go back; the order to do so is on its way. */
    REFUND_DUE,
    /** All that was taken is back. */
    REFUNDED;

    /** Whether there was money, or nothing to be paid. */
    boolean succeeded() {
        return switch (this) {
            case PENDING, DECLINED -> false;
            case PAID, REFUND_DUE, REFUNDED -> true;
        };
    }

    /** Of a payment with these charges, of which there is at least one. */
    static PaymentStatus of(List<Charge> charges) {
        if (charges.stream().anyMatch(charge -> charge.status() == ChargeStatus.KEPT)) {
            return PAID;
        }
        boolean due = charges.stream().anyMatch(charge -> charge.status() == ChargeStatus.REFUND_DUE);
        return due ? REFUND_DUE : REFUNDED;
    }
}
