package dev.sluice.sale;

/**
 * Which plain seats are free, as runs. A run is free seats of one tier side by side, without an aisle between them. Seats for
 * wheelchairs and their companions are not plain, and end a run as taken ones do.
 *
 * <p>{@link #read} leaves what it found in the fields. A cost is the distances from the focal point, added up.
 */
final class SeatRuns {
    final SeatMap map;
    final int[] distance;
    private final SeatedTerms terms;
    private final long[] free;
    /** Seats after which every run ends, as bits. */
    private final long[] ends;

    /** The cost of the best block that leaves no orphan; {@link Tournament#NONE} if there is none. */
    long tidyCost;

    int tidyStart;
    /** The cost of the best block, whether it leaves an orphan or not; {@link Tournament#NONE} if there is none. */
    long anyCost;

    int anyStart;
    /** Length of the longest run. */
    int longest;

    SeatRuns(SeatedTerms terms, int[] distance) {
        this.terms = terms;
        this.map = terms.plan();
        this.distance = distance;
        this.free = new long[Bits.words(map.seats())];
        this.ends = new long[Bits.words(map.seats())];
        for (int row = 0; row < map.rows(); row++) {
            int last = map.firstSeat(row + 1) - 1;
            for (int seat = map.firstSeat(row); seat <= last; seat++) {
                boolean broken = seat == last
                        || map.is(seat, SeatMap.AISLE_AFTER)
                        || terms.tierOf(seat) != terms.tierOf(seat + 1)
                        || map.is(seat, SeatMap.NOT_PLAIN)
                        || map.is(seat + 1, SeatMap.NOT_PLAIN);
                Bits.set(ends, seat, broken);
            }
        }
    }

    /** @param seat a plain one */
    void set(int seat, boolean nowFree) {
        Bits.set(free, seat, nowFree);
    }

    boolean isFree(int seat) {
        return Bits.has(free, seat);
    }

    /** The first seat of the run of a free seat. */
    int runStart(int seat) {
        int start = seat;
        while (start > 0 && !Bits.has(ends, start - 1) && isFree(start - 1)) {
            start--;
        }
        return start;
    }

    /** The seat after the last one of the run of a free seat. */
    int runEnd(int seat) {
        int last = seat;
        while (!Bits.has(ends, last) && isFree(last + 1)) {
            last++;
        }
        return last + 1;
    }

    /** Finds the best blocks of so many seats of a tier in a row: those with the least cost, and of equal ones the first. */
    void read(int row, int tier, int quantity) {
        tidyCost = Tournament.NONE;
        anyCost = Tournament.NONE;
        longest = 0;
        int end = map.firstSeat(row + 1);
        int seat = nextFree(map.firstSeat(row), end);
        while (seat < end) {
            int runEnd = runEnd(seat);
            if (terms.tierOf(seat) == tier) {
                longest = Math.max(longest, runEnd - seat);
                readRun(seat, runEnd, quantity);
            }
            seat = nextFree(runEnd, end);
        }
    }

    /** The first free seat from {@code from} on; {@code end} or more if there is none before that. */
    int nextFree(int from, int end) {
        for (int word = from >>> 6; word << 6 < end; word++) {
            long here = word == from >>> 6 ? free[word] & -1L << from : free[word];
            if (here != 0) {
                return (word << 6) + Long.numberOfTrailingZeros(here);
            }
        }
        return end;
    }

    private void readRun(int start, int end, int quantity) {
        if (end - start < quantity) {
            return;
        }
        long cost = 0;
        for (int seat = start; seat < start + quantity; seat++) {
            cost += distance[seat];
        }
        for (int seat = start; ; seat++) {
            if (cost < anyCost) {
                anyCost = cost;
                anyStart = seat;
            }
            boolean tidy = seat - start != 1 && end - seat - quantity != 1;
            if (tidy && cost < tidyCost) {
                tidyCost = cost;
                tidyStart = seat;
            }
            if (seat + quantity == end) {
                return;
            }
            cost += distance[seat + quantity] - distance[seat];
        }
    }
}
