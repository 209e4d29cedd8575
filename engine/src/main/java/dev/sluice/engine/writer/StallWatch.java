package dev.sluice.engine.writer;

import java.util.concurrent.TimeUnit;

/** Tells any thread whether the commit under way takes too long. */
final class StallWatch {
    private static final long NONE = 0;

    private final long patienceNanos;
    private volatile long startedNanos = NONE;

    StallWatch(int patienceMillis) {
        patienceNanos = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
    }

    /** The writer begins to commit. Returns the start, in {@link System#nanoTime}. */
    long begin() {
        long now = System.nanoTime() | 1;
        startedNanos = now;
        return now;
    }

    void end() {
        startedNanos = NONE;
    }

    boolean isStalled() {
        long started = startedNanos;
        return started != NONE && System.nanoTime() - started > patienceNanos;
    }
}
