package dev.sluice.app.node;

import dev.sluice.queue.redis.RedisPorts;
import dev.sluice.queue.redis.RedisState;
import java.util.Map;
import java.util.function.ToLongFunction;

/** How this process gets on with Redis. Any thread. */
final class RedisMeters {
    private static final double MILLIS = 1_000;
    private static final Map<String, ToLongFunction<RedisState>> TROUBLES = Map.of(
            "turned_away", RedisState::turnedAway,
            "unknown", RedisState::unknown,
            "unreadable", RedisState::unreadable,
            "lost_outcomes", RedisState::lostOutcomes,
            "lost_rings", RedisState::lostRings,
            "went_back", RedisState::wentBack,
            "reconnects", RedisState::reconnects);

    private final Meters meters;
    private final RedisPorts redis;

    RedisMeters(Meters meters, RedisPorts redis) {
        this.meters = meters;
        this.redis = redis;
        meters.gauge("sluice.redis.up", "1 while Redis works, 0 while it fails", () -> isUp(redis) ? 1 : 0);
        meters.gauge(
                "sluice.redis.unsent",
                "Commands that wait to be sent to Redis",
                () -> redis.state().unsent());
        meters.gauge(
                "sluice.redis.fetched",
                "Commands from Redis that wait for writers here",
                () -> redis.state().fetched());
        meters.measure(
                "sluice.redis.lag",
                "How long the oldest of them has been in Redis",
                "seconds",
                () -> redis.state().lagMillis() / MILLIS);
        ways(
                "sluice.redis.commands",
                "Commands that went through Redis",
                RedisState::sentCommands,
                RedisState::takenCommands);
        ways(
                "sluice.redis.entries",
                "Entries of Redis in which they went",
                RedisState::sentEntries,
                RedisState::takenEntries);
        TROUBLES.forEach((what, times) -> count(
                "sluice.redis.trouble", "What went wrong with Redis, and was healed or answered", "what", what, times));
    }

    private void ways(
            String name, String description, ToLongFunction<RedisState> sent, ToLongFunction<RedisState> taken) {
        count(name, description, "way", "sent", sent);
        count(name, description, "way", "taken", taken);
    }

    private void count(String name, String description, String tag, String value, ToLongFunction<RedisState> times) {
        meters.count(name, description, tag, value, () -> times.applyAsLong(redis.state()));
    }

    /** Whether Redis works, as far as this process has seen. */
    static boolean isUp(RedisPorts redis) {
        return redis.state().awaySinceMillis() == 0;
    }
}
