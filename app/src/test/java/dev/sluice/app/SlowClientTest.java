package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.postgres.EmbeddedDatabase;
import dev.sluice.crowd.http.Await;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that take what they can of a server: connections, patience, memory. */
final class SlowClientTest {
    private static final int MAX_CONNECTIONS = 8;
    private static final int PATIENCE_MILLIS = 60_000;
    private static final String ALIVE = "GET /health/live HTTP/1.1\r\nHost: shop\r\n\r\n";

    @TempDir
    private static Path folder;

    private static EmbeddedDatabase database;
    private static InProcessShop shop;

    @BeforeAll
    static void openShop() {
        database = EmbeddedDatabase.start(folder);
        shop = new InProcessShop(database, InProcessShop.Bounds.USUAL.withMaxConnections(MAX_CONNECTIONS));
    }

    @AfterAll
    static void closeShop() {
        shop.close();
        database.close();
    }

    @Test
    void idleConnectionIsClosedAfterItsTime() throws IOException {
        try (Socket idle = connect()) {
            long startedNanos = System.nanoTime();
            assertThat(idle.getInputStream().read()).isEqualTo(-1);
            long seconds = (System.nanoTime() - startedNanos) / 1_000_000_000;
            assertThat(seconds).isGreaterThanOrEqualTo(InProcessShop.IDLE_SECONDS - 1);
        }
    }

    @Test
    void connectionAboveTheBoundIsClosedAndTheOthersGoOn() throws IOException {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < MAX_CONNECTIONS; i++) {
                open.add(connect());
                assertThat(isServed(open.getLast())).isTrue();
            }
            try (Socket tooMany = connect()) {
                assertThat(isServed(tooMany)).isFalse();
            }
            for (Socket early : open) {
                assertThat(isServed(early)).isTrue();
            }
            open.removeLast().close();
            Await.until("there is room again", () -> {
                try (Socket next = connect()) {
                    return isServed(next);
                } catch (IOException e) {
                    return false;
                }
            });
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
        Await.until("all connections are closed", () -> shop.connections() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/sales/any/reservations", "/v1/admin/sales"})
    void bodyThatNeverEndsIsRefusedAndItsConnectionClosed(String path) throws IOException {
        try (Socket client = connect()) {
            OutputStream out = client.getOutputStream();
            out.write(("POST " + path + " HTTP/1.1\r\nHost: shop\r\nContent-Type: application/json\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(isClosedWhileWriting(out)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/sales/any/reservations", "/v1/admin/sales/any/pause"})
    void bodyThatIsTooLargeIsAnsweredWith413(String path) throws IOException {
        try (Socket client = connect()) {
            byte[] body = new byte[20_000];
            client.getOutputStream()
                    .write(("POST " + path
                                    + " HTTP/1.1\r\nHost: shop\r\nContent-Type: application/json\r\nContent-Length: "
                                    + body.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            client.getOutputStream().write(body);
            assertThat(firstLine(client)).contains(" 413 ");
        }
    }

    private static boolean isClosedWhileWriting(OutputStream out) {
        byte[] chunk = ("4000\r\n" + "x".repeat(0x4000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        return Await.within(Await.PATIENCE, () -> {
            try {
                out.write(chunk);
                return false;
            } catch (IOException e) {
                return true;
            }
        });
    }

    private static Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), shop.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** Whether a request on this connection is answered, rather than the connection closed. */
    private static boolean isServed(Socket socket) throws IOException {
        try {
            socket.getOutputStream().write(ALIVE.getBytes(StandardCharsets.US_ASCII));
            return firstLine(socket).contains(" 200 ");
        } catch (SocketTimeoutException e) {
            throw new AssertionError("neither answered nor closed", e);
        } catch (SocketException e) {
            return false;
        }
    }

    /** The answer's first line, and all else that has come with it; empty if the connection was closed. */
    private static String firstLine(Socket socket) throws IOException {
        byte[] some = new byte[4_096];
        int count = socket.getInputStream().read(some);
        return count < 0 ? "" : new String(some, 0, count, StandardCharsets.US_ASCII);
    }
}
