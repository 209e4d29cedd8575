package dev.sluice.queue.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Await;
import dev.sluice.engine.port.CommandQueue;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.trust.TestAuthority;
import dev.sluice.process.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The ways to a server: with TLS, with a password, behind Sentinels. */
@Timeout(60)
final class ConnectionTest {
    private static final int SALE = 7;
    private static final int ENTRIES = 1_000;
    private static final String SENTINEL_SCRIPT =
            "trap '' INT HUP TERM; \"$@\" >/dev/null 2>&1 & pid=$!; read -r _; kill -9 $pid";

    @TempDir
    private Path folder;

    private final TestRedis redis = TestRedis.start();

    @AfterEach
    void close() {
        redis.close();
    }

    /** Whom the system does not know. */
    @Test
    void aServerThatSpeaksTlsIsTrustedForItsNameByTheAuthorityThatIsNamed() throws IOException {
        TestAuthority authority = new TestAuthority(folder);
        String trusted = authority.certificate().toString();
        int port = serveTls(authority);
        String url = "rediss://127.0.0.1:" + port;
        goesThrough(redis.config(url, ENTRIES, trusted));
        isRefused(redis.config(url, ENTRIES, ""));
        isRefused(redis.config(
                url,
                ENTRIES,
                new TestAuthority(Files.createDirectory(folder.resolve("other")))
                        .certificate()
                        .toString()));
        isRefused(redis.config("rediss://localhost:" + port, ENTRIES, trusted));
    }

    @Test
    void aWrongPasswordIsNoticed() {
        RedisConfig right = redis.config();
        isRefused(new RedisConfig(
                right.url(),
                "wrong",
                "",
                "",
                right.prefix(),
                right.streamEntries(),
                right.commandTimeout(),
                right.connectTimeout()));
    }

    @Test
    void aPasswordInTheUrlDoes() {
        String url = "redis://:" + redis.password() + "@127.0.0.1:" + redis.port(0);
        RedisConfig usual = RedisConfig.of(url);
        goesThrough(usual);
        assertThat(usual.toString()).doesNotContain(redis.password());
    }

    @Test
    void sentinelsSayWhereTheMasterIs() throws Exception {
        int port = FreePort.any();
        Path config = folder.resolve("sentinel.conf");
        Files.writeString(config, """
                port %d
                bind 127.0.0.1
                sentinel monitor master 127.0.0.1 %d 1
                sentinel auth-pass master %s
                """.formatted(port, redis.port(0), redis.password()));
        Process sentinel = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        SENTINEL_SCRIPT,
                        "sluice-redis-guard",
                        redis.program().toString(),
                        config.toString(),
                        "--sentinel")
                .start();
        try {
            goesThrough(redis.config("redis-sentinel://127.0.0.1:" + port + "#master", ENTRIES, ""));
        } finally {
            sentinel.getOutputStream().close();
            sentinel.waitFor();
        }
    }

    private static void goesThrough(RedisConfig config) {
        try (Processes processes = new Processes(config)) {
            CommandQueue out = processes.service().queue(SALE);
            out.resumeAfter("");
            CommandQueue in = processes.gateway().queue(SALE);
            Await.until("it is taken", () -> in.offer(Sent.envelope(1)));
            List<Envelope> drained = new ArrayList<>();
            Await.until("it came", () -> out.drainTo(drained, 1) == 1);
        }
    }

    private static void isRefused(RedisConfig config) {
        try (Processes processes = new Processes(config)) {
            Processes.One gateway = processes.unconnected();
            Await.until("it is noticed", () -> gateway.ports.state().awaySinceMillis() > 0);
            assertThat(gateway.queue(SALE).offer(Sent.envelope(1))).isFalse();
        }
    }

    /** By its address, and not by a name. Returns the port. */
    private int serveTls(TestAuthority authority) throws IOException {
        TestAuthority.Issued issued = authority.issue("127.0.0.1");
        int port = FreePort.any();
        redis.ask(server -> {
            server.configSet("tls-auth-clients", "no");
            server.configSet("tls-cert-file", issued.certificate().toString());
            server.configSet("tls-key-file", issued.key().toString());
            server.configSet("tls-ca-cert-file", authority.certificate().toString());
            return server.configSet("tls-port", Integer.toString(port));
        });
        return port;
    }
}
