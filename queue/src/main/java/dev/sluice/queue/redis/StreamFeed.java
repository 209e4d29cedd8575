package dev.sluice.queue.redis;

import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads some streams for ever, waiting for something to come, on a line that nobody else uses. One virtual thread does. */
final class StreamFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamFeed.class);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** What is read. Used by the feed's thread. */
    interface Reading {
        /** Which streams, and from where; none if there is nothing to read now. In a Cluster they are on one node. */
        List<XReadArgs.StreamOffset<byte[]>> offsets();

        /** Takes what came, in its order; nothing if nothing did. May wait. */
        void take(List<StreamMessage<byte[], byte[]>> entries) throws InterruptedException;

        /** Redis failed: the streams may not be what they were. */
        void failed();
    }

    private final RedisLine line;
    private final XReadArgs bounds;
    private final Reading reading;
    private volatile boolean closed;

    StreamFeed(String name, RedisLine line, Duration block, int entries, Reading reading) {
        this.line = line;
        this.bounds = new XReadArgs().block(block).count(entries);
        this.reading = reading;
        Thread.ofVirtual().name(name).start(this::run);
    }

    private void run() {
        while (!closed) {
            try {
                round();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("what was read could not be taken", e);
            }
        }
    }

    private void round() throws InterruptedException {
        List<XReadArgs.StreamOffset<byte[]>> offsets = reading.offsets();
        if (offsets.isEmpty()) {
            LockSupport.parkNanos(PAUSE_NANOS);
            return;
        }
        List<StreamMessage<byte[], byte[]>> entries;
        try {
            entries = line.await(redis -> redis.xread(bounds, streams(offsets)));
        } catch (RuntimeException e) {
            reading.failed();
            LockSupport.parkNanos(PAUSE_NANOS);
            return;
        }
        if (!closed) {
            reading.take(entries == null ? List.of() : entries);
        }
    }

    @SuppressWarnings("unchecked") // an array of offsets is one of offsets of bytes
    private static XReadArgs.StreamOffset<byte[]>[] streams(List<XReadArgs.StreamOffset<byte[]>> offsets) {
        return offsets.toArray(XReadArgs.StreamOffset[]::new);
    }

    /** The link ends. */
    void retire() {
        closed = true;
        line.retire();
    }

    @Override
    public void close() {
        closed = true;
        line.close();
    }
}
