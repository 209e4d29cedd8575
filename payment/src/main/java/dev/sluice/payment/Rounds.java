package dev.sluice.payment;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that does a round of work when it is woken, and every second in any case. When a round throws, the next comes; of the
 * rounds that fail one after the other, the first is logged.
 */
public final class Rounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final long PERIOD_MILLIS = 1_000;
    private static final long STOP_PATIENCE_MILLIS = 6_000;

    /** Returns whether there is more to do at once. */
    public interface Work {
        boolean round() throws InterruptedException;
    }

    private final Work work;
    private final Semaphore wakes = new Semaphore(0);
    private final Thread thread;
    private volatile boolean stopping;
    private int failures;

    public Rounds(String name, Work work) {
        this.work = work;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** A round begins now, or right after the one under way. */
    public void wake() {
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
                boolean more = work.round();
                succeeded();
                if (!more) {
                    wakes.tryAcquire(PERIOD_MILLIS, TimeUnit.MILLISECONDS);
                }
                wakes.drainPermits();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                failed(e);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS));
            }
        }
    }

    private void succeeded() {
        if (failures > 0) {
            LOG.info("{}: works again, after {} rounds that failed", thread.getName(), failures);
            failures = 0;
        }
    }

    private void failed(RuntimeException e) {
        if (failures++ == 0 && !stopping) {
            LOG.warn("{}: a round failed; they are repeated until one succeeds", thread.getName(), e);
        }
    }
}
