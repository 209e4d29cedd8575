package dev.sluice.queue.redis;

import dev.sluice.engine.retry.Sparing;
import dev.sluice.queue.wire.UnreadableFrameException;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happened so far, counted. Any thread may use it. */
final class RedisFigures {
    private static final Logger LOG = LoggerFactory.getLogger(RedisFigures.class);

    final LongAdder sentCommands = new LongAdder();
    final LongAdder sentEntries = new LongAdder();
    final LongAdder takenCommands = new LongAdder();
    final LongAdder takenEntries = new LongAdder();
    final LongAdder turnedAway = new LongAdder();
    final LongAdder unknown = new LongAdder();
    final LongAdder unreadable = new LongAdder();
    final LongAdder lostOutcomes = new LongAdder();
    final LongAdder lostRings = new LongAdder();
    final LongAdder wentBack = new LongAdder();
    final LongAdder reconnects = new LongAdder();
    private final Sparing skipping = new Sparing(Duration.ofSeconds(10));

    /**
     * Something that came cannot be read, and is skipped: another version wrote it, or it is broken. The log says so now and then.
     *
     * @param failure why; null where that is said already
     */
    void skipped(String what, RuntimeException failure) {
        unreadable.increment();
        long times = skipping.count();
        if (times > 0) {
            boolean isExpected = failure == null || failure instanceof UnreadableFrameException;
            LOG.warn(
                    "{} cannot be read and is skipped, one of {}{}",
                    what,
                    times,
                    failure == null ? "" : ": " + failure,
                    isExpected ? null : failure);
        }
    }
}
