package dev.sluice.queue.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedRedisTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void aServerAnswersWhoeverHasItsPasswordAndStartsAgainEmpty() throws IOException, InterruptedException {
        try (EmbeddedRedis redis = EmbeddedRedis.single(folder.resolve("redis"))) {
            EmbeddedRedis.Server server = redis.servers().getFirst();
            assertThat(redis.url()).isEqualTo("redis://127.0.0.1:" + server.port());
            assertThat(redis.password()).hasSizeGreaterThan(32);
            assertThatThrownBy(() -> new RedisTalk("127.0.0.1", server.port(), "another").close())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("WRONGPASS");
            try (RedisTalk talk = new RedisTalk("127.0.0.1", server.port(), redis.password())) {
                talk.call("SET", "a", "b");
                assertThat(talk.call("GET", "a")).isEqualTo("b");
                assertThat(talk.call("INFO", "server")).contains("redis_version:6.2");
            }
            assertThat(folder.resolve("redis/server-1/redis.conf"))
                    .satisfies(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));

            kill(server.pid());
            assertThat(redis.revive()).isEqualTo(1);

            assertThat(redis.servers().getFirst().port()).isEqualTo(server.port());
            try (RedisTalk talk = new RedisTalk("127.0.0.1", server.port(), redis.password())) {
                assertThat(talk.call("GET", "a")).isEmpty();
            }
        }
    }

    @Test
    void aClusterReplacesAMasterThatIsKilledAndTakesItBackAsAReplica() throws IOException, InterruptedException {
        List<Long> pids;
        try (EmbeddedRedis redis = EmbeddedRedis.cluster(folder.resolve("redis"))) {
            assertThat(redis.missing()).isNull();
            assertThat(redis.masters()).isEqualTo(redis.servers().subList(0, 3));
            EmbeddedRedis.Server master = redis.servers().getFirst();
            EmbeddedRedis.Server replica = redis.servers().get(3);
            try (RedisTalk talk = new RedisTalk("127.0.0.1", replica.port(), redis.password())) {
                assertThat(talk.call("ROLE")).startsWith("slave");
                assertThat(talk.call("CLUSTER", "INFO")).contains("cluster_slots_ok:16384", "cluster_size:3");

                kill(master.pid());
                assertThat(redis.missing()).contains(Integer.toString(master.port()));
                await(talk, "ROLE", "master");
            }
            assertThat(redis.revive()).isEqualTo(1);
            try (RedisTalk talk = new RedisTalk("127.0.0.1", master.port(), redis.password())) {
                await(talk, "ROLE", "slave");
            }
            awaitWhole(redis);
            assertThat(redis.masters())
                    .containsExactlyInAnyOrderElementsOf(redis.servers().subList(1, 4));
            pids = redis.servers().stream().map(EmbeddedRedis.Server::pid).toList();
            assertThat(pids).hasSize(6).allMatch(EmbeddedRedisTest::isAlive);
        }
        assertThat(pids).noneMatch(EmbeddedRedisTest::isAlive);
    }

    private static void awaitWhole(EmbeddedRedis redis) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (redis.missing() != null && System.nanoTime() < deadlineNanos) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(redis.missing()).isNull();
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private static void kill(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    private static void await(RedisTalk talk, String question, String beginning)
            throws IOException, InterruptedException {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!talk.call(question).startsWith(beginning) && System.nanoTime() < deadlineNanos) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(talk.call(question)).startsWith(beginning);
    }
}
