package dev.sluice.crowd.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LoadClientTest {
    private static final byte[] REQUEST = "GET / HTTP/1.1\r\n\r\n".getBytes(ISO_8859_1);
    private static final Duration LONG = Duration.ofSeconds(60);

    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void everyRequestIsSentOnceAndAnswered() throws IOException {
        serve(Integer.MAX_VALUE);
        Set<Long> answered = ConcurrentHashMap.newKeySet();
        try (LoadClient client = client((index, _, _) -> answered.add(index))) {
            LoadTally tally = client.run(new LoadPhase(new Gets(), 1_000, LONG));
            assertThat(tally.statuses()).isEqualTo(Map.of(201, 1_000L));
            assertThat(answered).hasSize(1_000).allMatch(index -> index < 1_000);
            assertThat(tally.errors() + tally.reconnects()).isZero();
            assertThat(tally.elapsedNanos()).isPositive();
            assertThat(tally.latencyNanos(99)).isGreaterThanOrEqualTo(tally.latencyNanos(50));
        }
    }

    @Test
    void phaseEndsByTimeAndTheNextGoesOn() throws IOException {
        serve(Integer.MAX_VALUE);
        try (LoadClient client = client(ResponseSink.NONE)) {
            client.run(new LoadPhase(new Gets(), Long.MAX_VALUE, Duration.ofMillis(100)));
            assertThat(client.run(new LoadPhase(new Gets(), 10, LONG)).responses())
                    .isEqualTo(10);
        }
    }

    @Test
    void closedConnectionsAreCountedAndReplaced() throws IOException {
        serve(7);
        try (LoadClient client = client(ResponseSink.NONE)) {
            LoadTally tally = client.run(new LoadPhase(new Gets(), 100, LONG));
            assertThat(tally.responses() + tally.errors()).isEqualTo(100);
            assertThat(tally.errors()).isPositive();
            assertThat(tally.reconnects()).isPositive();
        }
    }

    @Test
    void serverThatGoesAwayEndsThePhase() throws IOException {
        serve(5);
        try (LoadClient client = client(ResponseSink.NONE)) {
            server.close();
            LoadTally tally = client.run(new LoadPhase(new Gets(), 1_000, LONG));
            assertThat(tally.responses()).isLessThan(1_000);
            assertThat(tally.errors()).isPositive();
        }
    }

    private LoadClient client(ResponseSink sink) throws IOException {
        return new LoadClient((InetSocketAddress) server.getLocalSocketAddress(), 5, 2, sink);
    }

    /** Answers each request in two pieces; closes a connection after {@code answers}. */
    private void serve(int answers) {
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Socket socket = server.accept();
                    Thread.ofVirtual().start(() -> answer(socket, answers));
                }
            } catch (IOException e) {
                // The test closed the server.
            }
        });
    }

    private static void answer(Socket socket, int answers) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            for (int i = 0; i < answers && in.readNBytes(REQUEST.length).length > 0; i++) {
                out.write("HTTP/1.1 201 Created\r\nContent-Le".getBytes(ISO_8859_1));
                out.flush();
                out.write("ngth: 4\r\n\r\nbody".getBytes(ISO_8859_1));
            }
        } catch (IOException e) {
            // The client went first, as clients may.
        }
    }

    private record Gets() implements RequestSource {
        @Override
        public int count() {
            return 3;
        }

        @Override
        public int maxBytes() {
            return REQUEST.length;
        }

        @Override
        public void put(int index, ByteBuffer out) {
            out.put(REQUEST);
        }
    }
}
