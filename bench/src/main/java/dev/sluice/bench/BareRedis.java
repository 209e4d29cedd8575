package dev.sluice.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * One connection to a Redis on this machine, with nothing between the caller and the socket: requests and answers in Redis's own protocol
 * (RESP 2). One thread.
 */
final class BareRedis implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final byte[] END = {'\r', '\n'};

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    BareRedis(int port, String password) throws IOException {
        socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
        ask("AUTH", password);
    }

    /** Writes down a request, of texts and bytes. It goes with {@link #flush}. */
    void put(Object... words) throws IOException {
        out.write(("*" + words.length + "\r\n").getBytes(US_ASCII));
        for (Object word : words) {
            byte[] bytes = word instanceof byte[] own ? own : word.toString().getBytes(US_ASCII);
            out.write(("$" + bytes.length + "\r\n").getBytes(US_ASCII));
            out.write(bytes);
            out.write(END);
        }
    }

    void flush() throws IOException {
        out.flush();
    }

    /** Asks, and waits for the answer. */
    Object ask(Object... words) throws IOException {
        put(words);
        flush();
        return answer();
    }

    /** The next answer: a text, bytes, a list of these, or null. */
    Object answer() throws IOException {
        String line = line();
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+', ':' -> rest;
            case '$' -> bulk(Integer.parseInt(rest));
            case '*' -> list(Integer.parseInt(rest));
            default -> throw new IOException("Redis answered " + rest);
        };
    }

    /** Its own processor time so far, in seconds. */
    double processorSeconds() throws IOException {
        return new String((byte[]) ask("INFO", "cpu"), US_ASCII)
                .lines()
                .filter(line -> line.startsWith("used_cpu_sys:") || line.startsWith("used_cpu_user:"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(':') + 1)))
                .sum();
    }

    private byte[] bulk(int length) throws IOException {
        if (length < 0) {
            return null;
        }
        byte[] bytes = in.readNBytes(length);
        in.skipNBytes(END.length);
        return bytes;
    }

    private List<Object> list(int length) throws IOException {
        if (length < 0) {
            return null;
        }
        List<Object> all = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            all.add(answer());
        }
        return all;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\r'; next = in.read()) {
            if (next < 0) {
                throw new IOException("Redis hung up");
            }
            line.append((char) next);
        }
        in.skipNBytes(1);
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
