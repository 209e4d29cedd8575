package dev.sluice.sale;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Who has which place: 20 bytes a buyer, and six to twelve in the index. Room for more is added in pieces, so nothing long is copied but the index.
 */
final class WaitingLine {
    private static final int PIECE_BITS = 12;
    private static final int PIECE = 1 << PIECE_BITS;
    private static final int MIN_SLOTS = 16;

    private final List<long[]> buyers = new ArrayList<>();
    private final List<int[]> places = new ArrayList<>();
    /** By what comes first in the buyer's digest, then whichever is vacant next: a row and one more; 0 for none. At most two in three are taken. */
    private int[] slots = new int[MIN_SLOTS];

    private int size;
    private int last;

    int size() {
        return size;
    }

    /** The last place that somebody has; 0 if nobody does. */
    int last() {
        return last;
    }

    /** The place of this buyer; 0 if they have none. */
    int find(UUID buyer) {
        for (int slot = slot(buyer.getMostSignificantBits()); slots[slot] != 0; slot = slot + 1 & slots.length - 1) {
            int row = slots[slot] - 1;
            long[] piece = buyers.get(row >>> PIECE_BITS);
            int at = 2 * (row & PIECE - 1);
            if (piece[at] == buyer.getMostSignificantBits() && piece[at + 1] == buyer.getLeastSignificantBits()) {
                return places.get(row >>> PIECE_BITS)[row & PIECE - 1];
            }
        }
        return 0;
    }

    /** Adds a buyer who has no place. */
    void add(UUID buyer, int place) {
        int row = size++;
        if (row % PIECE == 0) {
            buyers.add(new long[2 * PIECE]);
            places.add(new int[PIECE]);
        }
        long[] piece = buyers.get(row >>> PIECE_BITS);
        piece[2 * (row & PIECE - 1)] = buyer.getMostSignificantBits();
        piece[2 * (row & PIECE - 1) + 1] = buyer.getLeastSignificantBits();
        places.get(row >>> PIECE_BITS)[row & PIECE - 1] = place;
        last = Math.max(last, place);
        if (3L * size > 2L * slots.length) {
            slots = new int[2 * slots.length];
            for (int i = 0; i < size; i++) {
                index(i);
            }
        } else {
            index(row);
        }
    }

    private void index(int row) {
        int slot = slot(buyers.get(row >>> PIECE_BITS)[2 * (row & PIECE - 1)]);
        while (slots[slot] != 0) {
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = row + 1;
    }

    private int slot(long high) {
        return (int) (high >>> Long.SIZE - Integer.numberOfTrailingZeros(slots.length));
    }
}
