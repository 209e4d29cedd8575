package dev.sluice.engine.writer;

/**
 * What a sale costs its process: about the commands that it decides in a second, of late, and something for what it keeps in memory. Used by one
 * thread.
 */
final class SaleLoad {
    /** What is decided counts half after about seven looks, one a second. */
    private static final double DECAY = 0.9;

    /** Reservations in memory that cost as much as one command a second. */
    private static final long ROWS = 1_000;

    private double perSecond;
    private long decided;

    /**
     * @param decidedNow commands that its writer decided since it began
     * @param rows reservations in memory, about
     * @return at least 1
     */
    long look(long decidedNow, long rows) {
        long since = Math.max(0, decidedNow - decided);
        decided = decidedNow;
        perSecond = perSecond * DECAY + since * (1 - DECAY);
        return 1 + Math.round(perSecond) + rows / ROWS;
    }
}
