package dev.sluice.queue.redis;

import dev.sluice.engine.port.Envelope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Whether a stream is busy, so that it is worth a read that waits, and which gateways were told that they need not ring for it. Guarded by its
 * reader.
 */
final class Busyness {
    /** A stream in which something is found again after so long at most is busy, and stays so for the longest time that a read waits. */
    private static final long BUSY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final long STAYS_BUSY_NANOS = RedisLink.LONGEST_BLOCK.toNanos();
    private static final long TELL_AGAIN_NANOS = Attention.LASTS_NANOS / 2;

    private long busyUntilNanos = System.nanoTime();
    /** When something was found last. */
    private long foundNanos = System.nanoTime() - BUSY_NANOS;
    /** When gateways were told, by their numbers. */
    private final Map<Integer, Long> told = new HashMap<>();

    /** Somebody begins to read: who puts in may ring for a former reader. */
    void begin() {
        busyUntilNanos = System.nanoTime() + STAYS_BUSY_NANOS;
    }

    boolean isBusy() {
        return System.nanoTime() - busyUntilNanos < 0;
    }

    /** Something was found. */
    void found() {
        long now = System.nanoTime();
        busyUntilNanos = now - foundNanos < BUSY_NANOS ? now + STAYS_BUSY_NANOS : busyUntilNanos;
        foundNanos = now;
    }

    /** Nothing came in the longest time that a read waits. */
    void waitedInVain() {
        busyUntilNanos = System.nanoTime();
    }

    /** The gateway that put this in, if it is to be told now that it need not ring; otherwise 0. */
    int toTell(List<Envelope> envelopes) {
        int gateway = envelopes.stream()
                .mapToInt(envelope -> RedisOutcomes.member(envelope.replyTo()))
                .filter(member -> member != 0)
                .findFirst()
                .orElse(0);
        long now = System.nanoTime();
        Long before = told.get(gateway);
        if (gateway == 0 || (before != null && now - before < TELL_AGAIN_NANOS)) {
            return 0;
        }
        told.put(gateway, now);
        return gateway;
    }

    /** What was said does not hold any more. */
    void forgetTold() {
        told.clear();
    }
}
