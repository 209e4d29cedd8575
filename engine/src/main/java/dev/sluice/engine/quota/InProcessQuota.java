package dev.sluice.engine.quota;

import dev.sluice.engine.port.Quota;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/** Of a process that meets no other. Any thread may use it. */
public final class InProcessQuota implements Quota {
    private static final int KEYS = 100_000;

    private final LongSupplier nanoTime;
    private final long seed;
    private final Allowances allowances;

    /** @param seed of keys; secret */
    public InProcessQuota(long seed, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.seed = seed;
        this.allowances = new Allowances(KEYS, nanoTime.getAsLong());
    }

    @Override
    public CompletionStage<Level> take(String key, Limit limit, int cost) {
        long taken = allowances.take(Allowances.key(seed, key), limit, cost, nanoTime.getAsLong());
        long ahead = taken >= 0 ? taken : limit.nanos() - limit.nanosOf(cost) - taken;
        return CompletableFuture.completedStage(new Level(taken >= 0, ahead, Math.max(0, -taken)));
    }

    @Override
    public CompletionStage<Level> spend(String key, Limit limit, long cost) {
        long now = nanoTime.getAsLong();
        long hashed = Allowances.key(seed, key);
        int part = (int) Math.min(cost, limit.units());
        long taken = allowances.take(hashed, limit, part, now);
        if (taken < 0) {
            allowances.raise(hashed, limit.nanos(), now);
        }
        return CompletableFuture.completedStage(new Level(true, taken < 0 ? limit.nanos() : taken, 0));
    }
}
