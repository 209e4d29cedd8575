package dev.sluice.queue.redis;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether Redis answers. An outage begins with the first failure and ends when there was none for a while; each is said once. Any thread may
 * use it.
 */
final class RedisHealth {
    private static final Logger LOG = LoggerFactory.getLogger(RedisHealth.class);
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(1_200);

    private final String where;
    /** By the clock of the machine, for people; 0 while all is well. */
    private final AtomicLong awaySinceMillis = new AtomicLong();

    private volatile long lastFailureNanos;
    private volatile long beganNanos;

    RedisHealth(String where) {
        this.where = where;
    }

    void failed(Throwable failure) {
        lastFailureNanos = System.nanoTime();
        if (awaySinceMillis.get() == 0 && awaySinceMillis.compareAndSet(0, System.currentTimeMillis())) {
            beganNanos = lastFailureNanos;
            Throwable cause = Mishap.cause(failure);
            LOG.warn("Redis at {} fails; what needs it is refused until it is back: {}", where, cause.toString());
            LOG.debug("it failed", cause);
        }
    }

    /** Called now and then, by one thread. */
    void look() {
        long silentNanos = System.nanoTime() - lastFailureNanos;
        if (awaySinceMillis.get() != 0 && silentNanos >= QUIET_NANOS) {
            long awayMillis = TimeUnit.NANOSECONDS.toMillis(lastFailureNanos - beganNanos);
            awaySinceMillis.set(0);
            LOG.info("Redis at {} works again, after {} ms", where, awayMillis);
        }
    }

    /** Since when it fails, in milliseconds since 1970; 0 if it does not. */
    long awaySinceMillis() {
        return awaySinceMillis.get();
    }
}
