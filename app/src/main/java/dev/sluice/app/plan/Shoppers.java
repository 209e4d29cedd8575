package dev.sluice.app.plan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Buys from a server on this machine as fast as it answers, on some connections. */
final class Shoppers {
    private static final int CONNECTIONS = 64;
    private static final int PATIENCE_MILLIS = 10_000;
    private static final byte[] BODY = "{\"quantity\": 1}".getBytes(ISO_8859_1);
    private static final String LENGTH = "content-length:";
    private static final int STATUS = 9;

    private final int port;
    private final ShopperTokens tokens;
    private final AtomicLong buyers = new AtomicLong();

    Shoppers(int port, ShopperTokens tokens) {
        this.port = port;
        this.tokens = tokens;
    }

    /**
     * Buys for a while, each time as somebody new.
     *
     * @return how many requests were answered, all by this status
     * @throws IOException if anything else was answered, or nothing
     */
    long buy(String sale, int status, Duration time) throws IOException, InterruptedException {
        long endNanos = System.nanoTime() + time.toNanos();
        List<Callable<Long>> each = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            each.add(() -> buyOnOneConnection(sale, status, endNanos));
        }
        long answered = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (Future<Long> one : threads.invokeAll(each)) {
                answered += one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(
                    "a request was not answered as it should: " + e.getCause().getMessage(), e);
        }
        return answered;
    }

    /** Buys once. */
    void buyOne(String sale, int status) throws IOException {
        buyOnOneConnection(sale, status, System.nanoTime() + 1);
    }

    private long buyOnOneConnection(String sale, int status, long endNanos) throws IOException {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = new BufferedOutputStream(socket.getOutputStream());
            long answered = 0;
            do {
                out.write(request(sale));
                out.write(BODY);
                out.flush();
                int got = answer(in);
                if (got != status) {
                    throw new IOException("the answer was " + got + ", not " + status);
                }
                answered++;
            } while (System.nanoTime() < endNanos);
            return answered;
        }
    }

    private byte[] request(String sale) {
        String user = "shopper-" + buyers.incrementAndGet();
        return ("POST /v1/sales/" + sale + "/reservations HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                        + tokens.of(user, "")
                        + "\r\nIdempotency-Key: 1\r\nPrefer: wait=10\r\nContent-Type: application/json\r\nContent-Length: "
                        + BODY.length + "\r\n\r\n")
                .getBytes(ISO_8859_1);
    }

    /** Reads an answer with a length, and returns its status. */
    private static int answer(InputStream in) throws IOException {
        String first = line(in);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
        }
        in.skipNBytes(length);
        return Integer.parseInt(first.substring(STATUS, STATUS + 3));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the server hung up");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
