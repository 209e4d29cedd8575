package dev.sluice.crowd.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** One stretch of load: what is sent and when it ends. Shared by the threads that send it. */
public final class LoadPhase {
    private final RequestSource source;
    private final long requests;
    private final long startNanos = System.nanoTime();
    private final long deadlineNanos;
    private final AtomicLong next = new AtomicLong();

    /**
     * Starts the clock.
     *
     * @param requests how many at most; more than the source has sends them again from the first
     * @param longest after this no more are sent
     */
    public LoadPhase(RequestSource source, long requests, Duration longest) {
        this.source = source;
        this.requests = requests;
        this.deadlineNanos = startNanos + longest.toNanos();
    }

    RequestSource source() {
        return source;
    }

    long startNanos() {
        return startNanos;
    }

    /** The number of the next request, or -1 when all were taken or the time is over. */
    long take(long nowNanos) {
        if (nowNanos - deadlineNanos >= 0) {
            return -1;
        }
        long index = next.getAndIncrement();
        return index < requests ? index : -1;
    }

    /** Whether the deadline is more than {@code grace} ago. */
    boolean overdue(long nowNanos, Duration grace) {
        return nowNanos - deadlineNanos >= grace.toNanos();
    }
}
