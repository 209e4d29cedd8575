package dev.sluice.sale;

import java.util.Arrays;

/**
 * The free seats of a sale, and which of them are best. The first of these steps that finds enough seats decides:
 * <ol>
 * <li>side by side in one row, leaving no orphan;
 * <li>side by side in one row;
 * <li>two blocks, in neighbouring rows of a section;
 * <li>anywhere, each seat the nearest that is left.
 * </ol>
 *
 * <p>Each step takes what is nearest: the seats whose distances from the focal point add up to the least, and of equal ones
 * those with the lowest numbers. With {@link OrphanRule#OFF} the first step is left out. Seats for wheelchairs and their
 * companions are given only where no others are left.
 *
 * <p>For each tier and quantity there is an index, made when it is first asked for. It has only the rows that can hold so many
 * seats, so all indexes together are never larger than a few numbers a seat.
 */
final class FreeSeats {
    private final SeatMap map;
    private final SeatedTerms terms;
    private final SeatRuns runs;
    private final long[] free;
    private final int tiers;
    private final int sections;
    private final int[] counts;
    private final SeatOrder byTier;
    private final SeatOrder byTierAndSection;
    /** By tier, then by quantity; null where nobody asked yet. */
    private final TogetherIndex[][] together;

    private final SplitIndex[][] split;
    /** How many plain seats each row has, by tier. */
    private final int[][] plainInRow;

    /**
     * Begins with all seats free that are on sale and that nobody has.
     *
     * @param taken the seats that somebody has, as bits
     */
    FreeSeats(SeatedTerms terms, int tiers, SeatRanking ranking, long[] taken) {
        this.map = terms.plan();
        this.terms = terms;
        this.tiers = tiers;
        this.sections = map.sections().size();
        this.free = new long[Bits.words(map.seats())];
        this.counts = new int[tiers * sections];
        this.together = new TogetherIndex[tiers][0];
        this.split = new SplitIndex[tiers][0];
        this.plainInRow = new int[tiers][];
        int[] tier = new int[map.seats()];
        int[] tierAndSection = new int[map.seats()];
        for (int row = 0; row < map.rows(); row++) {
            int section = map.sectionOfRow(row);
            for (int seat = map.firstSeat(row); seat < map.firstSeat(row + 1); seat++) {
                tier[seat] = terms.tierOf(seat);
                tierAndSection[seat] = tier[seat] * sections + section;
            }
        }
        this.runs = new SeatRuns(terms, ranking.distance);
        this.byTier = new SeatOrder(ranking.nearestFirst, tier, tiers);
        this.byTierAndSection = new SeatOrder(ranking.nearestFirst, tierAndSection, tiers * sections);
        for (int row = 0; row < map.rows(); row++) {
            int section = map.sectionOfRow(row);
            for (int seat = map.firstSeat(row); seat < map.firstSeat(row + 1); seat++) {
                if (!terms.isWithheld(seat) && !Bits.has(taken, seat)) {
                    set(seat, row, section, true);
                }
            }
        }
    }

    boolean isFree(int seat) {
        return Bits.has(free, seat);
    }

    SeatRuns runs() {
        return runs;
    }

    SeatAvailability snapshot(long version) {
        return new SeatAvailability(version, map.seats(), free, sections, counts);
    }

    /** Makes a taken seat free, or a free one taken. */
    void set(int seat, boolean nowFree) {
        int row = map.rowOf(seat);
        set(seat, row, map.sectionOfRow(row), nowFree);
    }

    private void set(int seat, int row, int section, boolean nowFree) {
        int tier = terms.tierOf(seat);
        Bits.set(free, seat, nowFree);
        counts[tier * sections + section] += nowFree ? 1 : -1;
        byTier.set(seat, nowFree);
        byTierAndSection.set(seat, nowFree);
        if (!map.is(seat, SeatMap.NOT_PLAIN)) {
            runs.set(seat, nowFree);
            touch(together[tier], row);
            touch(split[tier], row);
        }
    }

