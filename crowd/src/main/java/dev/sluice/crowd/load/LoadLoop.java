package dev.sluice.crowd.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Some connections and the one thread that drives them: each sends its next request as soon as its response is whole. Connections
 * stay open between phases. A request in flight costs no allocation and two system calls, plus its share of a select.
 */
final class LoadLoop implements AutoCloseable {
    private static final int READ_BYTES = 64 * 1024;
    private static final int MAX_RECONNECTS = 1_000;
    private static final long SELECT_MILLIS = 50;
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final InetSocketAddress server;
    private final ResponseSink sink;
    private final Selector selector;
    private final List<LoadConnection> connections = new ArrayList<>();
    private final List<LoadConnection> broken = new ArrayList<>();
    private final ByteBuffer in = ByteBuffer.allocateDirect(READ_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private ByteBuffer out = ByteBuffer.allocateDirect(0);
    private LoadPhase phase;
    private LoadTally tally;
    private int inFlight;

    LoadLoop(InetSocketAddress server, int connections, ResponseSink sink) throws IOException {
        this.server = server;
        this.sink = sink;
        this.selector = Selector.open();
        for (int i = 0; i < connections; i++) {
            this.connections.add(new LoadConnection(server, selector, sink.wantsLocation()));
        }
    }

    /**
     * Runs one phase to its end, on the calling thread: until nothing is in flight any more. Requests unanswered five seconds after
     * the deadline count as errors.
     */
    LoadTally run(LoadPhase phase) throws IOException {
        this.phase = phase;
        tally = new LoadTally(phase.startNanos());
        out = ByteBuffer.allocateDirect(phase.source().maxBytes());
        for (LoadConnection connection : connections) {
            sendNext(connection, System.nanoTime());
        }
        replaceBroken();
        while (inFlight > 0) {
            selector.select(this::ready, SELECT_MILLIS);
            replaceBroken();
            if (phase.overdue(System.nanoTime(), GRACE)) {
                connections.stream().filter(c -> c.index() >= 0).forEach(this::fail);
                replaceBroken();
            }
        }
        return tally;
    }

    private void ready(SelectionKey key) {
        LoadConnection connection = (LoadConnection) key.attachment();
        try {
            if (key.isWritable()) {
                connection.sendRest();
            } else if (connection.receive(in)) {
                answered(connection, System.nanoTime());
            }
        } catch (IOException | ResponseParser.MalformedResponse e) {
            fail(connection);
        }
    }

    private void answered(LoadConnection connection, long nowNanos) {
        ResponseParser parser = connection.parser();
        tally.response(parser.status(), connection.startNanos(), nowNanos);
        sink.response(connection.index(), parser.status(), parser.location());
        connection.idle();
        inFlight--;
        sendNext(connection, nowNanos);
    }

    private void sendNext(LoadConnection connection, long nowNanos) {
        long index = phase.take(nowNanos);
        if (index < 0) {
            return;
        }
        RequestSource source = phase.source();
        out.clear();
        source.put((int) (index % source.count()), out);
        inFlight++;
        try {
            connection.send(index, out.flip(), nowNanos);
        } catch (IOException e) {
            fail(connection);
        }
    }

    private void fail(LoadConnection connection) {
        if (connection.index() != LoadConnection.IDLE) {
            tally.error();
            inFlight--;
            connection.idle();
        }
        broken.add(connection);
    }

    /** Outside of select, for closing and registering belong there. A server that is gone ends the phase by this bound. */
    private void replaceBroken() throws IOException {
        while (!broken.isEmpty()) {
            LoadConnection dead = broken.removeLast();
            dead.close();
            connections.remove(dead);
            if (tally.reconnects() >= MAX_RECONNECTS) {
                continue;
            }
            tally.reconnect();
            try {
                LoadConnection fresh = new LoadConnection(server, selector, sink.wantsLocation());
                connections.add(fresh);
                sendNext(fresh, System.nanoTime());
            } catch (IOException e) {
                tally.error();
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (LoadConnection connection : connections) {
            connection.close();
        }
        selector.close();
    }
}
