package dev.sluice.bench;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what is timed: it looks every millisecond, so that the waiting itself adds no more than that. */
final class Prompt {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private Prompt() {}

    /**
     * Waits until it is so, and returns for how many milliseconds it was not.
     *
     * @param sinceNanos when it was not so yet, by {@link System#nanoTime}
     * @throws IllegalStateException if it is not so after all patience
     */
    static double millisUntil(String fact, long sinceNanos, Duration patience, BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - sinceNanos > patience.toNanos()) {
                throw new IllegalStateException("not after " + patience.toSeconds() + " s: " + fact);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return millisSince(sinceNanos);
    }

    static double millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }
}
