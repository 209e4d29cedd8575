package dev.sluice.sale;

/** What is of an entry for a draw, as long as no reservation has come of it; from then on that says it. */
public enum EntryStatus {
    /** It counts, and its turn has not come, or it got its place and there is nothing else to get. */
    ENTERED,
    /** It was taken back, and does not count. */
    WITHDRAWN,
    /** Its turn has come, and nothing was left for it of what is drawn. Whoever entered may buy of what is left for the queue. */
    LOST,
    /** The sale is over, and nothing was drawn. */
    CALLED_OFF;

    /**
     * Of an entry that counts.
     *
     * @param served whether its turn has come
     * @param isOver whether the sale is over
     */
    public static EntryStatus of(Order order, DrawState draw, boolean served, boolean isOver) {
        if (draw.drawnAtMillis() == 0) {
            return isOver ? CALLED_OFF : ENTERED;
        }
        return served && order instanceof Order.Split ? LOST : ENTERED;
    }
}
