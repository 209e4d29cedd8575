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
 * Wakes sales at times of the clock. One thread does so for all of them, so that a sale for which nothing is due costs nothing.
 * It looks at the clock at least once a second, and so notices within that if the clock was set forward. Any thread may use it.
 */
final class Alarms implements AutoCloseable {
    static final long NEVER = Long.MAX_VALUE;
    private static final long MAX_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final InstantSource clock;
    /** The alarms that are set. Guarded by this. */
    private final NavigableSet<Alarm> earliestFirst =
            new TreeSet<>(Comparator.<Alarm>comparingLong(alarm -> alarm.millis).thenComparingInt(alarm -> alarm.sale));

    private final Thread watch;
    private volatile boolean closed;

    Alarms(InstantSource clock) {
        this.clock = clock;
        this.watch = Thread.ofPlatform().name("alarms").daemon().start(this::watch);
    }

    /** The one alarm of a sale. Whoever sleeps sets it; it rings on the thread of all alarms. */
    final class Alarm {
        private final int sale;
        private final Runnable bell;
        /** The key in {@link #earliestFirst}: changes only while the alarm is not in there. */
        private volatile long millis = NEVER;

        private Alarm(int sale, Runnable bell) {
            this.sale = sale;
            this.bell = bell;
        }

        /**
         * Rings once, when the clock shows this time; or earlier, if an earlier time was set before. Whoever is
         * woken sets the next time.
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

    /** After this nothing rings. */
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
