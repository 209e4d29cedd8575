package dev.sluice.sale;

import java.util.ArrayDeque;

/** Those of a waitlist who want the same, in the order of their arrival. */
final class Line {
    private static final int MIN_ROOM = 16;

    final int quantity;
    final Selection selection;
    /** Whether it is among those that may move. */
    boolean mayMove;
    /** Another line for the same stretch, or null; see {@link StretchLines}. */
    Line nextOfStretch;

    /** The first of them waits; of the others some may have left. */
    private ArrayDeque<Reservation> entries = new ArrayDeque<>(MIN_ROOM);

    private int left;
    /** Beside the entries, because it is looked at often. */
    private int firstOrdinal;

    Line(int quantity, Selection selection) {
        this.quantity = quantity;
        this.selection = selection;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Null if it is empty. */
    Reservation head() {
        return entries.peek();
    }

    /** The ordinal of the {@link #head}. */
    int firstOrdinal() {
        return firstOrdinal;
    }

    /** With those who left, as far as they are still here. */
    int room() {
        return entries.size();
    }

    void add(Reservation entry) {
        if (entries.isEmpty()) {
            firstOrdinal = entry.ordinal;
        }
        entries.add(entry);
    }

    /** The entry is not {@code WAITLISTED} any more when somebody else leaves or is served. */
    void remove(Reservation entry) {
        if (entries.peek() != entry) {
            left++;
            if (left > MIN_ROOM && left > entries.size() - left) {
                compact(entry);
            }
            return;
        }
        entries.remove();
        while (!entries.isEmpty() && !entries.peek().is(ReservationStatus.WAITLISTED)) {
            entries.remove();
            left--;
        }
        firstOrdinal = entries.isEmpty() ? 0 : entries.peek().ordinal;
    }

    private void compact(Reservation leaving) {
        ArrayDeque<Reservation> kept = new ArrayDeque<>(entries.size() - left + 1);
        for (Reservation entry : entries) {
            if (entry != leaving && entry.is(ReservationStatus.WAITLISTED)) {
                kept.add(entry);
            }
        }
        entries = kept;
        left = 0;
    }
}
