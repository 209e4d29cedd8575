package dev.sluice.sale;

/** A reservation in the book. Small, because there may be millions: a live hold costs well below 200 bytes, all tables included. */
final class Reservation extends Keyed {
    final Buyer buyer;
    final Reservation olderOfBuyer;
    final int ordinal;
    final short tier;
    final int quantity;
    final Selection selection;
    final long amount;
    final long createdAtMillis;

    /** 0 for none. Set once, when it becomes a hold. */
    long expiresAtMillis;

    /** What it has, or had last; empty where units cannot be told apart. */
    Units units;

    ReservationStatus status;
    Rejection reason;
    /** The newest attempt to pay, or null. */
    Payment payment;

    /** Links itself into its buyer's list. */
    Reservation(ReservationState state, Buyer buyer) {
        super(state.id());
        this.buyer = buyer;
        this.olderOfBuyer = buyer.newest;
        this.ordinal = Math.toIntExact(state.ordinal());
        this.tier = (short) state.tier();
        this.quantity = state.quantity();
        this.selection = state.selection();
        this.amount = state.amount();
        this.units = state.units();
        this.createdAtMillis = state.createdAtMillis();
        this.expiresAtMillis = state.expiresAtMillis();
        this.status = state.status();
        this.reason = state.reason();
        buyer.newest = this;
        buyer.reservations++;
    }

    boolean is(ReservationStatus expected) {
        return status == expected;
    }

    boolean hasContent(Command.Reserve command) {
        return buyer.hasKey(command.buyer())
                && quantity == command.quantity()
                && selection.equals(command.selection())
                && (tier == command.tier() || selection instanceof Selection.Chosen);
    }

    ReservationState state(long place) {
        return new ReservationState(
                key(),
                buyer.key(),
                ordinal,
                tier,
                quantity,
                selection,
                units,
                status,
                amount,
                createdAtMillis,
                expiresAtMillis,
                reason,
                place);
    }
}
