package dev.sluice.payment;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that does a round of work when it is woken, and every second in any case. What a round throws is logged, and the next comes. */
final class Rounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final long PERIOD_MILLIS = 1_000;
    private static final long STOP_PATIENCE_MILLIS = 6_000;

    /** Returns whether there is more to do at once. */
    interface Work {
        boolean round() throws InterruptedException;
    }

    private final Work work;
    private final Semaphore wakes = new Semaphore(0);
    private final Thread thread;
    private volatile boolean stopping;

    Rounds(String name, Work work) {
        this.work = work;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** A round begins now, or right after the one under way. */
    void wake() {
        wakes.release();
    }

    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
        try {
            thread.join(STOP_PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopping) {
            try {
                if (!work.round()) {
                    wakes.tryAcquire(PERIOD_MILLIS, TimeUnit.MILLISECONDS);
                }
                wakes.drainPermits();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("{}: a round failed, the next comes", thread.getName(), e);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS));
            }
        }
    }
}
