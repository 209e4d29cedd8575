package dev.sluice.app.postgres;

import dev.sluice.app.exit.StartException;
import dev.sluice.process.Folders;
import dev.sluice.process.Guard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL server and a standby of it, on this machine and in a new folder, for trying out what happens when one of them is gone. The
 * standby is waited for: what was answered is on both. Nothing is promoted or started again unless it is asked for. Both end with this
 * process, however that ends. One thread at a time.
 */
public final class PostgresPair implements AutoCloseable {
    private static final String NAME = "sluice";
    private static final String STANDBY = "standby";
    private static final int PASSWORD_BYTES = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(5);
    private static final int LOOKS_MILLIS = 50;
    /** Quick to start; what the standby lacks is still there when it asks for it. */
    private static final List<String> SETTINGS =
            List.of("shared_buffers=64MB", "wal_keep_size=512MB", "max_wal_size=1GB");

    private final Path folder;
    private final String host;
    private Side primary;
    private Side standby;

    /** One of the two. */
    private static final class Side {
        private final PostgresServer server;
        private final Path data;
        private Postmaster postmaster;
        private Guard guard;

        Side(Path folder, List<String> settings) throws IOException, InterruptedException {
            server = new PostgresServer(folder, settings);
            data = PostgresServer.dataIn(folder);
        }

        void start() throws IOException, InterruptedException {
            if (guard != null) {
                guard.close();
            }
            postmaster = postmaster == null ? server.launch() : server.relaunch(postmaster.port());
            guard = PostgresKeeper.guard(postmaster);
        }

        void stop() throws IOException, InterruptedException {
            server.stop();
            if (guard != null) {
                guard.close();
            }
        }

        List<ProcessHandle> processes() {
            List<ProcessHandle> all = new ArrayList<>();
            ProcessHandle.of(postmaster.pid()).filter(_ -> postmaster.isAlive()).ifPresent(first -> {
                all.add(first);
                first.descendants().forEach(all::add);
            });
            return all;
        }
    }

    private PostgresPair(Path folder, String host) throws IOException, InterruptedException {
        this.folder = folder.toRealPath();
        this.host = host;
        List<String> settings = new ArrayList<>(SETTINGS);
        settings.add("listen_addresses=" + host);
        this.primary = new Side(Files.createDirectory(this.folder.resolve("one")), settings);
        this.standby = new Side(Files.createDirectory(this.folder.resolve("other")), settings);
    }

