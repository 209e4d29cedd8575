package dev.sluice.engine.port;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which sales are to be looked for, beside those with higher numbers than any that is known. A sale has its number before it is committed, so that a
 * lower one may come later: what is missing in between is looked for until whoever took the number has certainly committed or failed. Any thread may use it.
 */
public final class LateSales {
    /** Longer than a transaction may last: it has a few statements, and the ledger ends what is slow or idle. */
    private static final long LATE_MILLIS = 120_000;

    /** Of more missing ones, which there are where numbers were lost, the highest are looked for. */
    private static final int MOST = 1_000;

    private final NavigableMap<Integer, Long> missing = new TreeMap<>();
    private int highest;

    /** This sale is known now. */
    public synchronized void found(int sale, long nowMillis) {
        for (int number = Math.max(highest + 1, sale - MOST); number < sale; number++) {
            missing.put(number, nowMillis);
        }
        missing.remove(sale);
        highest = Math.max(highest, sale);
        while (missing.size() > MOST) {
            missing.pollFirstEntry();
        }
    }

    /** The number was a sale's that is not there any more; it may become another's. */
    public synchronized void lost(int sale, long nowMillis) {
        missing.put(sale, nowMillis);
    }

    /** The highest number that was found; 0 for none. */
    public synchronized int highest() {
        return highest;
    }

    /** Those below it that may have come since, by number; mostly none. */
    public synchronized List<Integer> missing(long nowMillis) {
        missing.values().removeIf(since -> nowMillis - since > LATE_MILLIS);
        return List.copyOf(missing.keySet());
    }
}
