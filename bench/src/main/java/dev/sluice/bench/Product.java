package dev.sluice.bench;

import dev.sluice.app.node.Parts;
import dev.sluice.app.postgres.EmbeddedDatabase;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.http.TokenSource;
import dev.sluice.process.Folders;
import dev.sluice.process.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The product itself as a process of its own, with a PostgreSQL of its own in a folder that goes with it. What is closed with the run closes it, if nobody else does. */
final class Product implements AutoCloseable {
    static final List<String> HEAP_FLAGS = List.of("-Xms2g", "-Xmx2g");
    static final List<String> JVM_FLAGS =
            List.of("-Xms2g", "-Xmx2g", "-XX:+UseCompactObjectHeaders", "--enable-native-access=ALL-UNNAMED");
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final ChildJvm process;
    private final Path data;
    private final int port;

    private Product(ChildJvm process, Path data, int port) {
        this.process = process;
        this.data = data;
        this.port = port;
    }

    /** Starts it, and returns when it is ready. */
    static Product start(Parts parts, String secret, SocketTransport transport) throws IOException {
        return start(
                parts,
                JVM_FLAGS,
                List.of("--set", "http.transport=" + transport),
                Map.of("SLUICE_AUTH_HS256_SECRET", secret));
    }

    /**
     * Starts it, and returns when it is ready.
     *
     * @param parts of the run
     * @param options of the command
     * @param environment the place for secrets
     */
    static Product start(Parts parts, List<String> jvmFlags, List<String> options, Map<String, String> environment)
            throws IOException {
        Path data = Folders.temporary("sluice-storm-");
        int port = FreePort.any();
        List<String> arguments = new ArrayList<>(List.of("demo", "--data", data.toString(), "--port", "" + port));
        arguments.addAll(List.of("--set", "log.level=warn"));
        // Limits are looked at as in earnest, and nobody is refused by them.
        arguments.addAll(List.of("--set", "limits.user-units=1000000000"));
        arguments.addAll(List.of("--set", "overload.target-millis=" + ClusterProduct.PATIENT));
        arguments.addAll(options);
        ChildJvm process = ChildJvm.start(dev.sluice.app.Main.class, jvmFlags, arguments, environment);
        Product product = parts.add("product", new Product(process, data, port));
        product.awaitReady();
        return product;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /** Of the postmaster; its children serve. */
    long postgresPid() throws IOException {
        return postmaster(data);
    }

    /** Of the one that has its data somewhere in this folder. */
    static long postmaster(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            Path pidFile = files.filter(file -> file.endsWith("postmaster.pid"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no PostgreSQL in " + data));
            return Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        }
    }

    /** Its own, which goes with it. */
    EmbeddedDatabase database() {
        return EmbeddedDatabase.startOrJoin(data);
    }

    private void awaitReady() {
        try (ShopClient shop = new ShopClient(url(), TokenSource.NONE)) {
            if (!Await.within(PATIENCE, shop::isReady)) {
                close();
                throw new IllegalStateException("the server was not ready within " + PATIENCE);
            }
        }
    }

    @Override
    public void close() {
        process.terminate();
        try {
            Folders.delete(data);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + data, e);
        }
    }
}
