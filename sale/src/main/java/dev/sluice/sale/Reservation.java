package dev.sluice.sale;

import java.util.Arrays;
import java.util.UUID;

/** A reservation that is in memory. Small, because there may be millions: a live hold costs well below 200 bytes, all tables included. */
final class Reservation {
    private static final ReservationStatus[] STATUSES = ReservationStatus.values();

    final long idHigh;
    final long idLow;
    final long buyerHigh;
    final long buyerLow;
    final int ordinal;
    /** Of several the lowest. */
    final short tier;

    final Selection selection;
    final long amount;
    final long createdAtMillis;

    /** Without what was {@link #returned}. */
    int quantity;

    /** 0 for none. Set once, when it becomes a hold. */
    long expiresAtMillis;

    /** The units that it has, or had last; empty where units cannot be told apart. */
    Units units;

    /**
     * A number and no reference, since each write of a reference is work for the garbage collector, and there may be millions.
     */
    private byte status;

    Rejection reason;
    /** Tickets that were taken back while it kept others. */
    Returned returned;
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
        this.returned = state.returned();
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
                && quantity + returned.size() == command.quantity()
                && selection.isSame(tier, command.selection(), command.tier());
    }

    /** How many units it has, or had last, of a tier, where it is of several. */
    int quantityOf(int ofTier) {
        return ((Selection.Items) selection).left(ofTier, returned);
    }

    /** Of these tickets those that it still has; all that it has for none. */
    Units ticketsLeft(Units of) {
        Units left = ReservationState.tickets(quantity, returned);
        return of.isEmpty()
                ? left
                : Units.of(Arrays.stream(left.toArray())
                        .filter(ticket -> Arrays.stream(of.toArray()).anyMatch(asked -> asked == ticket))
                        .toArray());
    }

    /** Whether all of these are among the tickets that were bought. */
    boolean hadTickets(Units tickets) {
        return Arrays.stream(tickets.toArray()).allMatch(ticket -> ticket >= 1 && ticket <= quantity + returned.size());
    }

    /**
     * Loses some of its tickets, not all. Returns them as if they were a reservation of their own, with what they cost.
     *
     * @param terms of its sale
     */
    Reservation lose(Units tickets, SaleTerms terms) {
        Units had = ReservationState.tickets(quantity, returned);
        int[] lost = new int[tickets.size()];
        int[] kept = new int[quantity - tickets.size()];
        long price = 0;
        for (int i = 0, gone = 0; i < quantity; i++) {
            int unit = units.isEmpty() ? Returned.NO_UNIT : units.get(i);
            if (gone < lost.length && tickets.get(gone) == had.get(i)) {
                price += ReservationState.priceOf(terms, selection, amount, quantity + returned.size(), had.get(i));
                lost[gone++] = unit;
            } else {
                kept[i - gone] = unit;
            }
        }
        boolean numbered = !units.isEmpty();
        returned = returned.with(new Returned(tickets, Units.of(lost)));
        quantity = kept.length;
        units = numbered ? Units.of(kept) : units;
        return new Reservation(new ReservationState(
                id(),
                buyer(),
                ordinal,
                ReservationState.tierOf(tier, selection, tickets.get(0)),
                lost.length,
                selection instanceof Selection.Items items ? selectionOf(tickets, items) : selection,
                numbered ? Units.of(lost) : Units.NONE,
                status(),
                price,
                createdAtMillis,
                0,
                null,
                0));
    }

    /** Of some tickets, in ascending order. */
    private static Selection selectionOf(Units tickets, Selection.Items items) {
        int[] counts = new int[items.tierOf(tickets.get(tickets.size() - 1)) + 1];
        tickets.toStream().forEach(ticket -> counts[items.tierOf(ticket)]++);
        boolean several = counts[counts.length - 1] < tickets.size();
        return several ? new Selection.Items(Units.of(counts)) : Selection.ANY;
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
                place,
                returned);
    }
}
