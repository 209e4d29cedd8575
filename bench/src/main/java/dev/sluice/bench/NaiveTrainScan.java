package dev.sluice.bench;

import dev.sluice.sale.Selection;

/** Seats of a train, all of which are looked at for each purchase: what a decision costs without an index. Remembers no buyers. */
final class NaiveTrainScan {
    static final Policy FIRST_FIT = (_, _, _) -> 0;
    static final Policy TIGHTEST_GAP = NaiveTrainScan::gap;

    private final long[] taken;
    private final int hops;
    private final Policy policy;
    private long soldHops;

    /** How bad a seat is for a stretch that is free on it; the least bad is taken, of equals the first. */
    interface Policy {
        int badness(long taken, Selection.Stretch stretch, int hops);
    }

    NaiveTrainScan(int seats, int stops, Policy policy) {
        this.taken = new long[seats];
        this.hops = stops - 1;
        this.policy = policy;
    }

    /** One seat on the stretch, if any is free there. */
    void decide(Selection.Stretch stretch) {
        int length = stretch.to() - stretch.from();
        long wanted = ((1L << length) - 1) << stretch.from();
        int best = -1;
        int least = Integer.MAX_VALUE;
        for (int seat = 0; seat < taken.length; seat++) {
            if ((taken[seat] & wanted) == 0) {
                int badness = policy.badness(taken[seat], stretch, hops);
                if (badness < least) {
                    least = badness;
                    best = seat;
                }
            }
        }
        if (best >= 0) {
            taken[best] |= wanted;
            soldHops += length;
        }
    }

    long soldHops() {
        return soldHops;
    }

    private static int gap(long taken, Selection.Stretch stretch, int hops) {
        int from = stretch.from();
        while (from > 0 && (taken >>> (from - 1) & 1) == 0) {
            from--;
        }
        int to = stretch.to();
        while (to < hops && (taken >>> to & 1) == 0) {
            to++;
        }
        return to - from;
    }
}
