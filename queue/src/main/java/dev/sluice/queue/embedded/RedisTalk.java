package dev.sluice.queue.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * One connection to a server on this machine, for the few commands that make a cluster of servers: requests and answers one after the other,
 * in Redis's own protocol (RESP 2, <a href="https://redis.io/docs/latest/develop/reference/protocol-spec/">its specification</a>). One thread.
 */
final class RedisTalk implements AutoCloseable {
    private static final int CONNECT_MILLIS = 500;
    private static final int ANSWER_MILLIS = 3_000;

    private final Socket socket = new Socket();
    private final InputStream in;

    /**
     * Connects, and signs in.
     *
     * @param host an address
     */
    RedisTalk(String host, int port, String password) throws IOException {
        try {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral(host), port), CONNECT_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            in = new BufferedInputStream(socket.getInputStream());
            call("AUTH", password);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Asks, and waits for the answer as a text; those of an array are lines.
     *
     * @throws IOException if the server refuses, or does not answer in time
     */
    String call(String... words) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(("*" + words.length + "\r\n").getBytes(UTF_8));
        for (String word : words) {
            byte[] bytes = word.getBytes(UTF_8);
            request.write(("$" + bytes.length + "\r\n").getBytes(UTF_8));
            request.write(bytes);
            request.write("\r\n".getBytes(UTF_8));
        }
        socket.getOutputStream().write(request.toByteArray());
        return answer();
    }

    private String answer() throws IOException {
        String line = line();
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+', ':' -> rest;
            case '$' -> bulk(Integer.parseInt(rest));
            case '*' -> {
                List<String> parts = new ArrayList<>();
                for (int left = Integer.parseInt(rest); left > 0; left--) {
                    parts.add(answer());
                }
                yield String.join("\n", parts);
            }
            default -> throw new IOException("Redis answered " + rest);
        };
    }

    private String bulk(int length) throws IOException {
        if (length < 0) {
            return "";
        }
        byte[] bytes = in.readNBytes(length);
        in.skipNBytes(2);
        return new String(bytes, UTF_8);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\r'; next = in.read()) {
            if (next < 0) {
                throw new IOException("Redis hung up");
            }
            line.write(next);
        }
        in.skipNBytes(1);
        if (line.size() == 0) {
            throw new IOException("Redis answered nothing");
        }
        return line.toString(UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