    /**
     * Starts both, and returns when the standby is waited for.
     *
     * @param folder is new, or empty
     * @param host the address that they listen on
     * @throws StartException if one does not start
     */
    public static PostgresPair start(Path folder, String host) {
        try {
            Files.createDirectories(folder);
            PostgresPair pair = new PostgresPair(folder, host);
            boolean up = false;
            try {
                pair.create();
                pair.rebuildStandby();
                up = true;
                return pair;
            } finally {
                if (!up) {
                    pair.close();
                }
            }
        } catch (IOException | SQLException e) {
            throw StartException.failure("PostgreSQL with a standby in " + folder + " does not start: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StartException.failure("Interrupted while PostgreSQL started", e);
        }
    }

    /** For JDBC, of both, so that whichever takes writes is found; without user and password. */
    public String url() {
        return "jdbc:postgresql://" + host + ":" + primary.postmaster.port() + "," + host + ":"
                + standby.postmaster.port() + "/" + NAME;
    }

    public String user() {
        return NAME;
    }

    public String password() throws IOException {
        return Files.readString(passwordFile()).strip();
    }

    /** The processes of the server that takes writes, the first one first; none if it is gone. */
    public List<ProcessHandle> primary() {
        return primary.processes();
    }

    /** The processes of the standby, the first one first; none if it is gone. */
    public List<ProcessHandle> standby() {
        return standby.processes();
    }

    /** Ends all processes of the primary at once, as when a machine loses its power. Returns when they are gone. */
    public void killPrimary() throws InterruptedException {
        kill(primary);
    }

    public void killStandby() throws InterruptedException {
        kill(standby);
    }

    /** Starts what has ended again, as what it was. */
    public void revive() throws IOException, InterruptedException {
        for (Side side : List.of(primary, standby)) {
            if (side.processes().isEmpty()) {
                side.start();
            }
        }
    }

    /** Makes the standby the primary, which nobody is behind then. The other one must be gone. */
    public void failOver() throws IOException, SQLException {
        execute(standby, "SELECT pg_promote(true, " + PATIENCE.toSeconds() + ")");
        Side gone = primary;
        primary = standby;
        standby = gone;
    }

    /** Makes the server that is gone the standby of the other, from nothing. Returns when it is waited for. */
    public void rebuildStandby() throws IOException, SQLException, InterruptedException {
        Folders.delete(standby.data);
        try (Connection connection = connect(primary, PATIENCE)) {
            PostgresBackup.copy(connection, primary.data, standby.data);
        }
        Files.createFile(standby.data.resolve("standby.signal"));
        Files.writeString(
                standby.data.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=%s port=%d user=%s password=%s application_name=%s'%n"
                        .formatted(host, primary.postmaster.port(), NAME, password(), STANDBY));
        standby.start();
        execute(primary, "ALTER SYSTEM SET synchronous_standby_names = '" + STANDBY + "'");
        execute(primary, "SELECT pg_reload_conf()");
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        for (String missing = missing(); missing != null; missing = missing()) {
            if (System.nanoTime() > deadlineNanos) {
                throw new IOException(missing);
            }
            TimeUnit.MILLISECONDS.sleep(LOOKS_MILLIS);
        }
    }

    /** Why what is answered now would not be on both; null if it would. */
    public String missing() {
        try (Connection connection = connect(primary, ANSWER_PATIENCE);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming' AND sync_state = 'sync'")) {
            row.next();
            return row.getInt(1) == 1 ? null : "PostgreSQL's standby is not waited for";
        } catch (SQLException | IOException e) {
            return "PostgreSQL does not answer: " + e.getMessage();
        }
    }

    @Override
    public void close() {
        try {
            for (Side side : List.of(primary, standby)) {
                side.stop();
            }
        } catch (IOException e) {
            throw StartException.failure("PostgreSQL in " + folder + " does not stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void create() throws IOException, InterruptedException, SQLException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        Folders.writePrivate(passwordFile(), HexFormat.of().formatHex(random));
        primary.server.create(NAME, passwordFile());
        Files.writeString(
                primary.data.resolve("pg_hba.conf"),
                "host all all %1$s/24 scram-sha-256%nhost replication all %1$s/24 scram-sha-256%n".formatted(host),
                StandardOpenOption.APPEND);
        primary.start();
        execute(primary, "CREATE DATABASE " + NAME);
    }

    private static void kill(Side side) throws InterruptedException {
        List<ProcessHandle> all = side.processes();
        all.forEach(ProcessHandle::destroyForcibly);
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (all.stream().anyMatch(one -> ServerProcesses.isAlive(one.pid()))) {
            if (System.nanoTime() > deadlineNanos) {
                throw StartException.failure("PostgreSQL's processes do not end: " + all, null);
            }
            TimeUnit.MILLISECONDS.sleep(LOOKS_MILLIS);
        }
    }

    private void execute(Side side, String sql) throws SQLException, IOException {
        try (Connection connection = connect(side, PATIENCE);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect(Side side, Duration patience) throws SQLException, IOException {
        String url = "jdbc:postgresql://%s:%d/postgres?connectTimeout=2&socketTimeout=%d"
                .formatted(host, side.postmaster.port(), patience.toSeconds());
        return DriverManager.getConnection(url, NAME, password());
    }

    private Path passwordFile() {
        return folder.resolve("postgres.password");
    }
}
