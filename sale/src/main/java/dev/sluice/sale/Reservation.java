package dev.sluice.sale;

import java.util.UUID;

/** A reservation that is in memory. Small, because there may be millions: a live hold costs well below 200 bytes, all tables included. */
final class Reservation {
    private static final ReservationStatus[] STATUSES = ReservationStatus.values();

    final long idHigh;
    final long idLow;
    final long buyerHigh;
    final long buyerLow;
    final int ordinal;
    final short tier;
    final int quantity;
    final Selection selection;
    final long amount;
    final long createdAtMillis;

    /** 0 for none. Set once, when it becomes a hold. */
    long expiresAtMillis;

    /** The units that it has, or had last; empty where units cannot be told apart. */
    Units units;

    /**
     * A number and no reference, since each write of a reference is work for the garbage collector, and there may be millions.
     */
    private byte status;

    Rejection reason;
    /** The newest attempt to pay, or null. */
    Payment payment;
    /** Its number in {@link Rows}. */
    int row;
    /** Another of the same buyer that is in memory, or null; see {@link Buyers}. */
    Reservation olderOfBuyer;
    /** How often it is among those that {@link Memory} lets go of. */
    short leaving;
    /** Whether it waits among the {@link Deadlines}. */
    boolean watched;

    /** A reservation that is in no sale. */
    static Reservation nobody() {
        return new Reservation(new ReservationState(
                new UUID(0, 0), new UUID(0, 0), 0, 0, 0, ReservationStatus.REJECTED, 0, 0, 0, null, 0));
    }

    Reservation(ReservationState state) {
        this.idHigh = state.id().getMostSignificantBits();
        this.idLow = state.id().getLeastSignificantBits();
        this.buyerHigh = state.buyer().getMostSignificantBits();
        this.buyerLow = state.buyer().getLeastSignificantBits();
        this.ordinal = Math.toIntExact(state.ordinal());
        this.tier = (short) state.tier();
        this.quantity = state.quantity();
        this.selection = state.selection();
        this.amount = state.amount();
        this.units = state.units();
        this.createdAtMillis = state.createdAtMillis();
        this.expiresAtMillis = state.expiresAtMillis();
        become(state.status());
        this.reason = state.reason();
    }

    /** Reads all of it, so that it is in the processor's cache when it is needed. What it returns means nothing. */
    long touch() {
        return idHigh + row + (payment == null && olderOfBuyer == null ? 1 : 0);
    }

    UUID id() {
        return new UUID(idHigh, idLow);
    }

    UUID buyer() {
        return new UUID(buyerHigh, buyerLow);
    }

    ReservationStatus status() {
        return STATUSES[status];
    }

    boolean is(ReservationStatus expected) {
        return status == expected.ordinal();
    }

    void become(ReservationStatus next) {
        status = (byte) next.ordinal();
    }

    boolean hasId(UUID id) {
        return idHigh == id.getMostSignificantBits() && idLow == id.getLeastSignificantBits();
    }

    boolean isOf(UUID buyer) {
        return isOf(buyer.getMostSignificantBits(), buyer.getLeastSignificantBits());
    }

    boolean isOf(long itsBuyerHigh, long itsBuyerLow) {
        return buyerHigh == itsBuyerHigh && buyerLow == itsBuyerLow;
    }

    boolean hasContent(Command.Reserve command) {
        return isOf(command.buyer())
                && quantity == command.quantity()
                && selection.equals(command.selection())
                && (tier == command.tier() || selection instanceof Selection.Chosen);
    }

    /** Compares the ids of both. */
    int compareId(Reservation other) {
        int high = Long.compare(idHigh, other.idHigh);
        return high == 0 ? Long.compare(idLow, other.idLow) : high;
    }

    ReservationState state(long place) {
        return new ReservationState(
                id(),
                buyer(),
                ordinal,
                tier,
                quantity,
                selection,
                units,
                status(),
                amount,
                createdAtMillis,
                expiresAtMillis,
                reason,
                place);
    }
}
