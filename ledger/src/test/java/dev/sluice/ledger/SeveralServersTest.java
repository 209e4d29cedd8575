package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.port.LedgerUnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

/** Several servers in one URL, of which some are of no use. */
@Timeout(60)
final class SeveralServersTest {
    private static final int MANY = 50;
    private static final int PATIENCE_MILLIS = 300;

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Test
    void thoseThatSayNothingAreOffOrSwallowAllAreLeftForTheOneThatTakesWrites() throws IOException, SQLException {
        String server = URI.create(TestServer.config().url().substring("jdbc:".length()))
                .getAuthority();
        PGSimpleDataSource source = new Connector(of(silent(), off(), full(), server))
                .working("ledger-test", Duration.ofSeconds(3), "-c jit=off", Duration.ofSeconds(15));
        source.setLoginTimeout(1); // as a pool does
        try (Connection connection = source.getConnection()) {
            assertThat(connection.isValid(1)).isTrue();
            assertThat(connection.getNetworkTimeout())
                    .as("as patient as with a statement")
                    .isEqualTo(4_000);
        }
    }

    @Test
    void whereNoneTakesWritesThatIsSaidOfAllThatWereAsked() throws IOException {
        String silent = silent();
        String off = off();
        assertThatThrownBy(() -> Database.join(of(silent, off)))
                .isInstanceOf(LedgerUnavailableException.class)
                .hasMessageContaining(silent)
                .hasMessageContaining(off);
        assertThatThrownBy(() -> Database.join(of(silent)))
                .isInstanceOf(LedgerUnavailableException.class)
                .hasMessageContaining("Timeout");
    }

    /** Impatient, so that the test is quick. */
    private static DatabaseConfig of(String... servers) {
        return DatabaseConfig.of(
                "jdbc:postgresql://" + String.join(",", servers) + "/postgres?sslmode=disable&connectTimeout=1",
                "postgres",
                "");
    }

    /** Connections are made, and nothing is ever answered. */
    private String silent() throws IOException {
        return address(listen(MANY));
    }

    /** Nobody listens there, and nobody else will meanwhile. */
    private String off() throws IOException {
        Socket bound = new Socket();
        open.add(bound);
        bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return "127.0.0.1:" + bound.getLocalPort();
    }

    /** As behind a network that drops packets: what connects waits. */
    private String full() throws IOException {
        ServerSocket server = listen(1);
        while (true) {
            Socket waiting = new Socket();
            open.add(waiting);
            try {
                waiting.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), PATIENCE_MILLIS);
            } catch (SocketTimeoutException e) {
                return address(server);
            }
        }
    }

    private ServerSocket listen(int backlog) throws IOException {
        ServerSocket server = new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
        open.add(server);
        return server;
    }

    private static String address(ServerSocket server) {
        return "127.0.0.1:" + server.getLocalPort();
    }
}
