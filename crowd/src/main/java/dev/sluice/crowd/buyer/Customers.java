package dev.sluice.crowd.buyer;

import dev.sluice.crowd.http.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many customers at the same time, who come not more often than is wanted, until so many visits were made or they are told to stop. Each is a
 * virtual thread.
 */
public final class Customers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Market market;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger visits = new AtomicInteger();
    private final int most;
    private volatile boolean over;
    private volatile RuntimeException failure;

    /** @param most visits in all */
    private Customers(Market market, int most) {
        this.market = market;
        this.most = most;
    }

    /**
     * Lets them begin.
     *
     * @param name begins the names of all users that they are
     * @param perSecond visits of all of them together, at most; fewer where answers take long
     * @param most visits in all, after which they leave by themselves
     */
    public static Customers start(Market market, String name, int count, double perSecond, int most, long seed) {
        Customers customers = new Customers(market, most);
        Random seeds = new Random(seed);
        long pauseMillis = Math.max(1, Math.round(1_000 * count / perSecond));
        for (int i = 0; i < count; i++) {
            Customer customer = new Customer(market, name + i, seeds.nextLong());
            Random pauses = new Random(seeds.nextLong());
            customers.threads.add(Thread.startVirtualThread(() -> customers.live(customer, pauses, pauseMillis)));
        }
        return customers;
    }

    /** How many visits were begun. */
    public int visits() {
        return Math.min(most, visits.get());
    }

    /** Whether all have left. */
    public boolean isOver() {
        return threads.stream().noneMatch(Thread::isAlive);
    }

    private void live(Customer customer, Random pauses, long pauseMillis) {
        try {
            Await.pause(pauses.nextLong(pauseMillis));
            for (int visit = 0; !over && visits.getAndIncrement() < most; visit++) {
                customer.visit(visit);
                Await.pause(pauseMillis / 2 + pauses.nextLong(pauseMillis));
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /**
     * They end what they are at, and leave.
     *
     * @throws IllegalStateException if one of them came upon something that it does not understand, or does not end
     */
    @Override
    public void close() {
        over = true;
        Await.until("the customers leave", PATIENCE, this::isOver);
        if (failure != null) {
            throw new IllegalStateException("a customer of " + market.gateways().all() + " gave up", failure);
        }
    }
}
