package dev.sluice.engine.writer;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Wakes sales at times of the clock: one thread for all, so that sales for which nothing is due cost nothing. It looks at the clock
 * once a second at least, so one that was set forward is noticed within that. Any thread may use it.
 */
final class Alarms implements AutoCloseable {
    static final long NEVER = Long.MAX_VALUE;
    private static final long MAX_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final InstantSource clock;
    /** Those that are set. Guarded by this. */
    private final NavigableSet<Alarm> earliestFirst =
            new TreeSet<>(Comparator.<Alarm>comparingLong(alarm -> alarm.millis).thenComparingInt(alarm -> alarm.sale));

    private final Thread watch;
    private volatile boolean closed;

    Alarms(InstantSource clock) {
        this.clock = clock;
        this.watch = Thread.ofPlatform().name("alarms").daemon().start(this::watch);
    }

    /** The alarm of one sale, which has one at most. Its sleeper sets it; it rings on the thread of all alarms. */
    final class Alarm {
        private final int sale;
        private final Runnable bell;
        /** While it is set it changes only in {@link #earliestFirst}'s absence. */
        private volatile long millis = NEVER;

        private Alarm(int sale, Runnable bell) {
            this.sale = sale;
            this.bell = bell;
        }

        /**
         * Rings once when the clock shows this time, or earlier: a time that was set before and comes first stands, and whoever is woken
         * sets the next.
         */
        void ringAt(long atMillis) {
            if (atMillis < millis) {
                set(this, atMillis);
            }
        }
    }

    /** @param bell must not block */
    Alarm of(int sale, Runnable bell) {
        return new Alarm(sale, bell);
    }

    /** Nothing rings any more. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(watch);
    }

    private void set(Alarm alarm, long atMillis) {
        boolean first;
        synchronized (this) {
            earliestFirst.remove(alarm);
            alarm.millis = atMillis;
            earliestFirst.add(alarm);
            first = earliestFirst.first() == alarm;
        }
        if (first) {
            LockSupport.unpark(watch);
        }
    }

    private void watch() {
        while (!closed) {
            Instant now = clock.instant();
            takeDue(now.toEpochMilli()).forEach(alarm -> alarm.bell.run());
            LockSupport.parkNanos(this, nanosToNext(now));
        }
    }

    private synchronized List<Alarm> takeDue(long nowMillis) {
        List<Alarm> due = new ArrayList<>();
        while (!earliestFirst.isEmpty() && earliestFirst.first().millis <= nowMillis) {
            Alarm alarm = earliestFirst.pollFirst();
            alarm.millis = NEVER;
            due.add(alarm);
        }
        return due;
    }

    private synchronized long nanosToNext(Instant now) {
        if (earliestFirst.isEmpty()) {
            return MAX_WAIT_NANOS;
        }
        long millis = earliestFirst.first().millis - now.toEpochMilli();
        return millis > TimeUnit.NANOSECONDS.toMillis(MAX_WAIT_NANOS)
                ? MAX_WAIT_NANOS
                : TimeUnit.MILLISECONDS.toNanos(millis) - now.getNano() % TimeUnit.MILLISECONDS.toNanos(1);
    }
}
