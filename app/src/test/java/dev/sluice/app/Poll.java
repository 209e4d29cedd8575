package dev.sluice.app;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what comes by itself, and not for ever. */
final class Poll {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration PERIOD = Duration.ofMillis(10);

    private Poll() {}

    /** The first of the values that is as wanted. */
    static <T> T until(String what, Supplier<T> values, Predicate<T> wanted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        T value = values.get();
        while (!wanted.test(value)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + PATIENCE + ": " + what + "; the last was " + value);
            }
            LockSupport.parkNanos(PERIOD.toNanos());
            value = values.get();
        }
        return value;
    }

    static void until(String what, Supplier<Boolean> condition) {
        until(what, condition, Boolean::booleanValue);
    }
}
