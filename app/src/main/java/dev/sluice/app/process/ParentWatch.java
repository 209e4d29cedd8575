package dev.sluice.app.process;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends this process, in order, when the one that started it ends, however it does: then the pipe on the standard input breaks. What does not
 * end in time is ended all the same.
 */
public final class ParentWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ParentWatch.class);
    private static final int PATIENCE_SECONDS = 15;

    private ParentWatch() {}

    /** Begins to watch. */
    public static void begin() {
        Thread.ofPlatform().daemon().name("parent-watch").start(ParentWatch::watch);
    }

    private static void watch() {
        try {
            while (System.in.read() >= 0) {
                // Nobody says anything.
            }
        } catch (IOException e) {
            LOG.debug("the pipe from the process that started this one broke", e);
        }
        Thread.ofPlatform().daemon().name("halt").start(ParentWatch::haltLater);
        System.exit(0);
    }

    private static void haltLater() {
        try {
            TimeUnit.SECONDS.sleep(PATIENCE_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }
}
