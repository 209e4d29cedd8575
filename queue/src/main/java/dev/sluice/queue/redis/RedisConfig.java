package dev.sluice.queue.redis;

import dev.sluice.engine.setting.Format;
import dev.sluice.engine.setting.Secret;
import dev.sluice.engine.setting.Setting;
import dev.sluice.engine.setting.SettingReader;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the Redis between processes is, and how much it may be asked for.
 *
 * @param password may be empty; the one in the URL then holds, if there is one
 * @param sentinelPassword of the Sentinels themselves; may be empty
 * @param caFile certificates that are trusted, PEM; may be empty, for those that Java trusts
 * @param prefix what the names of all keys begin with
 * @param streamEntries entries, of up to 4,096 commands, that may wait in front of one sale
 * @param commandTimeout for each command; what takes longer has an unknown outcome
 * @param connectTimeout for a new connection
 */
public record RedisConfig(
        RedisUrl url,
        String password,
        String sentinelPassword,
        String caFile,
        String prefix,
        int streamEntries,
        Duration commandTimeout,
        Duration connectTimeout) {
    private static final String PREFIX = "sluice:";
    private static final int STREAM_ENTRIES = 4_096;
    private static final int COMMAND_MILLIS = 1_000;
    private static final int CONNECT_MILLIS = 300;

    public static final Setting<RedisUrl> URL = new Setting<>(
            "redis.url",
            new Format<>(
                    "a URL like `redis://host:6379`, `rediss://host1,host2,host3` or `redis-sentinel://host1,host2#master`",
                    "redis://host:6379",
                    false,
                    RedisUrl::of,
                    RedisUrl::shown),
            null,
            "The Redis (6.2 or newer) between processes: a server, some nodes of a Cluster, or Sentinels with the name of"
                    + " their master; `rediss:` with TLS. Without it, one process does everything.");
    public static final Setting<Secret> PASSWORD =
            Setting.password("redis.password", "Its password. Empty where the server asks for none.");

    private static final Format<String> KEY_PREFIX =
            new Format<>("up to 64 letters, digits and `:_-.`", PREFIX, false, RedisConfig::keyPrefix);

    public RedisConfig {
        keyPrefix(prefix);
        if (streamEntries < 1 || !commandTimeout.isPositive() || !connectTimeout.isPositive()) {
            throw new IllegalArgumentException("the bounds of Redis are positive");
        }
    }

    /** Empty if there is no Redis. */
    public static Optional<RedisConfig> read(SettingReader given) {
        Optional<RedisUrl> url = given.find(URL);
        String password = given.find(PASSWORD).map(Secret::text).orElse("");
        String sentinelPassword = given.find(Setting.password(
                        "redis.sentinel-password", "The password of the Sentinels. Empty where they ask for none."))
                .map(Secret::text)
                .orElse("");
        String caFile = given.find(Setting.text(
                        "redis.ca-file",
                        null,
                        "A PEM file of the certificates that Redis's must be signed by; those that Java trusts if it is not"
                                + " set."))
                .orElse("");
        String prefix = given.get(new Setting<>(
                "redis.prefix",
                KEY_PREFIX,
                PREFIX,
                "What the names of all keys begin with; another one for each installation that shares a Redis."));
        int streamEntries = given.get(Setting.number(
                "redis.stream-entries",
                16,
                1 << 20,
                STREAM_ENTRIES,
                "Entries that may wait in front of one sale, each of up to 4,096 commands or 256 kB. What comes on top is"
                        + " answered 503 `BUSY`."));
        Duration commandTimeout = Duration.ofMillis(given.get(Setting.number(
                "redis.command-timeout-millis",
                100,
                60_000,
                COMMAND_MILLIS,
                "Patience with one command, in milliseconds.")));
        Duration connectTimeout = Duration.ofMillis(given.get(Setting.number(
                "redis.connect-timeout-millis",
                50,
                60_000,
                CONNECT_MILLIS,
                "Patience with a new connection, in milliseconds.")));
        return url.map(where -> new RedisConfig(
                where, password, sentinelPassword, caFile, prefix, streamEntries, commandTimeout, connectTimeout));
    }

    /** With the usual bounds. */
    public static RedisConfig of(String url) {
        return of(url, "");
    }

    /** The same, of a Redis that asks for a password. */
    public static RedisConfig of(String url, String password) {
        return new RedisConfig(
                RedisUrl.of(url),
                password,
                "",
                "",
                PREFIX,
                STREAM_ENTRIES,
                Duration.ofMillis(COMMAND_MILLIS),
                Duration.ofMillis(CONNECT_MILLIS));
    }

    private static String keyPrefix(String text) {
        if (!text.matches("[A-Za-z0-9:_.-]{1,64}")) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    /** Without passwords. */
    @Override
    public String toString() {
        return url.toString();
    }
}