    private static void touch(SeatRowIndex[] indexes, int row) {
        for (SeatRowIndex index : indexes) {
            if (index != null) {
                index.touch(row);
            }
        }
    }

    /** How many seats of a tier are free in a section; in all sections with -1. */
    int count(int tier, int section) {
        if (section >= 0) {
            return counts[tier * sections + section];
        }
        int all = 0;
        for (int i = 0; i < sections; i++) {
            all += counts[tier * sections + i];
        }
        return all;
    }

    /**
     * The best seats, in ascending order; null if there are fewer.
     *
     * @param section they must be in, or -1
     */
    int[] best(int tier, int quantity, int section, OrphanRule rule) {
        if (section >= 0 && count(tier, section) < quantity) {
            return null;
        }
        int from = section < 0 ? 0 : map.firstRow(section);
        int to = section < 0 ? map.rows() : map.firstRow(section + 1);
        int start = together(tier, quantity, from, to, rule != OrphanRule.OFF);
        if (start < 0 && rule != OrphanRule.OFF) {
            start = together(tier, quantity, from, to, false);
        }
        if (start >= 0) {
            return block(start, quantity);
        }
        int[] found = quantity < 2 ? null : splitIndex(tier, quantity).find(from, to);
        if (found == null) {
            found = section < 0
                    ? byTier.first(tier, quantity)
                    : byTierAndSection.first(tier * sections + section, quantity);
            if (found != null) {
                Arrays.sort(found);
            }
        }
        return found;
    }

    /** The first seat of the best block in the rows from {@code firstRow} to before {@code endRow}; -1 if there is none. */
    int together(int tier, int quantity, int firstRow, int endRow, boolean leavesNone) {
        return quantity > SeatMap.MAX_SEATS_IN_ROW
                ? -1
                : togetherIndex(tier, quantity).find(firstRow, endRow, leavesNone);
    }

    static int[] block(int start, int quantity) {
        int[] seats = new int[quantity];
        for (int i = 0; i < quantity; i++) {
            seats[i] = start + i;
        }
        return seats;
    }

    private TogetherIndex togetherIndex(int tier, int quantity) {
        if (quantity >= together[tier].length) {
            together[tier] = Arrays.copyOf(together[tier], quantity + 1);
        }
        if (together[tier][quantity] == null) {
            int[] plain = plainInRow(tier);
            int[] rows = new int[plain.length];
            int count = 0;
            for (int row = 0; row < plain.length; row++) {
                if (plain[row] >= quantity) {
                    rows[count++] = row;
                }
            }
            together[tier][quantity] = new TogetherIndex(runs, tier, quantity, Arrays.copyOf(rows, count));
        }
        return together[tier][quantity];
    }

    private SplitIndex splitIndex(int tier, int quantity) {
        if (quantity >= split[tier].length) {
            split[tier] = Arrays.copyOf(split[tier], quantity + 1);
        }
        if (split[tier][quantity] == null) {
            int[] plain = plainInRow(tier);
            int[] rows = new int[plain.length];
            int count = 0;
            for (int row = 0; row + 1 < plain.length; row++) {
                boolean both = plain[row] > 0 && plain[row + 1] > 0 && plain[row] + plain[row + 1] >= quantity;
                if (both && map.sectionOfRow(row) == map.sectionOfRow(row + 1)) {
                    rows[count++] = row;
                }
            }
            split[tier][quantity] = new SplitIndex(runs, tier, quantity, Arrays.copyOf(rows, count));
        }
        return split[tier][quantity];
    }

    private int[] plainInRow(int tier) {
        if (plainInRow[tier] == null) {
            int[] plain = new int[map.rows()];
            for (int row = 0; row < plain.length; row++) {
                for (int seat = map.firstSeat(row); seat < map.firstSeat(row + 1); seat++) {
                    plain[row] += terms.tierOf(seat) == tier && !map.is(seat, SeatMap.NOT_PLAIN) ? 1 : 0;
                }
            }
            plainInRow[tier] = plain;
        }
        return plainInRow[tier];
    }
}
