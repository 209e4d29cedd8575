package dev.sluice.app.node;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was started, to be closed in the opposite order. Any thread may close it, even while another still starts things. */
public final class Parts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    private record Part(String name, AutoCloseable closing) {}

    private final Deque<Part> newestFirst = new ArrayDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean closing;

    /**
     * Keeps a part, to be closed before those that were added earlier.
     *
     * @return the part
     * @throws CancellationException if all is being closed already; the part then is, too
     */
    public <T extends AutoCloseable> T add(String name, T part) {
        synchronized (this) {
            if (!closing) {
                newestFirst.push(new Part(name, part));
                return part;
            }
        }
        close(new Part(name, part));
        throw new CancellationException("stopped while starting");
    }

    /** Closes everything, once. A part that fails does not keep the others open. */
    @Override
    public void close() {
        synchronized (this) {
            if (closing) {
                return;
            }
            closing = true;
        }
        newestFirst.forEach(Parts::close);
        closed.countDown();
    }

    /** Returns when everything is closed. */
    void awaitClosed() throws InterruptedException {
        closed.await();
    }

    private static void close(Part part) {
        try {
            part.closing.close();
            LOG.debug("{}: closed", part.name);
        } catch (Exception e) {
            LOG.error("{}: did not close cleanly", part.name, e);
        }
    }
}
