package dev.sluice.sale;

import java.util.Arrays;

/**
 * Where {@code quantity} seats are best taken in each row of one tier. A row in which something changed is read again when
 * somebody next asks, once however much changed; other rows are not.
 */
abstract class SeatRowIndex {
    final SeatRuns runs;
    final int tier;
    final int quantity;
    /** The rows that are large enough, ascending. A row's index here is its place in a {@link Tournament}. */
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

    /** Notes that something in this row changed. */
    void touch(int row) {
        int place = Arrays.binarySearch(rows, row);
        if (place >= 0) {
            note(place);
        }
    }

    /** The place of this row, or else of the next one that is here. */
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
