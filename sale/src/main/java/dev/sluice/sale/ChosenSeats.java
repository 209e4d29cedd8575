package dev.sluice.sale;

import java.util.Arrays;

/** What may be chosen on a map, and what is proposed in its place. */
final class ChosenSeats {
    /** In a tier with fewer of its seats left than this, orphans cannot be helped. */
    static final int ORPHANS_ALLOWED_BELOW_PERCENT = 5;
    /** Seats in their place are looked for in this many rows in front of the chosen ones, and in as many behind. */
    static final int ROWS_AROUND = 8;

    private final SeatMap map;
    private final SeatedTerms terms;
    private final FreeSeats free;

    ChosenSeats(SeatedTerms terms, FreeSeats free) {
        this.map = terms.plan();
        this.terms = terms;
        this.free = free;
    }

    /** The chosen seats that cannot be had, in the order in which they were chosen. */
    Units taken(Units seats) {
        int[] taken = new int[seats.size()];
        int count = 0;
        for (int i = 0; i < seats.size(); i++) {
            if (!free.isFree(seats.get(i))) {
                taken[count++] = seats.get(i);
            }
        }
        return Units.of(Arrays.copyOf(taken, count));
    }

    boolean areFree(Units seats) {
        for (int i = 0; i < seats.size(); i++) {
            if (!free.isFree(seats.get(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether the orphan rule forbids taking these free seats. It does where they leave an orphan in a run from which as many
     * seats can be taken without leaving one. It never does while the tier is nearly sold out, nor in a run with just one seat
     * more than is taken: there one seat is left alone whatever is taken.
     */
    boolean areForbidden(int tier, Units seats) {
        if (terms.orphans() != OrphanRule.STRICT || isNearlySoldOut(tier)) {
            return false;
        }
        int[] sorted = seats.toArray();
        Arrays.sort(sorted);
        for (int i = 0; i < sorted.length; ) {
            if (map.is(sorted[i], SeatMap.NOT_PLAIN)) {
                i++;
                continue;
            }
            int gapStart = free.runs().runStart(sorted[i]);
            int end = free.runs().runEnd(sorted[i]);
            int left = end - gapStart;
            boolean orphan = false;
            for (; i < sorted.length && sorted[i] < end; i++) {
                orphan |= sorted[i] - gapStart == 1;
                gapStart = sorted[i] + 1;
                left--;
            }
            orphan |= end - gapStart == 1;
            if (orphan && left != 1) {
                return true;
            }
        }
        return false;
    }

    /**
     * What to propose in the place of chosen seats: as many free seats of the tier, side by side, that the orphan rule allows.
     *
     * <p>They are looked for in the rows around the first chosen seat, and there the nearest to the chosen ones is taken; then
     * in that section, and then in the whole hall, where the best is taken. All three are tried for seats that leave no orphan
     * before any that leave one. Nothing is proposed for wheelchair seats and the like, which are chosen for what they are.
     */
    Units instead(int tier, Units chosen) {
        for (int i = 0; i < chosen.size(); i++) {
            if (map.is(chosen.get(i), SeatMap.NOT_PLAIN)) {
                return Units.NONE;
            }
        }
        boolean mayLeave = terms.orphans() != OrphanRule.STRICT || isNearlySoldOut(tier);
        int start = terms.orphans() == OrphanRule.OFF ? -1 : search(tier, chosen, true);
        if (start < 0 && mayLeave) {
            start = search(tier, chosen, false);
        }
        return start < 0 ? Units.NONE : Units.of(FreeSeats.block(start, chosen.size()));
    }

    private boolean isNearlySoldOut(int tier) {
        long onSale = terms.seatsOf(tier) - terms.withheld(tier);
        return free.count(tier, -1) * 100L < onSale * ORPHANS_ALLOWED_BELOW_PERCENT;
    }

    private int search(int tier, Units chosen, boolean leavesNone) {
        int row = map.rowOf(chosen.get(0));
        int section = map.sectionOfRow(row);
        int first = map.firstRow(section);
        int end = map.firstRow(section + 1);
        int start = nearest(
                tier, chosen, Math.max(first, row - ROWS_AROUND), Math.min(end, row + ROWS_AROUND + 1), leavesNone);
        if (start < 0) {
            start = free.together(tier, chosen.size(), first, end, leavesNone);
        }
        return start < 0 ? free.together(tier, chosen.size(), 0, map.rows(), leavesNone) : start;
    }

    private int nearest(int tier, Units chosen, int firstRow, int endRow, boolean leavesNone) {
        long x = 0;
        long y = 0;
        for (int i = 0; i < chosen.size(); i++) {
            x += map.x(chosen.get(i));
            y += map.y(chosen.get(i));
        }
        long least = Long.MAX_VALUE;
        int best = -1;
        SeatRuns runs = free.runs();
        int last = map.firstSeat(endRow);
        for (int seat = runs.nextFree(map.firstSeat(firstRow), last); seat < last; ) {
            int end = runs.runEnd(seat);
            if (terms.tierOf(seat) == tier) {
                for (int start = seat; start + chosen.size() <= end; start++) {
                    int rest = end - start - chosen.size();
                    boolean leaves = start - seat == 1 || rest == 1;
                    boolean helped = end - seat != chosen.size() + 1;
                    if (!(leavesNone && leaves && helped)) {
                        long far = squareOfDistance(start, chosen.size(), x, y);
                        best = far < least ? start : best;
                        least = Math.min(far, least);
                    }
                }
            }
            seat = runs.nextFree(end, last);
        }
        return best;
    }

    private long squareOfDistance(int start, int quantity, long sumX, long sumY) {
        long dx = -sumX;
        long dy = -sumY;
        for (int seat = start; seat < start + quantity; seat++) {
            dx += map.x(seat);
            dy += map.y(seat);
        }
        return dx * dx + dy * dy;
    }
}
