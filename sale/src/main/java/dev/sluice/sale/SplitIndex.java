package dev.sluice.sale;

/**
 * The best ways to seat a group in two blocks: one in a row, and one in the next row of its section. Best are the seats whose
 * distances add up to the least, and of equal ones those with the lowest numbers.
 */
final class SplitIndex extends SeatRowIndex {
    private final Tournament tournament;
    private long cost;
    private int inFirst;
    private int firstStart;
    private int secondStart;

    /**
     * Of pairs of rows.
     *
     * @param rows the front rows of the pairs, ascending
     */
    SplitIndex(SeatRuns runs, int tier, int quantity, int[] rows) {
        super(runs, tier, quantity, rows);
        this.tournament = new Tournament(rows.length);
    }

    /**
     * The seats of the best split whose front row is one from {@code firstRow} to before {@code endRow}; null if there is none.
     */
    int[] find(int firstRow, int endRow) {
        refresh();
        int place = tournament.winner(placeFrom(firstRow), placeFrom(endRow));
        if (place < 0) {
            return null;
        }
        split(rows[place]);
        int[] seats = new int[quantity];
        for (int i = 0; i < quantity; i++) {
            seats[i] = i < inFirst ? firstStart + i : secondStart + i - inFirst;
        }
        return seats;
    }

    /** A row is in two pairs: with the next one, and with the one before. */
    @Override
    void touch(int row) {
        super.touch(row);
        super.touch(row - 1);
    }

    @Override
    void read(int place) {
        split(rows[place]);
        tournament.set(place, cost);
    }

    private void split(int row) {
        cost = Tournament.NONE;
        int most = longest(row);
        int fewest = quantity - longest(row + 1);
        for (int seats = Math.max(1, fewest); seats <= Math.min(most, quantity - 1); seats++) {
            runs.read(row, tier, seats);
            long firstCost = runs.anyCost;
            int start = runs.anyStart;
            runs.read(row + 1, tier, quantity - seats);
            long both = firstCost + runs.anyCost;
            if (both < cost || (both == cost && start <= firstStart)) {
                cost = both;
                inFirst = seats;
                firstStart = start;
                secondStart = runs.anyStart;
            }
        }
    }

    private int longest(int row) {
        runs.read(row, tier, 1);
        return runs.longest;
    }
}
