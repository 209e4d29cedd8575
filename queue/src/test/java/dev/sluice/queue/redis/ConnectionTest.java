package dev.sluice.queue.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Await;
import dev.sluice.engine.port.CommandQueue;
import dev.sluice.engine.port.Envelope;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
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
    private static final String STORE_PASSWORD = "changeit";
    private static final String SENTINEL_SCRIPT =
            "trap '' INT HUP TERM; \"$@\" >/dev/null 2>&1 & pid=$!; read -r _; kill -9 $pid";

    @TempDir
    private Path folder;

    private final TestRedis redis = TestRedis.start();

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void aServerThatSpeaksTlsIsTrustedByItsCertificate() throws Exception {
        int port = serveTls();
        String url = "rediss://127.0.0.1:" + port;
        goesThrough(redis.config(url, ENTRIES, folder.resolve("redis.crt").toString()));
        isRefused(redis.config(url, ENTRIES, ""));
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
        int port = freePort();
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
            assertThat(processes.gateway().queue(SALE).offer(Sent.envelope(1))).isTrue();
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

    /** Returns the port. */
    private int serveTls() throws IOException, GeneralSecurityException, InterruptedException {
        Path store = folder.resolve("redis.p12");
        int made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "redis",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=redis",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        STORE_PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertThat(made).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            keys.load(file, STORE_PASSWORD.toCharArray());
        }
        Path key = pem(
                "redis.key",
                "PRIVATE KEY",
                keys.getKey("redis", STORE_PASSWORD.toCharArray()).getEncoded());
        Path certificate =
                pem("redis.crt", "CERTIFICATE", keys.getCertificate("redis").getEncoded());
        int port = freePort();
        redis.ask(server -> {
            server.configSet("tls-auth-clients", "no");
            server.configSet("tls-cert-file", certificate.toString());
            server.configSet("tls-key-file", key.toString());
            server.configSet("tls-ca-cert-file", certificate.toString());
            return server.configSet("tls-port", Integer.toString(port));
        });
        return port;
    }

    private Path pem(String name, String what, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(
                folder.resolve(name), "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
