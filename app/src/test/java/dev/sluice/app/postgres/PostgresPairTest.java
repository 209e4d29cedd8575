package dev.sluice.app.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
final class PostgresPairTest {
    @TempDir(cleanup = CleanupMode.ALWAYS)
    Path folder;

    /** Whichever of the two is gone: what was answered is there. */
    @Test
    void whatWasAnsweredOutlivesEitherServer() throws IOException, SQLException, InterruptedException {
        List<ProcessHandle> all;
        try (PostgresPair pair = PostgresPair.start(folder.resolve("pair"), "127.0.0.1")) {
            assertThat(pair.missing()).isNull();
            execute(pair, "CREATE TABLE answer (text text)");
            execute(pair, "INSERT INTO answer VALUES ('one')");

            pair.killPrimary();
            assertThat(pair.primary()).isEmpty();
            assertThat(pair.missing()).contains("does not answer");
            pair.failOver();
            execute(pair, "INSERT INTO answer VALUES ('two')");
            assertThat(pair.missing()).contains("not waited for");
            pair.rebuildStandby();
            assertThat(pair.missing()).isNull();

            pair.killStandby();
            pair.revive();
            Await.until("the standby is waited for again", () -> pair.missing() == null);
            execute(pair, "INSERT INTO answer VALUES ('three')");
            pair.killPrimary();
            pair.failOver();
            assertThat(answers(pair)).isEqualTo("one two three");
            pair.rebuildStandby();
            all = List.of(pair.primary().getFirst(), pair.standby().getFirst());
        }
        assertThat(all).noneMatch(process -> ServerProcesses.isAlive(process.pid()));
    }

    private static void execute(PostgresPair pair, String sql) throws SQLException, IOException {
        try (Connection connection = connect(pair);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String answers(PostgresPair pair) throws SQLException, IOException {
        try (Connection connection = connect(pair);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT string_agg(text, ' ') FROM answer")) {
            row.next();
            return row.getString(1);
        }
    }

    private static Connection connect(PostgresPair pair) throws SQLException, IOException {
        return DriverManager.getConnection(
                pair.url() + "?targetServerType=primary&hostRecheckSeconds=0", pair.user(), pair.password());
    }
}
