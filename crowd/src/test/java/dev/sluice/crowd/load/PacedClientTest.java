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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PacedClientTest {
    private static final byte[] REQUEST = "GET / HTTP/1.1\r\n\r\n".getBytes(ISO_8859_1);
    private static final byte[] ANSWER = "HTTP/1.1 201 Created\r\nContent-Length: 4\r\n\r\nbody".getBytes(ISO_8859_1);

    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
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
    void everyRequestIsSentAtItsTimeAndAnswered() throws IOException {
        mayAnswer.countDown();
        serve(Integer.MAX_VALUE);
        try (PacedClient client = client(20)) {
            PacedTally tally = client.run(new Gets(), 500, Duration.ofSeconds(1));
            assertThat(tally.sent() + tally.unsent()).isEqualTo(500);
            assertThat(tally.statuses()).isEqualTo(Map.of(201, tally.sent()));
            assertThat(tally.errors()).isZero();
            assertThat(tally.latencyNanos(201, 50)).isPositive();
        }
    }

    /** A closed loop would have sent one, and seen one that was slow. */
    @Test
    void whoIsKeptWaitingByAnotherCountsFromTheirOwnTime() throws IOException {
        serve(Integer.MAX_VALUE);
        Thread.ofVirtual().start(() -> {
            while (asked.get() == 0) {
                Thread.onSpinWait();
            }
            letAnswerAfter(500);
        });
        try (PacedClient client = client(1)) {
            PacedTally tally = client.run(new Gets(), 100, Duration.ofSeconds(1));
            assertThat(tally.statuses().get(201)).isEqualTo(tally.sent());
            assertThat(tally.sent()).isGreaterThan(1);
            assertThat(tally.waited()).isPositive();
            assertThat(tally.latenessNanos(100)).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(300));
            assertThat(tally.latencyNanos(201, 90)).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(300));
            assertThat(tally.latencyNanos(201, 100)).isGreaterThanOrEqualTo(tally.latenessNanos(100));
        }
    }

    @Test
    void brokenConnectionsAreCountedAndReplaced() throws IOException {
        mayAnswer.countDown();
        serve(10);
        try (PacedClient client = client(5)) {
            PacedTally tally = client.run(new Gets(), 300, Duration.ofSeconds(1));
            assertThat(tally.responses(201) + tally.errors()).isEqualTo(tally.sent());
            assertThat(tally.responses(201)).isPositive();
            assertThat(tally.reconnects()).isPositive();
        }
    }

    private void letAnswerAfter(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        mayAnswer.countDown();
    }

    private PacedClient client(int connections) throws IOException {
        return new PacedClient((InetSocketAddress) server.getLocalSocketAddress(), connections);
    }

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

    private void answer(Socket socket, int answers) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            for (int i = 0; i < answers && in.readNBytes(REQUEST.length).length > 0; i++) {
                asked.incrementAndGet();
                mayAnswer.await();
                out.write(ANSWER);
            }
        } catch (IOException e) {
            // The client went first, as clients may.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
