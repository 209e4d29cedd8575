package dev.sluice.app.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.app.exit.StartException;
import dev.sluice.crowd.http.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedDatabaseTest {
    @TempDir
    Path folder;

    @Test
    void secondStartFindsWhatTheFirstWrote() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            execute(database, "CREATE TABLE kept AS SELECT 42 AS answer");
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThat(ask(database, "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void serverIsDurableAndAsksForItsPassword() throws SQLException, IOException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThat(ask(database, "SHOW fsync")).isEqualTo("on");
            assertThat(ask(database, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(ask(database, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(ask(database, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> DriverManager.getConnection(database.url(), database.user(), "guessed"));
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(folder.resolve("postgres.password"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void folderInUseIsRefusedAndCanBeJoined() throws SQLException {
        try (EmbeddedDatabase first = EmbeddedDatabase.start(folder)) {
            assertThatExceptionOfType(StartException.class)
                    .isThrownBy(() -> EmbeddedDatabase.start(folder))
                    .withMessageContaining("in use");
            try (EmbeddedDatabase joined = EmbeddedDatabase.startOrJoin(folder)) {
                assertThat(ask(joined, "SELECT 1")).isEqualTo("1");
            }
            assertThat(ask(first, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void serverOfAKilledProcessIsStoppedByItsGuard() throws Exception {
        long postmaster = startInAnotherProcessAndKillIt(false);

        awaitEnd(postmaster);

        assertThat(Postmaster.running(folder.resolve("postgres"))).isEmpty();
    }

    /** Its first process alone: those that served connections end by themselves. */
    @Test
    void serverThatEndsAloneIsStartedAgain() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            execute(database, "CREATE TABLE kept AS SELECT 42 AS answer");
            Postmaster first =
                    Postmaster.running(folder.toRealPath().resolve("postgres")).orElseThrow();

            ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();

            Await.until("it ended", () -> !first.isAlive());
            Await.until("another one runs", () -> database.trouble() == null && isAnother(first));
            Await.until("it answers", () -> answers(database));
            assertThat(ask(database, "SELECT answer FROM kept")).isEqualTo("42");
        }
        assertThat(Postmaster.running(folder.resolve("postgres"))).isEmpty();
    }

    private boolean isAnother(Postmaster first) {
        try {
            return Postmaster.running(folder.toRealPath().resolve("postgres"))
                    .filter(running -> running.pid() != first.pid() && running.port() == first.port())
                    .isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean answers(EmbeddedDatabase database) {
        try {
            return ask(database, "SELECT 1").equals("1");
        } catch (SQLException e) {
            return false;
        }
    }

    /** A folder that others can look into; below it everything is the server's own user's. */
    @Test
    void rootRunsTheServerAsSomebodyElse() throws Exception {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Assumptions.assumeFalse(PostgresAccount.of(folder).name().equals("root"), "no other user, or no setpriv");
        for (int start = 0; start < 2; start++) {
            try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
                assertThat(ask(database, "SELECT 1")).isEqualTo("1");
                long server =
                        RunningPostgres.in(folder.toRealPath()).orElseThrow().pid();
                assertThat(Files.readAllLines(Path.of("/proc/" + server + "/status")).stream()
                                .filter(line -> line.startsWith("Uid:")))
                        .singleElement()
                        .asString()
                        .doesNotContain("\t0\t");
            }
            giveToRoot(folder.resolve("postgres")); // as an older version left it
        }
    }

    private static void giveToRoot(Path tree) throws IOException {
        try (Stream<Path> walk = Files.walk(tree)) {
            for (Path path : walk.toList()) {
                Files.setAttribute(path, "unix:uid", 0, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    @Test
    void serverThatWasLeftBehindIsTakenOver() throws Exception {
        long postmaster = startInAnotherProcessAndKillIt(true);
        assertThat(ProcessHandle.of(postmaster)).isPresent();

        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThat(ask(database, "SELECT answer FROM kept")).isEqualTo("42");
            awaitEnd(postmaster);
        }
    }

    @Test
    void fileOfAServerThatIsGoneDoesNotPreventAStart() throws SQLException, IOException {
        EmbeddedDatabase.start(folder).close();
        Files.writeString(
                folder.resolve("postgres/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + folder.resolve("postgres") + "\n");

        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThat(ask(database, "SELECT 1")).isEqualTo("1");
        }
    }

    /** Returns the server's process number, after the process that started it was killed. */
    private long startInAnotherProcessAndKillIt(boolean killGuardFirst) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.readLine()).isEqualTo("up");
            long postmaster =
                    Postmaster.running(folder.resolve("postgres")).orElseThrow().pid();
            if (killGuardFirst) {
                for (ProcessHandle guard : process.descendants().toList()) {
                    guard.destroyForcibly();
                    guard.onExit().orTimeout(60, TimeUnit.SECONDS).join();
                }
            }
            return postmaster;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** The process to be killed. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] arguments) throws Exception {
            EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(arguments[0]));
            execute(database, "CREATE TABLE kept AS SELECT 42 AS answer");
            System.out.println("up");
            System.in.read();
            throw new IllegalStateException(List.of(arguments) + ": not killed");
        }
    }

    private static void awaitEnd(long pid) {
        ProcessHandle.of(pid)
                .ifPresent(process ->
                        process.onExit().orTimeout(60, TimeUnit.SECONDS).join());
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }
}
