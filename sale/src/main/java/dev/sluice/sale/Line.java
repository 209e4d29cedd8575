package dev.sluice.sale;

import java.util.ArrayDeque;
import java.util.Iterator;

/** Entries of a waitlist that want the same, in the order of their arrival. */
final class Line {
    private static final int MIN_ROOM = 16;

    final int quantity;
    final Selection selection;
    /** Whether it is among the lines that may move. */
    boolean mayMove;
    /** Another line for the same stretch, or null; see {@link StretchLines}. */
    Line nextOfStretch;

    /** The first entry waits; some of the others may have left. */
    private ArrayDeque<Reservation> entries = new ArrayDeque<>(MIN_ROOM);

    private int left;
    /** The ordinal of the first entry, kept here because it is looked at often. */
    private int firstOrdinal;

    Line(int quantity, Selection selection) {
        this.quantity = quantity;
        this.selection = selection;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The first entry; null if there is none. */
    Reservation head() {
        return entries.peek();
    }

    /** All of them in their order, with some who have left. */
    Iterator<Reservation> entries() {
        return entries.iterator();
    }

    /** The ordinal of the {@link #head}. */
    int firstOrdinal() {
        return firstOrdinal;
    }

    /** How many entries it holds, including those that left and are not taken out yet. */
    int room() {
        return entries.size();
    }

    void add(Reservation entry) {
        if (entries.isEmpty()) {
            firstOrdinal = entry.ordinal;
        }
        entries.add(entry);
    }

    /** Removes an entry. By the time the next one leaves or is served, this one must not be {@code WAITLISTED} any more. */
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

    /** Takes an entry out that goes on to wait. */
    void take(Reservation entry) {
        if (entries.peek() == entry) {
            remove(entry);
        } else {
            entries.remove(entry);
        }
    }

    /** Puts in an entry that was taken out. */
    void putBack(Reservation entry) {
        ArrayDeque<Reservation> kept = new ArrayDeque<>(entries.size() + 1);
        boolean in = false;
        for (Reservation other : entries) {
            if (!in && other.ordinal > entry.ordinal) {
                kept.add(entry);
                in = true;
            }
            kept.add(other);
        }
        if (!in) {
            kept.add(entry);
        }
        entries = kept;
        firstOrdinal = entries.peek().ordinal;
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
