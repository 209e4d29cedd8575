package dev.sluice.engine.writer;

import dev.sluice.engine.desk.Trouble;
import java.time.Duration;

/**
 * What is wrong with a sale that stopped over a fault, when it is to be loaded again, and what of it was said. A sale that breaks again and
 * again once it is loaded is loaded ever more seldom, and said to be broken once. Any thread may ask for the {@link #trouble}; the rest is
 * guarded by this.
 */
final class Breakage {
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final int MAX_DOUBLINGS = 20;

    private final long paceMillis;
    private volatile Trouble trouble;
    private Trouble.Kind told;
    private boolean endTold;
    private long againMillis;
    private long ranFromMillis;
    /** How often it broke without having run for long since it was loaded. */
    private int relapses;

    Breakage(int paceSeconds) {
        this.paceMillis = Duration.ofSeconds(paceSeconds).toMillis();
    }

    /** Null while nothing is wrong. */
    Trouble trouble() {
        return trouble;
    }

    /** It broke, or could not be loaded again. Returns whether that is worth saying. */
    synchronized boolean begin(Trouble.Kind kind, Throwable cause, long nowMillis) {
        againMillis = nowMillis + paceMillis;
        if (trouble == null) {
            relapse(nowMillis);
        }
        boolean same = trouble != null && trouble.kind() == kind;
        trouble = Trouble.of(kind, cause, same ? trouble.sinceMillis() : nowMillis);
        boolean news = told != kind;
        told = kind;
        endTold &= !news;
        return news;
    }

    private void relapse(long nowMillis) {
        if (nowMillis - ranFromMillis > LONGEST.toMillis()) {
            told = null;
            relapses = 0;
        }
        long pause = paceMillis << Math.min(relapses++, MAX_DOUBLINGS);
        againMillis = nowMillis + Math.max(paceMillis, Math.min(LONGEST.toMillis(), pause));
    }

    /** It is loaded again. Returns whether that is worth saying. */
    synchronized boolean end(long nowMillis) {
        trouble = null;
        ranFromMillis = nowMillis;
        boolean news = !endTold;
        endTold = true;
        return news;
    }

    /** It could not be tried. */
    synchronized void putOff(long nowMillis) {
        againMillis = nowMillis + paceMillis;
    }

    /** When it is to be loaded again, as long as it is broken. */
    synchronized long againMillis() {
        return againMillis;
    }
}
