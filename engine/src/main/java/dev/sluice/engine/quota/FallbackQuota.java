package dev.sluice.engine.quota;

import dev.sluice.engine.port.Quota;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** A quota that all share, and while that does not answer, one of this process alone. Any thread may use it. */
public final class FallbackQuota implements Quota {
    private final Quota shared;
    private final Quota own;
    private final LongAdder alone;

    /** @param alone counts what this process decided by itself */
    public FallbackQuota(Quota shared, Quota own, LongAdder alone) {
        this.shared = shared;
        this.own = own;
        this.alone = alone;
    }

    @Override
    public CompletionStage<Level> take(String key, Limit limit, int cost) {
        return ask(quota -> quota.take(key, limit, cost));
    }

    @Override
    public CompletionStage<Level> spend(String key, Limit limit, long cost) {
        return ask(quota -> quota.spend(key, limit, cost));
    }

    private CompletionStage<Level> ask(Function<Quota, CompletionStage<Level>> question) {
        return question.apply(shared).exceptionallyCompose(_ -> {
            alone.increment();
            return question.apply(own);
        });
    }
}
