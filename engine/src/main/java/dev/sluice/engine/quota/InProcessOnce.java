package dev.sluice.engine.quota;

import dev.sluice.engine.port.Once;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Of a process that meets no other. What is used is forgotten when its time is over, and with the process. There is a bound: beyond it
 * everything counts as used before, so that nothing is ever used twice. Any thread may use it.
 */
public final class InProcessOnce implements Once {
    static final int MAX_KEYS = 1_000_000;
    private static final long SWEEP_NANOS = 1_000_000_000;

    private final Map<String, Long> endsByKey = new ConcurrentHashMap<>();
    private final AtomicLong sweepAt;
    private final LongSupplier nanoTime;
    private final long startNanos;

    public InProcessOnce(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        startNanos = nanoTime.getAsLong();
        sweepAt = new AtomicLong(SWEEP_NANOS);
    }

    @Override
    public CompletionStage<Boolean> first(String key, Duration memory) {
        long now = nanoTime.getAsLong() - startNanos;
        sweep(now);
        if (endsByKey.size() >= MAX_KEYS) {
            return CompletableFuture.completedStage(false);
        }
        long end = now + memory.toNanos();
        boolean[] first = new boolean[1];
        endsByKey.compute(key, (_, before) -> {
            first[0] = before == null || before <= now;
            return first[0] ? Long.valueOf(end) : before;
        });
        return CompletableFuture.completedStage(first[0]);
    }

    private void sweep(long now) {
        long due = sweepAt.get();
        if (now >= due && sweepAt.compareAndSet(due, now + SWEEP_NANOS)) {
            for (Iterator<Long> ends = endsByKey.values().iterator(); ends.hasNext(); ) {
                if (ends.next() <= now) {
                    ends.remove();
                }
            }
        }
    }
}
