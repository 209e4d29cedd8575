package dev.sluice.engine.retry;

import java.time.Duration;

/** Lets something that may happen often be said now and then, with how often it happened. Any thread may use it. */
public final class Sparing {
    private final long quietNanos;
    private long saidNanos;
    private long unsaid;

    /** @param quiet after something was said */
    public Sparing(Duration quiet) {
        quietNanos = quiet.toNanos();
        saidNanos = System.nanoTime() - quietNanos;
    }

    /** It happened. Returns how often it did since it was last said, if it is to be said now; otherwise 0. */
    public synchronized long count() {
        unsaid++;
        long now = System.nanoTime();
        if (now - saidNanos < quietNanos) {
            return 0;
        }
        saidNanos = now;
        long times = unsaid;
        unsaid = 0;
        return times;
    }
}
