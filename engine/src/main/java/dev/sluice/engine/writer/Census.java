package dev.sluice.engine.writer;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/** How many sales are in which state, so that nobody has to walk along them to know. Any thread may use it. */
final class Census {
    private static final long QUIET_NANOS = 5_000_000_000L;

    private final AtomicIntegerArray counts = new AtomicIntegerArray(LiveSale.State.values().length);
    private final AtomicLong lossToldNanos = new AtomicLong(System.nanoTime() - QUIET_NANOS);

    void enter(LiveSale.State state) {
        counts.incrementAndGet(state.ordinal());
    }

    void move(LiveSale.State from, LiveSale.State to) {
        counts.decrementAndGet(from.ordinal());
        counts.incrementAndGet(to.ordinal());
    }

    int count(LiveSale.State state) {
        return counts.get(state.ordinal());
    }

    /** Whether to say aloud that a ledger is lost: what all sales lose at once is said once. */
    boolean isFirstLoss() {
        long now = System.nanoTime();
        long told = lossToldNanos.get();
        return now - told >= QUIET_NANOS && lossToldNanos.compareAndSet(told, now);
    }
}
