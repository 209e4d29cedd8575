package dev.sluice.app;

import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Everything that shoppers wanted, what they were answered, and which answers contradict earlier ones. Any thread may use it. */
final class Journal {
    private final Queue<Wish> wishes = new ConcurrentLinkedQueue<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicLong checked = new AtomicLong();

    Wish wish(SaleSpec sale, String user, String key, int quantity) {
        Wish wish = new Wish(this, sale, user, key, quantity);
        wishes.add(wish);
        return wish;
    }

    Collection<Wish> wishes() {
        return wishes;
    }

    /** One answer more was held against what is known; {@code lie} says what it contradicts, if it does. */
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
