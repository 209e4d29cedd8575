package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** A connection on which a test sends what it likes, when it likes, and reads what is answered. */
final class RawConnection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final int MOMENT_MILLIS = 20;

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;

    /** @param headers by their names in small letters */
    record Answer(int status, Map<String, String> headers, String body) {}

    RawConnection(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            out = socket.getOutputStream();
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void send(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** Sends one byte after the other, with a moment between them, until the server answers or hangs up, or nothing is left. */
    void trickle(String text) throws IOException {
        socket.setSoTimeout(MOMENT_MILLIS);
        try {
            for (char c : text.toCharArray()) {
                send(String.valueOf(c));
                if (isAnswered()) {
                    return;
                }
            }
        } catch (SocketException e) {
            return; // It hung up.
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    private boolean isAnswered() throws IOException {
        in.mark(1);
        try {
            in.read();
            in.reset();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    /** Sends nothing more. */
    void end() throws IOException {
        socket.shutdownOutput();
    }

    /** Whether this request is answered with 200, rather than the connection closed. */
    boolean isServed(String path) throws IOException {
        try {
            send("GET " + path + " HTTP/1.1\r\nHost: shop\r\n\r\n");
            Answer answer = read("GET");
            return answer != null && answer.status == 200;
        } catch (SocketException e) {
            return false;
        }
    }

    Answer read() throws IOException {
        return read("GET");
    }

    /**
     * Reads one answer; null if the connection was closed instead.
     *
     * @param method that it answers: what answers {@code HEAD} has no body
     */
    Answer read(String method) throws IOException {
        String first = line();
        if (first == null) {
            return null;
        }
        assertThat(first).matches("HTTP/1\\.[01] \\d{3} .*");
        int status = Integer.parseInt(first.substring(9, 12));
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); line != null && !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        boolean none = method.equals("HEAD") || status < 200 || status == 204 || status == 304;
        return new Answer(status, headers, none ? "" : body(headers));
    }

    /** All answers until the server hangs up. */
    List<Answer> readAll() throws IOException {
        List<Answer> answers = new ArrayList<>();
        try {
            for (Answer answer = read(); answer != null; answer = read()) {
                answers.add(answer);
            }
        } catch (SocketException e) {
            return answers; // It hung up while more was sent.
        }
        return answers;
    }

    /** All that comes until the server hangs up. */
    String readRaw() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    boolean isClosed() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    private String body(Map<String, String> headers) throws IOException {
        if (headers.containsKey("content-length")) {
            int length = Integer.parseInt(headers.get("content-length"));
            byte[] body = in.readNBytes(length);
            return new String(
                    "gzip".equals(headers.get("content-encoding")) ? unpacked(body) : body, StandardCharsets.UTF_8);
        }
        StringBuilder body = new StringBuilder();
        for (int size = size(); size > 0; size = size()) {
            body.append(new String(in.readNBytes(size), StandardCharsets.UTF_8));
            line();
        }
        line();
        return body.toString();
    }

    /** Of a {@code HEAD} there is nothing to unpack. */
    private static byte[] unpacked(byte[] packed) throws IOException {
        if (packed.length == 0) {
            return packed;
        }
        try (GZIPInputStream body = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return body.readAllBytes();
        }
    }

    private int size() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    /** Without its end; null where the connection ends. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return null;
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
