package dev.sluice.crowd.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A keep-alive connection with at most one request in flight; one thread. The buffers are the thread's and shared by all its
 * connections, so what is half read or half written moves here, which is rare.
 */
final class LoadConnection implements AutoCloseable {
    static final long IDLE = -1;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ResponseParser parser;
    private byte[] halfRead;
    private ByteBuffer halfWritten;
    private long index = IDLE;
    private long startNanos;

    /** Connects, waiting for it, and from then on waits no more. */
    LoadConnection(InetSocketAddress server, Selector selector, boolean keepsLocation) throws IOException {
        channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(server);
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
        parser = new ResponseParser(keepsLocation);
    }

    /** Sends what {@code out} holds from position to limit as request {@code index}. */
    void send(long index, ByteBuffer out, long nowNanos) throws IOException {
        this.index = index;
        startNanos = nowNanos;
        channel.write(out);
        if (out.hasRemaining()) {
            halfWritten = ByteBuffer.allocateDirect(out.remaining()).put(out).flip();
            key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }

    /** Sends what would not go at once. */
    void sendRest() throws IOException {
        channel.write(halfWritten);
        if (!halfWritten.hasRemaining()) {
            halfWritten = null;
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    /**
     * Reads what is there.
     *
     * @param in scratch, larger than a head; what it holds afterwards is of no use
     * @return whether the response is whole
     * @throws EOFException when the server closed
     * @throws ResponseParser.MalformedResponse when it cannot be read, or nothing was asked
     */
    boolean receive(ByteBuffer in) throws IOException {
        in.clear();
        if (halfRead != null) {
            in.put(halfRead);
            halfRead = null;
        }
        if (channel.read(in) < 0) {
            throw new EOFException("closed by the server");
        }
        in.flip();
        boolean whole = parser.parse(in);
        if (in.hasRemaining()) {
            keep(in, whole);
        }
        if (whole && index == IDLE) {
            throw new ResponseParser.MalformedResponse("a response to no request");
        }
        return whole;
    }

    private void keep(ByteBuffer in, boolean whole) {
        if (whole) {
            throw new ResponseParser.MalformedResponse("more than one response to a request");
        }
        halfRead = new byte[in.remaining()];
        in.get(halfRead);
    }

    /** The request in flight, or {@link #IDLE}. */
    long index() {
        return index;
    }

    void idle() {
        index = IDLE;
    }

    long startNanos() {
        return startNanos;
    }

    ResponseParser parser() {
        return parser;
    }

    @Override
    public void close() throws IOException {
        key.cancel();
        channel.close();
    }
}
