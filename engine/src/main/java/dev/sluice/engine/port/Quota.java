package dev.sluice.engine.port;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** How often something may be done, counted for all gateways together where something is between them. Any thread may use it. */
public interface Quota {
    /**
     * Takes so much of what a key may have, or nothing if less is left.
     *
     * @param key of at most 200 visible characters; by it alone others count the same thing
     * @param cost 1 to the limit's units
     */
    CompletionStage<Level> take(String key, Limit limit, int cost);

    /** Counts what was given out already; it may exceed what was left, and is then paid off later. */
    CompletionStage<Level> spend(String key, Limit limit, long cost);

    /**
     * So many units at once, and as many again in so many seconds, evenly.
     *
     * @param units 1 to 1,000,000,000
     * @param seconds 1 to 86,400
     */
    record Limit(int units, int seconds) {
        private static final int MAX_UNITS = 1_000_000_000;
        private static final int MAX_SECONDS = 86_400;

        public Limit {
            if (units < 1 || units > MAX_UNITS || seconds < 1 || seconds > MAX_SECONDS) {
                throw new IllegalArgumentException("a limit is 1 to " + MAX_UNITS + " in 1 to " + MAX_SECONDS + " s");
            }
        }

        /** In which all of them come back. */
        public long nanos() {
            return TimeUnit.SECONDS.toNanos(seconds);
        }

        /** In which so many come back. */
        public long nanosOf(long cost) {
            return (long) (cost * (double) nanos() / units);
        }

        /** What is left. @param aheadNanos until all is there again */
        public long left(long aheadNanos) {
            return Math.clamp((long) ((nanos() - aheadNanos) * (double) units / nanos()), 0, units);
        }
    }

    /**
     * What came of it.
     *
     * @param aheadNanos until all is there again
     * @param waitNanos until what was asked for could be granted; 0 if it was
     */
    record Level(boolean granted, long aheadNanos, long waitNanos) {}
}
