package dev.sluice.bench;

import dev.sluice.app.postgres.EmbeddedDatabase;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.http.TokenSource;
import dev.sluice.process.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A server for real sales on a ledger that is there, as a process of its own, and what can be seen of it from outside. */
final class SalesServer implements AutoCloseable {
    private static final List<String> JVM_FLAGS = List.of(
            "-Xmx2g",
            "-XX:+UseCompactObjectHeaders",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final ChildJvm process;
    private final int port;
    private final ShopClient shop;
    private final double readySeconds;

    private SalesServer(ChildJvm process, int port, long startedNanos) {
        this.process = process;
        this.port = port;
        this.shop = new ShopClient(url(), TokenSource.NONE);
        boolean came = Await.within(
                PATIENCE, () -> shop.isReady() || ProcessHandle.of(pid()).isEmpty());
        if (!came || !shop.isReady()) {
            close();
            throw new IllegalStateException("the server ended, or was not ready within " + PATIENCE);
        }
        this.readySeconds = (System.nanoTime() - startedNanos) / 1e9;
    }

    /** Starts it, and returns when it is ready. */
    static SalesServer start(EmbeddedDatabase database, String secret) throws IOException {
        int port = FreePort.any();
        Map<String, String> settings = Map.of(
                "SLUICE_HTTP_PORT",
                Integer.toString(port),
                "SLUICE_LOG_LEVEL",
                "warn",
                "SLUICE_LEDGER_URL",
                database.url(),
                "SLUICE_LEDGER_USER",
                database.user(),
                "SLUICE_LEDGER_PASSWORD",
                database.password(),
                "SLUICE_LEDGER_CONNECT_TIMEOUT_MILLIS",
                "30000", // on a busy machine
                "SLUICE_AUTH_HS256_SECRET",
                secret,
                "SLUICE_SIGNING_KEY",
                "another-" + secret,
                "SLUICE_OVERLOAD_TARGET_MILLIS",
                ClusterProduct.PATIENT);
        long startedNanos = System.nanoTime();
        return new SalesServer(
                ChildJvm.start(dev.sluice.app.Main.class, JVM_FLAGS, List.of("serve"), settings), port, startedNanos);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    long pid() {
        return process.pid();
    }

    /** From the start of the process until it said that it is ready. */
    double readySeconds() {
        return readySeconds;
    }

    /** Of the system, as the kernel counts them. */
    long threads() throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid() + "/task"))) {
            return tasks.count();
        }
    }

    /** Bytes that live objects have, after a full collection. */
    long heapBytes() throws IOException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid()),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String text = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return text.lines()
                .filter(line -> line.startsWith("Total"))
                .map(line -> line.strip().split("\\s+")[2])
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("jcmd said: " + text));
    }

    /** Microseconds of processor time so far. */
    long micros() {
        return ProcessTimes.micros(pid());
    }

    @Override
    public void close() {
        shop.close();
        process.terminate();
    }
}
