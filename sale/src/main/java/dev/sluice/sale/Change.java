package dev.sluice.sale;

/** What the ledger must write so that a command's effect is durable. */
public sealed interface Change {

    /** A new reservation. */
    record Made(ReservationState state, String user) implements Change {}

    /** A reservation's new state. */
    record Moved(ReservationState state) implements Change {}

    /** A reservation's state once its units have got their numbers: nothing else of it has changed. */
    record Numbered(ReservationState state) implements Change {}

    /** A payment that is new or has a new state. */
    record PaymentChanged(PaymentState payment) implements Change {}

    /**
     * A charge of a payment must go back. The ledger puts a message into the outbox, for whoever talks to the provider.
     *
     * @param part the number of the part of it that is meant, from 1; 0 for the whole
     */
    record RefundOrdered(PaymentState payment, Charge charge, int part) implements Change {
        /** Of the whole. */
        public RefundOrdered(PaymentState payment, Charge charge) {
            this(payment, charge, 0);
        }
    }

    /** An entry that is new, another one, or withdrawn. */
    record EntryChanged(EntryState state, String user) implements Change {}

    /** The draw has come further. */
    record DrawChanged(DrawState state) implements Change {}

    /** Somebody took a place in the waiting room, or came in with it. */
    record PlaceTaken(PlaceState state) implements Change {}

    /** The waiting room has called others. */
    record RoomChanged(RoomState state) implements Change {}

    /** The sale's own settings. */
    record SaleChanged(SaleState state) implements Change {}
}
