package dev.sluice.sale;

/** What became of money that was taken. It is always one of these: nothing that was taken is for nothing. */
public enum ChargeStatus {
    /** Its reservation has tickets for it. */
    KEPT,
    /** It is to go back; the order to do so is on its way. */
    REFUND_DUE,
    REFUNDED
}
