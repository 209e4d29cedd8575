package dev.sluice.engine.writer;

import java.time.InstantSource;

/**
 * The time of one sale, which never runs backwards: where the clock does, it stands until the clock has caught up. It goes on from the last
 * time that the ledger knows, so that no other process and no restart sets it back. Used by the writer's thread.
 */
final class SaleTime {
    private final InstantSource clock;
    private long lastMillis = Long.MIN_VALUE;

    SaleTime(InstantSource clock) {
        this.clock = clock;
    }

    /** The sale was decided at this time before. */
    void begin(long decidedAtMillis) {
        lastMillis = Math.max(lastMillis, decidedAtMillis);
    }

    long millis() {
        lastMillis = Math.max(lastMillis, clock.millis());
        return lastMillis;
    }
}
