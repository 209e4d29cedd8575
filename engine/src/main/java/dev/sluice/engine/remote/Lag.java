package dev.sluice.engine.remote;

/**
 * Says when editions of another process were made, though nobody knows how its clock stands to ours: the one that was under way for the
 * shortest time is taken for new, and every other is as much older as it took longer. A way that was slow from the first edition on, and
 * never faster, is not noticed. What is compared is a few minutes old at most, so that clocks which do not run equally fast do no harm. Used
 * by the thread that reads.
 */
final class Lag {
    private static final long WINDOW_MILLIS = 5 * 60 * 1_000;

    private long shortest = Long.MAX_VALUE;
    private long shortestBefore = Long.MAX_VALUE;
    private long windowBeganMillis;

    /**
     * When it was made, by our clock.
     *
     * @param atMillis when it was made, by the other's
     * @param nowMillis when it came here, by ours
     */
    long madeAtMillis(long atMillis, long nowMillis) {
        if (nowMillis - windowBeganMillis >= WINDOW_MILLIS) {
            shortestBefore = shortest;
            shortest = Long.MAX_VALUE;
            windowBeganMillis = nowMillis;
        }
        shortest = Math.min(shortest, nowMillis - atMillis);
        return atMillis + Math.min(shortest, shortestBefore);
    }
}
