package dev.sluice.bench;

import dev.sluice.app.postgres.EmbeddedDatabase;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The product with a database that is slow to make commits durable, which is what is short then: whoever comes meanwhile waits for the disk, not
 * for a processor. In one process, or in two with Redis between them.
 *
 * @param pids of all its processes, but for the database's
 */
record SlowServer(URI url, int port, List<Long> pids, EmbeddedDatabase database, long postgresPid, Runnable parts)
        implements AutoCloseable {
    /**
     * Starts it.
     *
     * @param run closes it, if nobody does before
     * @param settings of all its processes
     */
    static SlowServer start(Run run, boolean cluster, String secret, Map<String, String> settings) throws IOException {
        if (cluster) {
            ClusterProduct made = ClusterProduct.start(run, secret, 1, Product.HEAP_FLAGS, settings);
            EmbeddedDatabase database = made.database();
            return new SlowServer(made.url(), made.port(), made.parts(), database, database.pid(), () -> {});
        }
        List<String> options = new ArrayList<>();
        settings.forEach((key, value) -> options.addAll(List.of("--set", key + "=" + value)));
        Product made =
                Product.start(run.parts(), Product.JVM_FLAGS, options, Map.of("SLUICE_AUTH_HS256_SECRET", secret));
        return new SlowServer(
                made.url(), made.port(), List.of(made.pid()), made.database(), made.postgresPid(), made::close);
    }

    /** Lets every commit wait for so long before it is written down, as PostgreSQL does for others to come ({@code commit_delay}). */
    void delayCommits(int millis) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET commit_siblings = 0");
            statement.execute("ALTER SYSTEM SET commit_delay = " + 1_000 * millis);
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    /** Keeps all of it on some cores. */
    void pin(String cores) throws IOException, InterruptedException {
        for (long pid : pids) {
            Cores.pin(pid, cores);
        }
        Cores.pin(postgresPid, cores);
        for (ProcessHandle child :
                ProcessHandle.of(postgresPid).orElseThrow().descendants().toList()) {
            Cores.pin(child.pid(), cores);
        }
    }

    /** The load, on this, and with all of its processes watched. */
    NamedValues watched(NamedValues load) {
        return load.with("port", port)
                .with("server-pid", pids.stream().map(String::valueOf).collect(Collectors.joining(",")))
                .with("postgres-pid", postgresPid);
    }

    @Override
    public void close() {
        parts.run();
    }
}
