package dev.sluice.app.node;

import dev.sluice.app.exit.ExitCode;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs until somebody stops the process, and then closes what was started. */
public final class Lifecycle {
    /** How long a stop waits for a start that is under way to notice it. */
    private static final long START_PATIENCE_SECONDS = 20;

    private Lifecycle() {}

    /**
     * Starts, and returns after the process was told to stop (SIGINT, SIGTERM) and everything is closed.
     *
     * @param start adds what it starts to the parts
     */
    public static int run(Consumer<Parts> start) {
        CountDownLatch startEnded = new CountDownLatch(1);
        try (Parts parts = new Parts()) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(parts, startEnded), "stop"));
            start.accept(parts);
            startEnded.countDown();
            parts.awaitClosed();
        } catch (CancellationException e) {
            // Told to stop while starting: all is closed.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            startEnded.countDown();
        }
        return ExitCode.OK;
    }

    private static void stop(Parts parts, CountDownLatch startEnded) {
        parts.close();
        try {
            startEnded.await(START_PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
