package dev.sluice.engine.writer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The machine's clock, as long as it goes as time does. Where it jumps by more than a bound, of which the monotonic clock knows nothing,
 * it is not followed: time goes on from where it was, by the monotonic clock, until the machine's clock is back or somebody says that it is
 * right. So a wrong clock ends no holds, empties no waitlists, and opens no sales; what really takes its time ends all the same. Any thread may use it.
 */
public final class SteadyClock implements InstantSource {
    private static final Logger LOG = LoggerFactory.getLogger(SteadyClock.class);
    private static final long RENEWED_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final InstantSource machine;
    private final LongSupplier nanos;
    private final long maxJumpMillis;
    private volatile Mark mark;
    /** How far the machine's clock is ahead of this one; 0 while it is followed. */
    private volatile long jumpMillis;

    /** When what the machine's clock showed was right. */
    private record Mark(long millis, long nanos) {
        long millisAt(long nowNanos) {
            return millis + TimeUnit.NANOSECONDS.toMillis(nowNanos - nanos);
        }
    }

    /** @param nanos a monotonic clock, as {@link System#nanoTime} */
    public SteadyClock(InstantSource machine, LongSupplier nanos, Duration maxJump) {
        this.machine = machine;
        this.nanos = nanos;
        this.maxJumpMillis = maxJump.toMillis();
        this.mark = new Mark(machine.millis(), nanos.getAsLong());
    }

    @Override
    public long millis() {
        long nowNanos = nanos.getAsLong();
        long shown = machine.millis();
        Mark last = mark;
        long expected = last.millisAt(nowNanos);
        long jump = shown - expected;
        if (Math.abs(jump) > maxJumpMillis) {
            doubt(jump);
            return expected;
        }
        if (jumpMillis != 0) {
            followAgain();
        }
        if (nowNanos - last.nanos > RENEWED_NANOS) {
            mark = new Mark(shown, nowNanos);
        }
        return shown;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    /** By how many seconds the machine's clock jumped and is not followed; 0 while it is. */
    public long jumpSeconds() {
        millis();
        return TimeUnit.MILLISECONDS.toSeconds(jumpMillis);
    }

    /** Follows the machine's clock from here on, whatever it shows. */
    public synchronized void trust() {
        long jump = jumpMillis;
        mark = new Mark(machine.millis(), nanos.getAsLong());
        jumpMillis = 0;
        if (jump != 0) {
            LOG.warn("the machine's clock is trusted again, by order; it is {} s away from where it was", jump / 1_000);
        }
    }

    private void doubt(long jump) {
        boolean news = jumpMillis == 0;
        jumpMillis = jump;
        if (news) {
            tell(jump);
        }
    }

    private synchronized void tell(long jump) {
        LOG.error(
                "the machine's clock jumped by {} s, and is not followed: time goes on from where it was until the clock is back or is"
                        + " said to be right",
                jump / 1_000);
    }

    private synchronized void followAgain() {
        if (jumpMillis != 0) {
            jumpMillis = 0;
            LOG.info("the machine's clock is back where it should be, and is followed again");
        }
    }
}
