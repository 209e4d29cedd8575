package dev.sluice.sale;

/** The best blocks of so many seats side by side, in each row of a tier. */
final class TogetherIndex extends SeatRowIndex {
    private final Tournament tidy;
    private final Tournament any;

    TogetherIndex(SeatRuns runs, int tier, int quantity, int[] rows) {
        super(runs, tier, quantity, rows);
        this.tidy = new Tournament(rows.length);
        this.any = new Tournament(rows.length);
    }

    /**
     * The first seat of the best block in rows from {@code firstRow} to before {@code endRow}; -1 if there is none.
     *
     * @param leavesNone whether it must leave no orphan
     */
    int find(int firstRow, int endRow, boolean leavesNone) {
        refresh();
        int place = (leavesNone ? tidy : any).winner(placeFrom(firstRow), placeFrom(endRow));
        if (place < 0) {
            return -1;
        }
        runs.read(rows[place], tier, quantity);
        return leavesNone ? runs.tidyStart : runs.anyStart;
    }

    @Override
    void read(int place) {
        runs.read(rows[place], tier, quantity);
        tidy.set(place, runs.tidyCost);
        any.set(place, runs.anyCost);
    }
}
