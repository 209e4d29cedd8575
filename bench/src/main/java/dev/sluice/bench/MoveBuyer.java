package dev.sluice.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Buys in one sale, one unit after the other, of whichever ticket service decides in it, and notes how long nobody did when another one does: from the last
 * answer of the one to the first of the other. One thread; any may ask what it saw.
 */
final class MoveBuyer {
    private static final long AGAIN_MILLIS = 1;

    private final int sale;
    private final int pauseMillis;
    private final Supplier<List<SellingService>> services;
    private final Queue<Double> gaps = new ConcurrentLinkedQueue<>();
    private final AtomicInteger decided = new AtomicInteger();
    private SellingService owner;
    private long decidedNanos;
    private long asked;

    /**
     * @param pauseMillis after an answer
     * @param services those that there are now
     */
    MoveBuyer(int sale, int pauseMillis, Supplier<List<SellingService>> services) {
        this.sale = sale;
        this.pauseMillis = pauseMillis;
        this.services = services;
    }

    void buy() throws InterruptedException {
        SellingService answered = ask();
        if (answered == null) {
            TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
            return;
        }
        long now = System.nanoTime();
        if (owner != null && owner != answered) {
            gaps.add((now - decidedNanos) / 1e6);
        }
        owner = answered;
        decidedNanos = now;
        decided.incrementAndGet();
        TimeUnit.MILLISECONDS.sleep(pauseMillis);
    }

    /** The last owner first. Null if nobody decides. */
    private SellingService ask() throws InterruptedException {
        String user = "buyer-" + sale + "-" + ++asked;
        if (owner != null && owner.decides(sale, user)) {
            return owner;
        }
        for (SellingService service : services.get()) {
            if (service != owner && service.decides(sale, user)) {
                return service;
            }
        }
        return null;
    }

    /** How many purchases were decided. */
    int decided() {
        return decided.get();
    }

    /** Milliseconds of each change of owner since it was asked last. */
    List<Double> takeGaps() {
        List<Double> taken = new ArrayList<>();
        for (Double gap = gaps.poll(); gap != null; gap = gaps.poll()) {
            taken.add(gap);
        }
        return taken;
    }
}
