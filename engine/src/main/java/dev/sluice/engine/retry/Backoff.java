package dev.sluice.engine.retry;

import java.time.Duration;

/**
 * How long to wait before something that failed is tried again: twice as long each time, up to a bound.
 *
 * @param first the pause after the first failure, above zero
 * @param longest no pause is longer
 */
public record Backoff(Duration first, Duration longest) {
    private static final int MAX_DOUBLINGS = 30;

    public Backoff {
        if (!first.isPositive() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("a back-off grows from " + first + " to " + longest);
        }
    }

    /** @param before failures before the one after which to wait, 0 for none */
    public Duration after(int before) {
        Duration pause = first.multipliedBy(1L << Math.min(before, MAX_DOUBLINGS));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
