package dev.sluice.engine.writer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;

/**
 * Which of the sales that nobody owns this process takes: its share at once, and the others once nobody else took them in time. One thread.
 */
final class Orphans {
    private static final long OTHERS_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** The others' shares, and since when they are free. */
    private Map<Integer, Long> waiting = Map.of();

    /**
     * @param free all that nobody owns now
     * @param mine whether this process is a sale's first choice
     */
    List<Integer> toTake(List<Integer> free, IntPredicate mine, long nowNanos) {
        List<Integer> taken = new ArrayList<>();
        Map<Integer, Long> left = new HashMap<>();
        for (int sale : free) {
            long since = waiting.getOrDefault(sale, nowNanos);
            if (mine.test(sale) || nowNanos - since >= OTHERS_NANOS) {
                taken.add(sale);
            } else {
                left.put(sale, since);
            }
        }
        waiting = left;
        return taken;
    }

    /** Whether some are left for others to take. */
    boolean any() {
        return !waiting.isEmpty();
    }
}
