package dev.sluice.engine.retry;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A virtual thread that does a round of work when it is woken, and periodically in any case. When a round throws, the next comes a
 * period later; of the rounds that fail one after the other, the first is logged. Any thread may use it.
 */
public final class Rounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final long STOP_PATIENCE_MILLIS = 6_000;

    /** Does a round. Returns whether there is more to do at once. */
    public interface Work {
        boolean round() throws InterruptedException;
    }

    private final Duration period;
    private final Work work;
    private final Semaphore wakes = new Semaphore(0);
    private final Thread thread;
    private volatile boolean stopping;
    private int failures;

    public Rounds(String name, Duration period, Work work) {
        this.period = period;
        this.work = work;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Makes a round begin now, or right after the one under way. */
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
                    wakes.tryAcquire(period.toMillis(), TimeUnit.MILLISECONDS);
                }
                wakes.drainPermits();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                failed(e);
                LockSupport.parkNanos(period.toNanos());
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
