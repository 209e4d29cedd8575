package dev.sluice.queue.redis;

import dev.sluice.engine.port.Once;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Single uses that all gateways know of. Fails as Redis does, whose answer may then be lost: it may be used. Any thread may use it. */
final class RedisOnce implements Once {
    private static final byte[] USED = {'1'};

    private final RedisLine line;
    private final RedisNames names;

    RedisOnce(RedisLine line, RedisNames names) {
        this.line = line;
        this.names = names;
    }

    @Override
    public CompletionStage<Boolean> first(String key, Duration memory) {
        long millis = Math.max(1, memory.toMillis());
        return line.call(commands ->
                        commands.set(names.once(key), USED, SetArgs.Builder.nx().px(millis)))
                .thenApply("OK"::equals);
    }
}
