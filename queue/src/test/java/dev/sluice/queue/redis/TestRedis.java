package dev.sluice.queue.redis;

import dev.sluice.queue.embedded.EmbeddedRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A real Redis, with what happens to one. */
final class TestRedis implements AutoCloseable {
    private static TestRedis shared;
    private static TestRedis sharedCluster;

    private final EmbeddedRedis redis;
    private final Path folder;
    private final RedisClient client = RedisClient.create();

    private TestRedis(EmbeddedRedis redis, Path folder) {
        this.redis = redis;
        this.folder = folder;
    }

    /** One of a test's own. */
    static TestRedis start() {
        return open(false);
    }

    /** One that nobody does any harm. It ends with this process. */
    static synchronized TestRedis shared() {
        if (shared == null) {
            shared = open(false);
        }
        return shared;
    }

    /** A Cluster that nobody does any harm. It ends with this process. */
    static synchronized TestRedis sharedCluster() {
        if (sharedCluster == null) {
            sharedCluster = open(true);
        }
        return sharedCluster;
    }

    /** A Cluster of a test's own. */
    static TestRedis startCluster() {
        return open(true);
    }

    private static TestRedis open(boolean cluster) {
        try {
            Path folder = Files.createTempDirectory("sluice-redis-");
            return new TestRedis(cluster ? EmbeddedRedis.cluster(folder) : EmbeddedRedis.single(folder), folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** To connect to it, with the usual bounds. */
    RedisConfig config() {
        return config(RedisConfig.of(redis.url()).streamEntries(), "");
    }

    RedisConfig config(int streamEntries, String caFile) {
        return config(redis.url(), streamEntries, caFile);
    }

    RedisConfig config(String url, int streamEntries, String caFile) {
        RedisConfig usual = RedisConfig.of(url);
        return new RedisConfig(
                usual.url(),
                redis.password(),
                "",
                caFile,
                usual.prefix(),
                streamEntries,
                usual.commandTimeout(),
                usual.connectTimeout());
    }

    String password() {
        return redis.password();
    }

    /** The server's program. */
    Path program() {
        return folder.resolve("redis-server");
    }

    int port(int server) {
        return redis.servers().get(server).port();
    }

    /** Asks one of its servers. */
    <T> T ask(int server, Function<RedisCommands<String, String>, T> question) {
        RedisURI where = RedisURI.create("127.0.0.1", port(server));
        where.setAuthentication(redis.password().toCharArray());
        where.setTimeout(Duration.ofSeconds(10));
        try (StatefulRedisConnection<String, String> connection = client.connect(where)) {
            return question.apply(connection.sync());
        }
    }

    <T> T ask(Function<RedisCommands<String, String>, T> question) {
        return ask(0, question);
    }

    /**
     * Adds an entry to a stream, without telling anybody.
     *
     * @param id null for the next
     */
    void add(String stream, String id, byte[] frame) {
        add(stream.getBytes(StandardCharsets.US_ASCII), id, (byte) 'c', frame);
    }

    /** The same with another field. */
    void add(byte[] stream, String id, byte field, byte[] frame) {
        RedisURI where = RedisURI.create("127.0.0.1", port(0));
        where.setAuthentication(redis.password().toCharArray());
        XAddArgs args = id == null ? new XAddArgs() : new XAddArgs().id(id);
        try (StatefulRedisConnection<byte[], byte[]> connection = client.connect(ByteArrayCodec.INSTANCE, where)) {
            connection.sync().xadd(stream, args, new byte[] {field}, frame);
        }
    }

    /** Ends a server as a power cut does. */
    void kill(int server) {
        ProcessHandle process =
                ProcessHandle.of(redis.servers().get(server).pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Starts those again that were killed, empty. */
    void revive() {
        try {
            redis.revive();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A server hangs, until {@link #goOn}. */
    void freeze(int server) {
        signal(server, "-STOP");
    }

    void goOn(int server) {
        signal(server, "-CONT");
    }

    private void signal(int server, String name) {
        try {
            new ProcessBuilder(
                            "/bin/kill",
                            name,
                            Long.toString(redis.servers().get(server).pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.shutdown(0, 1, TimeUnit.SECONDS);
        redis.close();
    }
}
