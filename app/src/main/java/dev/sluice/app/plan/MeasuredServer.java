package dev.sluice.app.plan;

import dev.sluice.app.exit.StartException;
import dev.sluice.app.process.SameJava;
import dev.sluice.process.Folders;
import dev.sluice.process.FreePort;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server with a PostgreSQL of its own, in a process of its own and a folder that goes with it. One thread. */
final class MeasuredServer implements AutoCloseable {
    private static final Duration START_PATIENCE = Duration.ofSeconds(90);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);
    private static final Duration REQUEST_PATIENCE = Duration.ofSeconds(5);
    private static final int LOOKS_MILLIS = 100;
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final String SALE = """
            {"id": "%s", "title": "%1$s", "opensAt": "2026-01-01T00:00:00Z", "limitPerUser": 1, "holdSeconds": 3600,
             "mode": "FIRST_COME", "takeStock": "HOLD", "inventory": {"kind": "counted", "tiers": [
               {"id": "standard", "name": "%1$s", "price": {"amount": 100, "currency": "CNY"}, "capacity": %d}]}}""";

    private final Path folder;
    private final Process process;
    private final int port;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private MeasuredServer(Path folder, Process process, int port) {
        this.folder = folder;
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it, and returns when it is ready.
     *
     * @throws StartException if it is not in time
     */
    static MeasuredServer start() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("sluice-plan-");
        int port = FreePort.any();
        Process process = SameJava.builder(
                        List.of("-Xms1g", "-Xmx1g"),
                        List.of("demo", "--data", folder.resolve("data").toString(), "--port", "" + port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        MeasuredServer server = new MeasuredServer(folder, process, port);
        long deadlineNanos = System.nanoTime() + START_PATIENCE.toNanos();
        while (!server.isReady()) {
            if (System.nanoTime() > deadlineNanos || !process.isAlive()) {
                String log = Files.readString(folder.resolve("log"));
                server.close();
                throw StartException.failure("The server to be measured does not start:\n" + log, null);
            }
            TimeUnit.MILLISECONDS.sleep(LOOKS_MILLIS);
        }
        return server;
    }

    int port() {
        return port;
    }

    ShopperTokens tokens() throws IOException {
        Properties secrets = new Properties();
        try (Reader file = Files.newBufferedReader(folder.resolve("data").resolve("secrets.properties"))) {
            secrets.load(file);
        }
        return new ShopperTokens(secrets.getProperty("auth.hs256-secret"));
    }

    /** Puts so many units of something on sale. */
    void offer(String sale, long units) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url("/v1/admin/sales"))
                .timeout(REQUEST_PATIENCE)
                .header("Authorization", "Bearer " + tokens().of("merchant", "merchant"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(SALE.formatted(sale, units)))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != CREATED) {
            throw new IOException("no sale was created: " + answer.body());
        }
    }

    /** Microseconds of processor time of the server so far. */
    double serverMicros() {
        return micros(process.toHandle());
    }

    /** Microseconds of processor time of PostgreSQL's processes that live, so far. */
    double postgresMicros() throws IOException {
        Path file = folder.resolve("data").resolve("postgres").resolve("postmaster.pid");
        long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        return ProcessHandle.of(pid).stream()
                .flatMap(first -> Stream.concat(Stream.of(first), first.descendants()))
                .mapToDouble(MeasuredServer::micros)
                .sum();
    }

    @Override
    public void close() {
        client.close();
        process.destroy();
        try {
            if (!process.waitFor(STOP_PATIENCE)) {
                process.destroyForcibly().waitFor();
            }
            Folders.delete(folder);
        } catch (IOException e) {
            throw StartException.failure("The folder " + folder + " cannot be deleted: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isReady() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url("/health/ready"))
                .timeout(REQUEST_PATIENCE)
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            return false;
        }
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static double micros(ProcessHandle one) {
        return one.info().totalCpuDuration().orElse(Duration.ZERO).toNanos()
                / (double) TimeUnit.MICROSECONDS.toNanos(1);
    }
}
