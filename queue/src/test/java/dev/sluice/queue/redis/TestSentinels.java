package dev.sluice.queue.redis;

import dev.sluice.engine.port.Await;
import dev.sluice.process.FreePort;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.sentinel.api.StatefulRedisSentinelConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A server, its replica, and three Sentinels that watch them, all with passwords; on free ports of the loopback interface. */
final class TestSentinels implements AutoCloseable {
    private static final String NAME = "master";
    private static final String PASSWORD = "of-the-servers";
    private static final String SENTINELS_PASSWORD = "of-the-sentinels";
    private static final int SENTINELS = 3;
    private static final String SERVER = """
            requirepass %s
            masterauth %1$s
            save ""
            repl-diskless-sync yes
            repl-diskless-sync-delay 0
            """.formatted(PASSWORD);
    /** Ends a server as a power cut does when its input ends, which it does with this process at the latest. */
    private static final String GUARDED =
            "trap '' INT HUP TERM; \"$@\" >/dev/null 2>&1 & pid=$!; read -r _; kill -9 $pid; wait $pid";

    private final Path program;
    private final Path folder;
    private final RedisClient client = RedisClient.create();
    private final List<Process> running = new ArrayList<>();
    private final List<Integer> sentinels = new ArrayList<>();
    private final Process master;
    private final int masterPort = FreePort.any();
    private final int replicaPort = FreePort.any();

    /** Returns when all know of one another. */
    TestSentinels(Path program, Path folder) throws IOException {
        this.program = program;
        this.folder = folder;
        master = start("master", masterPort, SERVER);
        Await.until("the server is there", () -> role(masterPort).equals("master"));
        start("replica", replicaPort, SERVER + "replicaof 127.0.0.1 " + masterPort + "\n");
        Await.until("its replica has it all", () -> info(replicaPort).contains("master_link_status:up"));
        for (int i = 0; i < SENTINELS; i++) {
            int port = FreePort.any();
            sentinels.add(port);
            start("sentinel-" + i, port, """
                    requirepass %s
                    sentinel sentinel-pass %1$s
                    sentinel monitor %s 127.0.0.1 %d 2
                    sentinel auth-pass %2$s %s
                    sentinel down-after-milliseconds %2$s 1000
                    sentinel failover-timeout %2$s 5000
                    """.formatted(SENTINELS_PASSWORD, NAME, masterPort, PASSWORD), "--sentinel");
        }
        for (int port : sentinels) {
            Await.until("a Sentinel knows the others", () -> {
                Map<String, String> known = ask(port);
                return "1".equals(known.get("num-slaves"))
                        && Integer.toString(SENTINELS - 1).equals(known.get("num-other-sentinels"));
            });
        }
    }

    RedisConfig config() {
        String hosts = sentinels.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
        RedisConfig usual = RedisConfig.of("redis-sentinel://" + hosts + "#" + NAME);
        return new RedisConfig(
                usual.url(),
                PASSWORD,
                SENTINELS_PASSWORD,
                "",
                usual.prefix(),
                usual.streamEntries(),
                usual.commandTimeout(),
                usual.connectTimeout());
    }

    /** As a power cut does. */
    void killMaster() {
        end(master);
    }

    /** Whether the replica was made the master. */
    boolean hasFailedOver() {
        return role(replicaPort).equals("master");
    }

    private Process start(String name, int port, String settings, String... more) throws IOException {
        Path config = folder.resolve(name + ".conf");
        Files.writeString(config, "port " + port + "\nbind 127.0.0.1\n" + settings);
        List<String> command = new ArrayList<>(
                List.of("/bin/sh", "-c", GUARDED, "sluice-redis-guard", program.toString(), config.toString()));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .directory(Files.createDirectories(folder.resolve(name)).toFile())
                .start();
        running.add(process);
        return process;
    }

    private String role(int port) {
        return info(port)
                .lines()
                .filter(line -> line.startsWith("role:"))
                .map(line -> line.substring("role:".length()))
                .findFirst()
                .orElse("");
    }

    /** Empty if it does not answer. */
    private String info(int port) {
        RedisURI where = RedisURI.create("127.0.0.1", port);
        where.setAuthentication(PASSWORD.toCharArray());
        return orElse("", where, uri -> {
            try (StatefulRedisConnection<String, String> connection = client.connect(uri)) {
                return connection.sync().info("replication");
            }
        });
    }

    private Map<String, String> ask(int sentinel) {
        RedisURI where = RedisURI.Builder.sentinel("127.0.0.1", sentinel, NAME).build();
        where.getSentinels().forEach(one -> one.setAuthentication(SENTINELS_PASSWORD.toCharArray()));
        return orElse(Map.of(), where, uri -> {
            try (StatefulRedisSentinelConnection<String, String> connection =
                    client.connectSentinel(StringCodec.UTF8, uri)) {
                return connection.sync().master(NAME);
            }
        });
    }

    private static <T> T orElse(T otherwise, RedisURI where, Function<RedisURI, T> question) {
        try {
            return question.apply(where);
        } catch (RuntimeException e) {
            return otherwise;
        }
    }

    private static void end(Process guarded) {
        try {
            guarded.getOutputStream().close();
            guarded.waitFor();
        } catch (IOException e) {
            guarded.destroyForcibly();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a test", e);
        }
    }

    @Override
    public void close() {
        client.shutdown(0, 1, TimeUnit.SECONDS);
        running.forEach(TestSentinels::end);
    }
}
