package dev.sluice.engine.quota;

import dev.sluice.engine.port.Once;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;

/**
 * Single uses that all know of, and while what they share does not answer, those of this process alone: for so long something can be used
 * once at each gateway. What this process saw used stays so. Any thread may use it.
 */
public final class FallbackOnce implements Once {
    private final Once shared;
    private final Once own;
    private final LongAdder alone;

    /** @param alone counts what this process decided by itself */
    public FallbackOnce(Once shared, Once own, LongAdder alone) {
        this.shared = shared;
        this.own = own;
        this.alone = alone;
    }

    @Override
    public CompletionStage<Boolean> first(String key, Duration memory) {
        return own.first(key, memory).thenCompose(first -> {
            if (!first) {
                return CompletableFuture.completedStage(false);
            }
            return shared.first(key, memory).exceptionally(_ -> {
                alone.increment();
                return true;
            });
        });
    }
}
