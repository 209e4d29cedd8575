package dev.sluice.sale;

/**
 * Seats in groups, each group in an order, and which of them are free. The first free seats of a group are found without
 * looking at those that are taken.
 */
final class SeatOrder {
    private final int[] seatAt;
    private final int[] placeOf;
    /** The place of the first seat of each group, and at the end the number of places. */
    private final int[] firstPlaces;

    private final long[] free;
    /** The words of {@link #free} that are not empty, as bits. */
    private final long[] filled;

    /**
     * Begins with no seat free.
     *
     * @param sorted all seats, the best first: the order within each group
     * @param groupOf the group of each seat
     */
    SeatOrder(int[] sorted, int[] groupOf, int groups) {
        seatAt = new int[sorted.length];
        placeOf = new int[sorted.length];
        firstPlaces = new int[groups + 1];
        for (int group : groupOf) {
            firstPlaces[group + 1]++;
        }
        for (int group = 0; group < groups; group++) {
            firstPlaces[group + 1] += firstPlaces[group];
        }
        int[] next = firstPlaces.clone();
        for (int seat : sorted) {
            int place = next[groupOf[seat]]++;
            seatAt[place] = seat;
            placeOf[seat] = place;
        }
        free = new long[Bits.words(sorted.length)];
        filled = new long[Bits.words(free.length)];
    }

    void set(int seat, boolean nowFree) {
        int place = placeOf[seat];
        Bits.set(free, place, nowFree);
        Bits.set(filled, place >>> 6, free[place >>> 6] != 0);
    }

    /** The first free seats of a group, in order; null if there are fewer. */
    int[] first(int group, int quantity) {
        int[] found = new int[quantity];
        int place = firstPlaces[group] - 1;
        for (int i = 0; i < quantity; i++) {
            place = next(place + 1);
            if (place >= firstPlaces[group + 1]) {
                return null;
            }
            found[i] = seatAt[place];
        }
        return found;
    }

    /** The first place from this one on that has a free seat; a number beyond all places if there is none. */
    private int next(int from) {
        int word = from >>> 6;
        if (word >= free.length) {
            return Integer.MAX_VALUE;
        }
        long here = free[word] & -1L << from;
        if (here != 0) {
            return (word << 6) + Long.numberOfTrailingZeros(here);
        }
        int nextWord = nextFilled(word + 1);
        return nextWord < 0 ? Integer.MAX_VALUE : (nextWord << 6) + Long.numberOfTrailingZeros(free[nextWord]);
    }

    private int nextFilled(int from) {
        int word = from >>> 6;
        if (word >= filled.length) {
            return -1;
        }
        long here = filled[word] & -1L << from;
        while (here == 0) {
            if (++word == filled.length) {
                return -1;
            }
            here = filled[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(here);
    }
}
