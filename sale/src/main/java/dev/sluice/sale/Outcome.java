package dev.sluice.sale;

import dev.sluice.sale.draw.DrawAnswer;
import java.util.List;
import java.util.UUID;

/** What became of a command. It carries the command's id. */
public sealed interface Outcome {
    UUID id();

    /**
     * The reservation as it stands.
     *
     * @param created whether this command made it
     */
    record Reserved(ReservationState state, boolean created) implements Outcome {
        @Override
        public UUID id() {
            return state.id();
        }
    }

    /**
     * Nothing was changed.
     *
     * @param shortage what was in the way of a purchase; null if it was not units
     * @param underWay the reservation that is to end first, of {@link Rejection#PURCHASE_UNDER_WAY}; null if that is not the reason, or not known any more
     */
    record Refused(UUID id, Rejection reason, Shortage shortage, UUID underWay) implements Outcome {
        public Refused(UUID id, Rejection reason, Shortage shortage) {
            this(id, reason, shortage, null);
        }

        public Refused(UUID id, Rejection reason) {
            this(id, reason, null, null);
        }

        /** For want of units. */
        static Refused of(UUID id, Shortage shortage) {
            return new Refused(id, shortage.reason(), shortage.isPlain() ? null : shortage);
        }
    }

    /**
     * A payment was begun now, or had been before.
     *
     * @param id of the reservation
     * @param created whether it was begun now
     * @param expiresAtMillis until when the reservation waits for it; 0 for as long as it takes
     */
    record PaymentOpened(UUID id, PaymentState payment, boolean created, long expiresAtMillis) implements Outcome {}

    /**
     * The payment as it stands.
     *
     * @param buyer who pays
     */
    record PaymentFound(PaymentState payment, UUID buyer) implements Outcome {
        @Override
        public UUID id() {
            return payment.id();
        }
    }

    /** The sale as its merchant now left it. */
    record Administered(UUID id, SaleState state) implements Outcome {}

    /**
     * The entry as it stands, of which no reservation has come.
     *
     * @param created whether this command made it
     */
    record Entered(EntryState state, boolean created) implements Outcome {
        @Override
        public UUID id() {
            return state.id();
        }
    }

    /**
     * The draw as it stands.
     *
     * @param answer what became of a value; null if none was entered
     */
    record DrawFound(UUID id, DrawAnswer answer, DrawState state) implements Outcome {}

    /**
     * The place in the waiting room.
     *
     * @param place from 1; 0 while it is not drawn yet
     * @param insideUntilMillis until when they may choose and buy; 0 if they are not inside
     */
    record Placed(UUID id, int place, long insideUntilMillis) implements Outcome {}

    record Listed(UUID id, List<ReservationState> reservations) implements Outcome {}
}
