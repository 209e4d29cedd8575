package dev.sluice.sale;

/** What the ledger must write so that a command's effect is durable. */
public sealed interface Change {

    /** A new reservation. */
    record Made(ReservationState state, String user) implements Change {}

    /** A reservation's new state. */
    record Moved(ReservationState state) implements Change {}

    /** A payment that is new or has a new state. */
    record PaymentChanged(PaymentState payment) implements Change {}

    /** Money must go back; whoever talks to the provider is told by way of the outbox. */
    record RefundOrdered(PaymentState payment) implements Change {}

    /** The sale's own settings. */
    record SaleChanged(SaleState state) implements Change {}
}
