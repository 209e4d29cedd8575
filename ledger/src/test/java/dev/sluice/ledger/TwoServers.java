package dev.sluice.ledger;

import dev.sluice.engine.port.Await;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL and a streaming standby of it, on free ports. Closing it leaves nothing behind. */
final class TwoServers implements AutoCloseable {
    private static final String STANDBY = "standby";

    private final Path folder;
    private final EmbeddedPostgres primary;
    private final ProcessHandle postmaster;
    private final int standbyPort;
    private final Process standby;

    private TwoServers(Path folder) throws IOException, SQLException {
        this.folder = folder;
        Path data = folder.resolve("primary");
        this.primary = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("fsync", "on")
                .setServerConfig("max_wal_senders", "4")
                .setPGStartupWait(TestServer.PATIENCE)
                .start();
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
        this.postmaster = ProcessHandle.of(pid).orElseThrow();
        try (ServerSocket free = new ServerSocket(0)) {
            this.standbyPort = free.getLocalPort();
        }
        Path copy = folder.resolve(STANDBY);
        backUp(data, copy);
        this.standby = startStandby(copy);
        Await.until("the standby streams", () -> "1".equals(atPrimary("SELECT count(*) FROM pg_stat_replication")));
    }

    /** @param synchronous whether the primary answers no commit before the standby has it */
    static TwoServers start(Path folder, boolean synchronous) {
        try {
            TwoServers servers = new TwoServers(folder);
            if (synchronous) {
                servers.executeAtPrimary("ALTER SYSTEM SET synchronous_standby_names = '" + STANDBY + "'");
                servers.executeAtPrimary("SELECT pg_reload_conf()");
                Await.until(
                        "the standby is waited for",
                        () -> "sync".equals(servers.atPrimary("SELECT sync_state FROM pg_stat_replication")));
            }
            return servers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of both, so that whichever takes writes is found. */
    DatabaseConfig config() {
        return DatabaseConfig.of(
                "jdbc:postgresql://127.0.0.1:" + primary.getPort() + ",127.0.0.1:" + standbyPort + "/postgres",
                "postgres",
                "");
    }

    /** The first column of the first row; null if there is none, or the server does not answer. */
    String atPrimary(String query) {
        return ask(primary.getPort(), query);
    }

    String atStandby(String query) {
        return ask(standbyPort, query);
    }

    /** Waits until the standby has all that the primary has by now. */
    void awaitReplicated() {
        String reached = atPrimary("SELECT pg_current_wal_lsn()");
        Await.until(
                "the standby has it all",
                () -> "t".equals(atStandby("SELECT pg_last_wal_replay_lsn() >= '" + reached + "'")));
    }

    /** From here on the standby hears nothing of what the primary commits. */
    void cutStandbyOff() {
        try {
            execute(standbyPort, "ALTER SYSTEM SET primary_conninfo = ''");
            execute(standbyPort, "SELECT pg_reload_conf()");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        Await.until("it is cut off", () -> "0".equals(atStandby("SELECT count(*) FROM pg_stat_wal_receiver")));
    }

    /** From here on the standby takes nothing, and does not say so. */
    void pauseStandby() {
        signal("STOP", standby.toHandle());
    }

    void resumeStandby() {
        signal("CONT", standby.toHandle());
    }

    /** It takes connections still, as the system does that for it, and says nothing. */
    void hangPrimary() {
        signal("STOP", postmaster);
    }

    private static void signal(String signal, ProcessHandle server) {
        List<String> command = new ArrayList<>(List.of("kill", "-s", signal, Long.toString(server.pid())));
        server.descendants().map(process -> Long.toString(process.pid())).forEach(command::add);
        try {
            new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a test", e);
        }
    }

    /** Cancels all commits that wait for the standby, as an operator may: the primary then says that it committed, with a warning. */
    void endWaiting() {
        atPrimary("SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
    }

    /** All of its processes at once, as a machine that loses its power. */
    void killPrimary() {
        List<ProcessHandle> all = new ArrayList<>(postmaster.descendants().toList());
        all.addFirst(postmaster);
        all.forEach(ProcessHandle::destroyForcibly);
        Await.until("it is gone", () -> atPrimary("SELECT 1") == null);
    }

    void promoteStandby() {
        Await.until("it is promoted", () -> "t".equals(atStandby("SELECT pg_promote()")));
    }

    private void backUp(Path data, Path copy) throws IOException, SQLException {
        try (Connection connection = connect(primary.getPort());
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_backup_start('copy', true)");
            copy(data, copy);
            try (ResultSet row = statement.executeQuery("SELECT labelfile FROM pg_backup_stop()")) {
                row.next();
                Files.writeString(copy.resolve("backup_label"), row.getString(1));
            }
        }
        Files.createFile(copy.resolve("standby.signal"));
        Files.writeString(
                copy.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=" + primary.getPort() + " user=postgres application_name="
                        + STANDBY + "'\n");
    }

    /** Without the log, which comes over the wire, and with the rights that a server asks for. */
    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path made = Files.createDirectories(to.resolve(from.relativize(folder)));
                Files.setPosixFilePermissions(made, Files.getPosixFilePermissions(folder));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path relative = from.relativize(file);
                if (!relative.startsWith("pg_wal") && !relative.toString().startsWith("postmaster.")) {
                    Files.copy(file, to.resolve(relative));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return FileVisitResult.CONTINUE; // it was deleted meanwhile
            }
        });
    }

    /** A server refuses to run as root, and does not notice that it does in a namespace of users of its own. */
    private Process startStandby(Path data) throws IOException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(
                postmaster.info().command().orElseThrow(),
                "-D",
                data.toString(),
                "-p",
                Integer.toString(standbyPort),
                "-c",
                "unix_socket_directories=" + folder,
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "max_connections=" + atPrimary("SHOW max_connections")));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("standby.log").toFile())
                .start();
    }

    private void executeAtPrimary(String sql) throws SQLException {
        execute(primary.getPort(), sql);
    }

    private static void execute(int port, String sql) throws SQLException {
        try (Connection connection = connect(port);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(int port, String query) {
        try (Connection connection = connect(port);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : null;
        } catch (SQLException e) {
            return null;
        }
    }

    private static Connection connect(int port) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres?connectTimeout=1&socketTimeout=5", "postgres", "");
    }

    @Override
    public void close() {
        standby.descendants().forEach(ProcessHandle::destroyForcibly);
        standby.destroyForcibly();
        List<ProcessHandle> left = new ArrayList<>(postmaster.descendants().toList());
        left.add(postmaster);
        left.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
    }
}
