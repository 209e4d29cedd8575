package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.port.LedgerUnavailableException;
import dev.sluice.engine.port.Role;
import dev.sluice.engine.trust.TestAuthority;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server with a certificate of an authority that the system does not know. */
@Timeout(60)
final class EncryptedConnectionTest {
    private static final String OURS =
            " FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name LIKE 'ledger-%'";

    @TempDir
    private Path folder;

    @Test
    void aServerIsTrustedForItsNameByTheAuthorityThatIsNamedAndEverySessionIsEncrypted()
            throws IOException, SQLException {
        TestAuthority authority = new TestAuthority(folder);
        TestAuthority.Issued issued = authority.issue("localhost");
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("fsync", "on")
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", issued.certificate().toString())
                .setServerConfig("ssl_key_file", issued.key().toString())
                .setPGStartupWait(TestServer.PATIENCE)
                .start()) {
            String trusting = "?sslmode=verify-full&sslrootcert=" + authority.certificate();
            try (Database database = Database.open(config(server, "localhost", trusting))) {
                database.members(EnumSet.of(Role.TICKET), "", "");
                assertThat(database.answers()).isTrue();
                assertThat(ask(server, "SELECT count(*) FILTER (WHERE ssl) > 3" + OURS))
                        .isEqualTo("t");
                assertThat(ask(server, "SELECT count(*) FILTER (WHERE NOT ssl)" + OURS))
                        .isEqualTo("0");
            }
            isRefused(config(server, "127.0.0.1", trusting), "hostname");
            isRefused(config(server, "localhost", "?sslmode=verify-full"), "root.crt");
            Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
            isRefused(
                    config(
                            server,
                            "localhost",
                            "?sslmode=verify-full&sslrootcert=" + new TestAuthority(elsewhere).certificate()),
                    "SSLHandshakeException");
        }
    }

    private static void isRefused(DatabaseConfig config, String why) {
        assertThatThrownBy(() -> Database.open(config))
                .isInstanceOf(LedgerUnavailableException.class)
                .hasStackTraceContaining(why);
    }

    private static DatabaseConfig config(EmbeddedPostgres server, String host, String options) {
        return DatabaseConfig.of(
                "jdbc:postgresql://" + host + ":" + server.getPort() + "/postgres" + options, "postgres", "");
    }

    private static String ask(EmbeddedPostgres server, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
