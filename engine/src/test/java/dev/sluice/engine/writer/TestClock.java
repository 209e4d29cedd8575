package dev.sluice.engine.writer;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that a test sets; it stands still, or runs as time does. Any thread may use it. */
final class TestClock implements InstantSource {
    private final AtomicLong offsetMillis;
    private final boolean runs;
    private final long startNanos = System.nanoTime();

    private TestClock(long startMillis, boolean runs) {
        this.offsetMillis = new AtomicLong(startMillis);
        this.runs = runs;
    }

    static TestClock standingAt(long millis) {
        return new TestClock(millis, false);
    }

    static TestClock runningFrom(long millis) {
        return new TestClock(millis, true);
    }

    void advance(long millis) {
        offsetMillis.addAndGet(millis);
    }

    @Override
    public long millis() {
        long run = runs ? TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos) : 0;
        return offsetMillis.get() + run;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }
}
