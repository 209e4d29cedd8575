package dev.sluice.engine.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A circuit breaker in front of something outside (Nygard, "Release It!"): lets calls pass, sees what becomes of them, and refuses them at
 * once while too many fail, but for a few that try whether it works again. The states are Resilience4j's; two things are its own. A call
 * that hangs counts once it has taken too long, not only when it ends, since a patience may be long; and a call that began before the state
 * changed says nothing any more, so that late answers from an outage neither end nor prolong what they did not try. Any thread may use it.
 */
public final class Breaker {
    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);

    /** How it stands to what it guards. */
    public enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    private final String name;
    private final long slowNanos;
    private final long retryNanos;
    private final Predicate<Throwable> failing;
    private final LongSupplier nanos;
    private final CircuitBreaker states;
    /** In the order in which they began. */
    private final Queue<Call> underWay = new ConcurrentLinkedQueue<>();

    private final LongAdder refused = new LongAdder();
    private final LongAdder succeeded = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder slow = new LongAdder();
    private final LongAdder opened = new LongAdder();
    private final LongAdder closed = new LongAdder();
    /** How often the state has changed. Guarded by this, as is whatever changes it. */
    private long changes;

    private volatile long openUntilNanos;

    Breaker(String name, BreakerConfig config, Duration slow, Predicate<Throwable> failing, LongSupplier nanos) {
        this.name = name;
        this.slowNanos = slow.toNanos();
        this.retryNanos = config.retry().toNanos();
        this.failing = failing;
        this.nanos = nanos;
        this.states = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindow(
                                config.windowSeconds(),
                                config.minimumCalls(),
                                CircuitBreakerConfig.SlidingWindowType.TIME_BASED)
                        .failureRateThreshold(config.failingPercent())
                        .waitDurationInOpenState(config.retry())
                        .permittedNumberOfCallsInHalfOpenState(config.probes())
                        .writableStackTraceEnabled(false)
                        .clock(new Steady(nanos))
                        .build());
        states.getEventPublisher()
                .onStateTransition(event -> changed(event.getStateTransition().getToState()));
    }

    /** One call that passed. */
    private final class Call {
        final long beganNanos = nanos.getAsLong();
        final long change = changes;
        private volatile boolean told;

        void tell(LongAdder counter, Throwable failure) {
            synchronized (Breaker.this) {
                if (told) {
                    return;
                }
                told = true;
                counter.increment();
                if (change != changes) {
                    return;
                }
                if (failure == null) {
                    states.onSuccess(0, TimeUnit.NANOSECONDS);
                } else {
                    states.onError(0, TimeUnit.NANOSECONDS, failure);
                }
            }
        }

        boolean isSlow() {
            return nanos.getAsLong() - beganNanos > slowNanos;
        }
    }

    public String name() {
        return name;
    }

    public State state() {
        countHanging();
        letTry();
        return switch (states.getState()) {
            case OPEN, FORCED_OPEN -> State.OPEN;
            case HALF_OPEN -> State.HALF_OPEN;
            case CLOSED, DISABLED, METRICS_ONLY -> State.CLOSED;
        };
    }

    /**
     * Calls what it guards.
     *
     * @throws CutOffException if that is cut off
     */
    public <T> T call(Supplier<T> work) {
        Call call = begin();
        try {
            T result = work.get();
            ended(call, null);
            return result;
        } catch (RuntimeException | Error e) {
            ended(call, failing.test(e) ? e : null);
            throw e;
        }
    }

    /**
     * For whoever would first wait for room before they {@link #call}.
     *
     * @throws CutOffException if it is cut off, and not to be tried yet
     */
    public void refuseIfOpen() {
        if (state() == State.OPEN && openUntilNanos - nanos.getAsLong() > 0) {
            throw refusal();
        }
    }

    /** Calls that were refused. */
    public long refused() {
        return refused.sum();
    }

    /** Calls that were answered in time. */
    public long succeeded() {
        return succeeded.sum();
    }

    /** Calls that failed. */
    public long failed() {
        return failed.sum();
    }

    /** Calls that took too long, whatever came of them. */
    public long slow() {
        return slow.sum();
    }

    /** How often it was cut off. */
    public long opened() {
        return opened.sum();
    }

    /** How often it was taken back. */
    public long closed() {
        return closed.sum();
    }

    private Call begin() {
        countHanging();
        synchronized (this) {
            if (!states.tryAcquirePermission()) {
                throw refusal();
            }
            Call call = new Call();
            underWay.add(call);
            return call;
        }
    }

    private void ended(Call call, Throwable failure) {
        if (call.isSlow()) {
            call.tell(slow, failure == null ? new SlowCall() : failure);
        } else {
            call.tell(failure == null ? succeeded : failed, failure);
        }
        countHanging();
    }

    /** Those that began first are first to be slow. */
    private void countHanging() {
        for (Call first = underWay.peek(); first != null && (first.told || first.isSlow()); first = underWay.peek()) {
            underWay.remove(first);
            first.tell(slow, new SlowCall());
        }
    }

    /** Its time has come, whether or not somebody asks for what it guards. */
    private void letTry() {
        if (states.getState() == CircuitBreaker.State.OPEN && openUntilNanos - nanos.getAsLong() <= 0) {
            synchronized (this) {
                if (states.getState() == CircuitBreaker.State.OPEN && openUntilNanos - nanos.getAsLong() <= 0) {
                    states.transitionToHalfOpenState();
                }
            }
        }
    }

    private CutOffException refusal() {
        refused.increment();
        long nanosToRetry = openUntilNanos - nanos.getAsLong();
        return new CutOffException(name, Duration.ofNanos(Math.clamp(nanosToRetry, 1, retryNanos)));
    }

    private void changed(CircuitBreaker.State to) {
        openUntilNanos = nanos.getAsLong() + retryNanos;
        changes++;
        switch (to) {
            case OPEN -> {
                opened.increment();
                LOG.warn("{} is cut off: it fails or is too slow", name);
            }
            case CLOSED -> {
                closed.increment();
                LOG.info("{} works again", name);
            }
            default -> LOG.debug("{}: {}", name, to);
        }
    }

    /** What came, came too late. */
    private static final class SlowCall extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SlowCall() {
            super("too slow", null, false, false);
        }
    }

    /** A clock that does not go back when the machine's does. */
    private static final class Steady extends Clock {
        private final LongSupplier nanos;
        private final long startNanos;

        Steady(LongSupplier nanos) {
            this.nanos = nanos;
            this.startNanos = nanos.getAsLong();
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plusNanos(nanos.getAsLong() - startNanos);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
