package dev.sluice.crowd.journal;

import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** What was checked, and what of it was wrong. Any thread may use it. */
final class Findings {
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicLong checked = new AtomicLong();

    /** One thing more was checked; {@code lie} says what is wrong if it does not hold. */
    void check(boolean holds, String lie) {
        checked.incrementAndGet();
        if (!holds) {
            wrong.add(lie);
        }
    }

    long checked() {
        return checked.get();
    }

    Collection<String> wrong() {
        return wrong;
    }
}
