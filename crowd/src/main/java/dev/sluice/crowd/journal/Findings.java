package dev.sluice.crowd.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What was checked, and what of it was wrong, up to a bound. Any thread may use it. */
final class Findings {
    private static final int MOST = 10_000;

    private final List<Finding> wrong = new ArrayList<>();
    private final AtomicLong checked = new AtomicLong();

    /** One thing more was checked. */
    void check(boolean holds, String sale, String purchase, String evidence) {
        checked.incrementAndGet();
        if (!holds) {
            add(new Finding(sale, purchase, evidence));
        }
    }

    private synchronized void add(Finding finding) {
        if (wrong.size() < MOST) {
            wrong.add(finding);
        }
    }

    long checked() {
        return checked.get();
    }

    /** The oldest first. */
    synchronized List<Finding> wrong() {
        return List.copyOf(wrong);
    }
}
