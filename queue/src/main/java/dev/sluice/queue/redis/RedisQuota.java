package dev.sluice.queue.redis;

import dev.sluice.engine.port.Quota;
import io.lettuce.core.ScriptOutputType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Limits that all gateways share, one key each: when all of it will be there again, by the clock of Redis. Decided there in one step, with
 * nothing to read before; a key goes by itself when it says nothing any more. Fails as Redis does. Any thread may use it.
 */
final class RedisQuota implements Quota {
    /** Times in microseconds, which a number of Lua holds exactly. What is spent unasked is owed for at most twice the limit's length. */
    private static final byte[] SCRIPT = """
            local time = redis.call('TIME')
            local now = time[1] * 1000000 + time[2]
            local full = math.max(now, tonumber(redis.call('GET', KEYS[1]) or 0))
            local next = full + ARGV[1]
            local length = tonumber(ARGV[2])
            if next - now > length then
              if ARGV[3] == '0' then return {0, full - now, next - now - length} end
              next = math.min(next, now + 2 * length)
            end
            redis.call('SET', KEYS[1], string.format('%.0f', next), 'PX', math.ceil((next - now) / 1000) + 1)
            return {1, next - now, 0}
            """.getBytes(StandardCharsets.US_ASCII);

    private final RedisLine line;
    private final RedisNames names;

    RedisQuota(RedisLine line, RedisNames names) {
        this.line = line;
        this.names = names;
    }

    @Override
    public CompletionStage<Level> take(String key, Limit limit, int cost) {
        return ask(key, limit, cost, false);
    }

    @Override
    public CompletionStage<Level> spend(String key, Limit limit, long cost) {
        return ask(key, limit, cost, true);
    }

    private CompletionStage<Level> ask(String key, Limit limit, long cost, boolean anyway) {
        byte[][] keys = {names.quota(key)};
        return line.<List<Long>>call(commands -> commands.eval(
                        SCRIPT,
                        ScriptOutputType.MULTI,
                        keys,
                        text(TimeUnit.NANOSECONDS.toMicros(limit.nanosOf(cost))),
                        text(TimeUnit.NANOSECONDS.toMicros(limit.nanos())),
                        text(anyway ? 1 : 0)))
                .thenApply(answer -> new Level(
                        answer.getFirst() == 1,
                        TimeUnit.MICROSECONDS.toNanos(answer.get(1)),
                        TimeUnit.MICROSECONDS.toNanos(answer.get(2))));
    }

    private static byte[] text(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }
}
