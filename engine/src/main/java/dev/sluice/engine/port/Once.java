package dev.sluice.engine.port;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** What may be used a single time, at whichever gateway. Any thread may use it. */
public interface Once {
    /**
     * Whether nobody used this before.
     *
     * @param key of at most 200 visible characters
     * @param memory for how long it stays used: as long as it would be worth something
     */
    CompletionStage<Boolean> first(String key, Duration memory);
}
