package dev.sluice.bench;

import dev.sluice.app.cli.DemoSecrets;
import dev.sluice.app.cluster.LocalCluster;
import dev.sluice.app.postgres.EmbeddedDatabase;
import dev.sluice.process.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The product as a gateway and some ticket services, each a process of its own, with a Redis server between them and a PostgreSQL. All of it
 * ends with the run.
 */
final class ClusterProduct {
    /** Whoever comes is taken in, unless a run says otherwise. */
    static final String PATIENT = "60000";

    private final EmbeddedDatabase database;
    private final LocalCluster cluster;
    private final int port;

    private ClusterProduct(EmbeddedDatabase database, LocalCluster cluster, int port) {
        this.database = database;
        this.cluster = cluster;
        this.port = port;
    }

    /**
     * Starts all, and returns when they are ready.
     *
     * @param run closes it
     * @param jvmFlags of the gateway and each ticket service, besides those that all have
     */
    static ClusterProduct start(Run run, String secret, SocketTransport transport, int tickets, List<String> jvmFlags)
            throws IOException {
        return start(run, secret, tickets, jvmFlags, Map.of("http.transport", transport.toString()));
    }

    /** The same with settings that all of them have. */
    static ClusterProduct start(
            Run run, String secret, int tickets, List<String> jvmFlags, Map<String, String> settings)
            throws IOException {
        Path data = run.folder("sluice-cluster-");
        int port = FreePort.any();
        EmbeddedDatabase database = run.parts().add("database", EmbeddedDatabase.start(data));
        LocalCluster cluster = LocalCluster.start(
                new LocalCluster.Shape(1, tickets, false, false, jvmFlags),
                data.resolve("cluster"),
                settings(data, database, secret, settings),
                port);
        return new ClusterProduct(database, run.parts().add("cluster", cluster), port);
    }

    private static Map<String, String> settings(
            Path data, EmbeddedDatabase database, String secret, Map<String, String> others) {
        Map<String, String> settings = new HashMap<>(DemoSecrets.in(data).texts());
        settings.put("auth.hs256-secret", secret);
        settings.put("ledger.url", database.url());
        settings.put("ledger.user", database.user());
        settings.put("ledger.password", database.password());
        settings.put("log.level", "warn");
        settings.put("overload.target-millis", PATIENT);
        settings.putAll(others);
        return settings;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The gateway, and then the ticket services. */
    private List<Long> pids() {
        return cluster.nodes().stream()
                .sorted((one, other) -> one.role().compareTo(other.role()))
                .map(node -> node.process().pid())
                .toList();
    }

    /** {@link #pids}, and then Redis. */
    List<Long> parts() {
        return Stream.concat(pids().stream(), Stream.of(redisPid())).toList();
    }

    private long redisPid() {
        return cluster.redis().servers().getFirst().pid();
    }

    int port() {
        return port;
    }

    /** Whose tables say who owns what. */
    EmbeddedDatabase database() {
        return database;
    }

    /** The load, on this, and with all of its processes watched. */
    NamedValues watched(NamedValues load) {
        return load.with("port", port)
                .with("server-pid", pids().stream().map(String::valueOf).collect(Collectors.joining(",")))
                .with("postgres-pid", database.pid())
                .with("redis-pid", redisPid());
    }
}
