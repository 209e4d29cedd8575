package dev.sluice.engine.port;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits until other threads have brought something about, and fails if they do not in time. */
public final class Await {
    /** Long enough for a machine that is busy with other things. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final long LOOK_AGAIN_NANOS = 200_000;

    private Await() {}

    public static void until(String what, BooleanSupplier condition) {
        long giveUpNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > giveUpNanos) {
                throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    /** What is not null once it is there. */
    public static <T> T value(String what, Supplier<T> source) {
        AtomicReference<T> found = new AtomicReference<>();
        until(what, () -> {
            found.set(source.get());
            return found.get() != null;
        });
        return found.get();
    }
}
