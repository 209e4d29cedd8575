package dev.sluice.app.node;

import dev.sluice.engine.port.ApiKeys;
import dev.sluice.engine.port.Deeds;
import dev.sluice.engine.retry.Rounds;
import java.time.Duration;
import java.time.InstantSource;

/** Forgets who did what once that is long ago, and keys that have been of no use for as long. Several processes may do it at once. */
final class Forgetting implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofHours(1);
    /** In one statement, so that none takes long. */
    private static final int AT_ONCE = 1_000;

    private final Deeds deeds;
    private final ApiKeys keys;
    private final Duration keep;
    private final InstantSource clock;
    private final Rounds rounds = new Rounds("forgetting", PERIOD, this::round);

    /** @param keep zero for ever */
    Forgetting(Deeds deeds, ApiKeys keys, Duration keep, InstantSource clock) {
        this.deeds = deeds;
        this.keys = keys;
        this.keep = keep;
        this.clock = clock;
    }

    void start() {
        if (!keep.isZero()) {
            rounds.start();
        }
    }

    /** Returns whether there is more. */
    boolean round() {
        long before = clock.millis() - keep.toMillis();
        keys.forget(before);
        return deeds.forget(before, AT_ONCE) == AT_ONCE;
    }

    @Override
    public void close() {
        rounds.close();
    }
}
