package dev.sluice.engine.writer;

import java.util.concurrent.TimeUnit;

/** Tells any thread whether the writer waits too long for its ledger. */
final class StallWatch {
    private static final long NONE = 0;

    private final long patienceNanos;
    private volatile long startedNanos = NONE;

    StallWatch(int patienceMillis) {
        patienceNanos = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
    }

    /** The writer begins to wait for the ledger, unless it waits already. */
    void begin() {
        if (startedNanos == NONE) {
            startedNanos = System.nanoTime() | 1;
        }
    }

    void end() {
        startedNanos = NONE;
    }

    boolean isStalled() {
        long started = startedNanos;
        return started != NONE && System.nanoTime() - started > patienceNanos;
    }
}
