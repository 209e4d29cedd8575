package dev.sluice.app.postgres;

import dev.sluice.app.exit.StartException;
import dev.sluice.engine.retry.Backoff;
import dev.sluice.process.Guard;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after a server while this process lives: one that ends by itself is started again, on the same port, with a pause that grows while
 * it does not start. A thread of its own; any thread may ask {@link #trouble}.
 */
final class PostgresKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresKeeper.class);
    private static final Backoff PAUSES = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));
    private static final Duration LOOKS = Duration.ofMillis(250);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

    private final PostgresServer server;
    private final Thread thread;
    private volatile Postmaster postmaster;
    private Guard guard;
    private volatile boolean closing;
    private volatile String trouble;

    private PostgresKeeper(PostgresServer server, Postmaster postmaster) throws IOException {
        this.server = server;
        this.postmaster = postmaster;
        this.guard = guard(postmaster);
        this.thread = Thread.ofPlatform().daemon().name("postgres-keeper").unstarted(this::keep);
    }

    /** Begins to look after a server that runs. */
    static PostgresKeeper of(PostgresServer server, Postmaster running) throws IOException {
        PostgresKeeper keeper = new PostgresKeeper(server, running);
        keeper.thread.start();
        return keeper;
    }

    long pid() {
        return postmaster.pid();
    }

    /** What is wrong with the server, for operators; null if it runs. */
    String trouble() {
        return trouble;
    }

    /** Looks no more after it. The server runs on, but for one that was just being started. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(STOP_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        guard.close();
    }

    private void keep() {
        try {
            while (!closing) {
                if (postmaster.isAlive()) {
                    TimeUnit.NANOSECONDS.sleep(LOOKS.toNanos());
                } else {
                    startAgain();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("nobody looks after the embedded PostgreSQL any more", e);
        }
    }

    private void startAgain() throws InterruptedException {
        long endedNanos = System.nanoTime();
        trouble = "the embedded PostgreSQL ended by itself and is being started again";
        LOG.error("the embedded PostgreSQL (process {}) ended by itself; it is started again", postmaster.pid());
        for (int failures = 0; !closing; failures++) {
            try {
                guard.close();
                postmaster = server.relaunch(postmaster.port());
                guard = guard(postmaster);
                trouble = null;
                LOG.info(
                        "the embedded PostgreSQL runs again, as process {}, after {} ms",
                        postmaster.pid(),
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - endedNanos));
                return;
            } catch (IOException | StartException e) {
                trouble = "the embedded PostgreSQL ended by itself and does not start: " + firstLine(e);
                Duration pause = PAUSES.after(failures);
                if (failures == 0) {
                    LOG.error("the embedded PostgreSQL does not start; it is tried again and again", e);
                } else {
                    LOG.warn("the embedded PostgreSQL does not start; the next attempt is in {} ms", pause.toMillis());
                }
                TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            }
        }
    }

    /** By a fast shutdown. */
    static Guard guard(Postmaster postmaster) throws IOException {
        return Guard.of(postmaster.pid(), "INT");
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
