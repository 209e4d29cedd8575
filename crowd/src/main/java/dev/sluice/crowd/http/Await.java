package dev.sluice.crowd.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for a condition, and no longer than is patient. */
public final class Await {
    /** Long enough for a machine that is busy with other things. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final long PERIOD_MILLIS = 20;

    private Await() {}

    public static void until(String fact, BooleanSupplier condition) {
        until(fact, PATIENCE, condition);
    }

    public static void until(String fact, Duration patience, BooleanSupplier condition) {
        if (!within(patience, condition)) {
            throw new IllegalStateException("not after " + patience.toSeconds() + " s: " + fact);
        }
    }

    /** The first of the values that is as wanted. */
    public static <T> T until(String fact, Supplier<T> values, Predicate<T> wanted) {
        List<T> last = new ArrayList<>(1);
        boolean came = within(PATIENCE, () -> {
            last.clear();
            last.add(values.get());
            return wanted.test(last.getFirst());
        });
        if (!came) {
            throw new IllegalStateException(
                    "not after " + PATIENCE.toSeconds() + " s: " + fact + "; the last was " + last);
        }
        return last.getFirst();
    }

    /** Waits until nothing is wrong any more; what still is, is the failure. */
    public static void untilNothingIsWrong(Supplier<String> wrong) {
        String[] last = new String[1];
        if (!within(PATIENCE, () -> (last[0] = wrong.get()) == null)) {
            throw new IllegalStateException("after " + PATIENCE.toSeconds() + " s still: " + last[0]);
        }
    }

    /** Whether the condition comes true in time. */
    public static boolean within(Duration patience, BooleanSupplier condition) {
        long deadlineNanos = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadlineNanos) {
                return false;
            }
            pause(PERIOD_MILLIS);
        }
        return true;
    }

    /** Lets time pass that is itself the point, such as the moment of a crash. */
    public static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
