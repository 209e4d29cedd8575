package dev.sluice.engine.writer;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Which sales are not settled, and how many are in which state, so that nobody has to walk along them to know. Any thread may use it. */
final class Census {
    /**
     * About so many sales that are over are in memory at once, because somebody asks something of them that takes a writer. A book may be large, and
     * nothing that is asked of it is urgent.
     */
    static final int MAX_WOKEN = 16;

    private final AtomicIntegerArray counts = new AtomicIntegerArray(LiveSale.State.values().length);
    private final Set<LiveSale> unsettled = ConcurrentHashMap.newKeySet();
    private final Set<LiveSale> troubled = ConcurrentHashMap.newKeySet();
    private final AtomicInteger woken = new AtomicInteger();

    void enter(LiveSale sale) {
        counts.incrementAndGet(sale.state().ordinal());
        if (sale.trouble() != null) {
            troubled.add(sale);
        } else if (!sale.isSettled()) {
            unsettled.add(sale);
        }
    }

    /** Sales in trouble. */
    Set<LiveSale> troubled() {
        return troubled;
    }

    void trouble(LiveSale sale) {
        troubled.add(sale);
    }

    /** Nothing is wrong with it any more. */
    void mended(LiveSale sale) {
        troubled.remove(sale);
        unsettled.add(sale);
    }

    /** Whether one more sale that is over may come back into memory. */
    boolean mayWake() {
        return woken.get() < MAX_WOKEN;
    }

    void woke() {
        woken.incrementAndGet();
    }

    void sleeps() {
        woken.decrementAndGet();
    }

    void wake(LiveSale sale) {
        unsettled.add(sale);
    }

    void settle(LiveSale sale) {
        unsettled.remove(sale);
    }

    Set<LiveSale> unsettled() {
        return unsettled;
    }

    /** It is not there any more. */
    void leave(LiveSale sale) {
        counts.decrementAndGet(sale.state().ordinal());
        troubled.remove(sale);
        unsettled.remove(sale);
    }

    void move(LiveSale.State from, LiveSale.State to) {
        counts.decrementAndGet(from.ordinal());
        counts.incrementAndGet(to.ordinal());
    }

    int count(LiveSale.State state) {
        return counts.get(state.ordinal());
    }
}
