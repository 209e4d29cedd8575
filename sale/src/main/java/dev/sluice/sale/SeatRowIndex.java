package dev.sluice.sale;

import java.util.Arrays;

/**
 * Where in the rows of one tier so many seats are best taken, kept up to date by reading only rows in which something changed.
 * A row that changes is read once, when somebody next asks.
 */
abstract class SeatRowIndex {
    final SeatRuns runs;
    final int tier;
    final int quantity;
    /** Rows that may have what is wanted, ascending: the order of the places in a tournament. */
    final int[] rows;

    private final long[] changed;
    private final int[] changes;
    private int changeCount;

    SeatRowIndex(SeatRuns runs, int tier, int quantity, int[] rows) {
        this.runs = runs;
        this.tier = tier;
        this.quantity = quantity;
        this.rows = rows;
        this.changed = new long[Bits.words(rows.length)];
        this.changes = new int[rows.length];
        for (int place = 0; place < rows.length; place++) {
            note(place);
        }
    }

    /** Something in this row changed. */
    void touch(int row) {
        int place = Arrays.binarySearch(rows, row);
        if (place >= 0) {
            note(place);
        }
    }

    /** The place of the first row that is not before this one. */
    final int placeFrom(int row) {
        int place = Arrays.binarySearch(rows, row);
        return place >= 0 ? place : -place - 1;
    }

    final void refresh() {
        for (int i = 0; i < changeCount; i++) {
            Bits.set(changed, changes[i], false);
            read(changes[i]);
        }
        changeCount = 0;
    }

    /** Reads the row in this place anew. */
    abstract void read(int place);

    private void note(int place) {
        if (!Bits.has(changed, place)) {
            Bits.set(changed, place, true);
            changes[changeCount++] = place;
        }
    }
}
