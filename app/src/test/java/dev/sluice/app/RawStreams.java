package dev.sluice.app;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A connection of HTTP/2 over TLS on which a test sends what frames it likes, and reads those that come (RFC 9113). */
final class RawStreams implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RESET = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GO_AWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;
    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;
    static final int INITIAL_WINDOW = 4;

    private static final int PRIORITY_FLAG = 0x20;

    private static final int PATIENCE_MILLIS = 60_000;
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    private final SSLSocket socket;
    private final OutputStream out;
    private final DataInputStream in;
    private final DefaultHttp2HeadersDecoder heads = new DefaultHttp2HeadersDecoder(false);

    record Frame(int type, int flags, int stream, byte[] payload) {
        boolean ends() {
            return (type == DATA || type == HEADERS) && (flags & END_STREAM) != 0;
        }

        /** The code of a reset, or of a farewell. */
        long code() {
            return ByteBuffer.wrap(payload).getInt(type == GO_AWAY ? 4 : 0);
        }
    }

    /** @param status 0 if the stream was reset instead, or the connection ended */
    record Answer(int status, Http2Headers headers, String body, Frame end) {}

    /** Agrees on HTTP/2, and says how it begins. */
    RawStreams(int port) {
        this(port, new int[0]);
    }

    /** @param settings pairs of a number and a value */
    RawStreams(int port, int... settings) {
        try {
            socket = (SSLSocket) TestCertificate.trusting().getSocketFactory().createSocket("127.0.0.1", port);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2"});
            socket.setSSLParameters(parameters);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.startHandshake();
            out = socket.getOutputStream();
            in = new DataInputStream(socket.getInputStream());
            out.write(PREFACE.getBytes(StandardCharsets.US_ASCII));
            ByteBuffer payload = ByteBuffer.allocate(settings.length * 3);
            for (int i = 0; i < settings.length; i += 2) {
                payload.putShort((short) settings[i]).putInt(settings[i + 1]);
            }
            frame(SETTINGS, 0, 0, payload.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Which protocol was agreed on. */
    String protocol() {
        return socket.getApplicationProtocol();
    }

    void frame(int type, int flags, int stream, byte[] payload) throws IOException {
        out.write(bytes(type, flags, stream, payload));
        out.flush();
    }

    static byte[] bytes(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    void raw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Asks for something, without a body. */
    void get(int stream, String path, String... headers) throws IOException {
        frame(HEADERS, END_STREAM | END_HEADERS, stream, head("GET", path, headers));
    }

    /** Begins to ask for something. */
    void post(int stream, String path, String... headers) throws IOException {
        frame(HEADERS, END_HEADERS, stream, head("POST", path, headers));
    }

    static byte[] head(String method, String path, String... headers) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        field(block, ":method", method);
        field(block, ":scheme", "https");
        field(block, ":authority", "shop");
        field(block, ":path", path);
        for (int i = 0; i < headers.length; i += 2) {
            field(block, headers[i], headers[i + 1]);
        }
        return block.toByteArray();
    }

    /** A block of just these (RFC 7541: literal, never indexed, not compressed). */
    static byte[] fields(String... headers) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (int i = 0; i < headers.length; i += 2) {
            field(block, headers[i], headers[i + 1]);
        }
        return block.toByteArray();
    }

    private static void field(ByteArrayOutputStream block, String name, String value) {
        block.write(0x10);
        text(block, name);
        text(block, value);
    }

    private static void text(ByteArrayOutputStream block, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int length = bytes.length;
        if (length < 127) {
            block.write(length);
        } else {
            block.write(127);
            for (length -= 127; length >= 128; length >>= 7) {
                block.write(length & 127 | 128);
            }
            block.write(length);
        }
        block.writeBytes(bytes);
    }

    /** The next one; null where the connection ends. */
    Frame read() throws IOException {
        try {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            byte[] payload = new byte[length];
            in.readFully(payload);
            return new Frame(type, flags, stream, payload);
        } catch (EOFException | SocketException e) {
            return null;
        }
    }

    /** The first of this kind; null where the connection ends before. */
    Frame await(int type) throws IOException {
        Frame frame = read();
        while (frame != null && frame.type != type) {
            frame = read();
        }
        return frame;
    }

    /** What a stream is answered; passes over all others. */
    Answer answer(int stream) throws IOException {
        Http2Headers headers = null;
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Frame frame = read(); frame != null; frame = read()) {
            if (frame.type == HEADERS) {
                Http2Headers read = decoded(frame);
                headers = frame.stream == stream && headers == null ? read : headers;
            }
            if (frame.stream == stream && frame.type == DATA) {
                body.write(frame.payload);
            }
            boolean over = frame.type == GO_AWAY || frame.stream == stream && (frame.ends() || frame.type == RESET);
            if (over) {
                int status =
                        headers == null ? 0 : Integer.parseInt(headers.status().toString());
                return new Answer(status, headers, body.toString(StandardCharsets.UTF_8), frame);
            }
        }
        return new Answer(0, headers, body.toString(StandardCharsets.UTF_8), null);
    }

    private Http2Headers decoded(Frame frame) {
        int before = (frame.flags & PRIORITY_FLAG) == 0 ? 0 : 5;
        ByteBuf block = Unpooled.wrappedBuffer(frame.payload, before, frame.payload.length - before);
        try {
            return heads.decodeHeaders(frame.stream, block);
        } catch (Http2Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the server has ended the connection, with or without a word. */
    boolean isClosed() throws IOException {
        Frame frame = read();
        while (frame != null) {
            frame = read();
        }
        return true;
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
