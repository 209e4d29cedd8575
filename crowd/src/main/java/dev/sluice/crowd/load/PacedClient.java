package dev.sluice.crowd.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A lean HTTP/1.1 client that loads a server as an open loop: every request has its time, at a fixed rate, whatever becomes of those before it.
 * Latency counts from that time, not from when the request could be sent: a server that keeps one waiting makes all late that come
 * meanwhile, and so they are counted (what leaves them out is called coordinated omission). Requests of one millisecond may go together. One thread.
 */
public final class PacedClient implements AutoCloseable {
    private static final int READ_BYTES = 64 * 1024;
    private static final int MAX_RECONNECTS = 10_000;
    private static final long LOOK_MILLIS = 1;
    /** As many go out before answers are looked at again. */
    private static final int AT_ONCE = 128;

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final InetSocketAddress server;
    private final Selector selector;
    private final List<LoadConnection> connections = new ArrayList<>();
    /** Those with nothing in flight; who has rested longest is first. */
    private final Deque<LoadConnection> idle = new ArrayDeque<>();

    private final List<LoadConnection> broken = new ArrayList<>();
    private final ByteBuffer in = ByteBuffer.allocateDirect(READ_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private ByteBuffer out = ByteBuffer.allocateDirect(0);
    private PacedTally tally;
    private int inFlight;

    /**
     * Opens the connections.
     *
     * @throws IOException when one does not open
     */
    public PacedClient(InetSocketAddress server, int connections) throws IOException {
        this.server = server;
        selector = Selector.open();
        for (int i = 0; i < connections; i++) {
            connect();
        }
    }

    private void connect() throws IOException {
        LoadConnection fresh = new LoadConnection(server, selector, false);
        connections.add(fresh);
        idle.add(fresh);
    }

    /**
     * Sends requests for so long, and waits up to five seconds for their answers.
     *
     * @param perSecond their rate; more than the source has sends them again from the first
     */
    public PacedTally run(RequestSource source, double perSecond, Duration length) throws IOException {
        tally = new PacedTally();
        out = ByteBuffer.allocateDirect(source.maxBytes());
        double nanosEach = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long total = (long) (length.toNanos() / nanosEach);
        long startNanos = System.nanoTime();
        long next = 0;
        boolean waits = false;
        long waitedUntil = 0; // whose time came while no connection was free
        while (true) {
            long sinceNanos = System.nanoTime() - startNanos;
            boolean over = sinceNanos >= length.toNanos();
            for (int i = 0; !over && i < AT_ONCE && next < total && next * nanosEach <= sinceNanos; i++) {
                waits = idle.isEmpty();
                if (waits) {
                    waitedUntil = Math.min(total, (long) (sinceNanos / nanosEach));
                    break;
                }
                send(source, next, startNanos + (long) (next * nanosEach), next <= waitedUntil && waitedUntil > 0);
                next++;
            }
            if ((over || next == total) && inFlight == 0) {
                break;
            }
            boolean isDue = next < total && !over && !waits && next * nanosEach <= sinceNanos;
            look(isDue);
            if (sinceNanos - length.toNanos() > GRACE.toNanos()) {
                connections.stream().filter(one -> one.index() >= 0).forEach(this::fail);
            }
            replaceBroken();
        }
        tally.unsent(total - next);
        return tally;
    }

    private void send(RequestSource source, long index, long dueNanos, boolean waited) {
        LoadConnection connection = idle.remove();
        out.clear();
        source.put((int) (index % source.count()), out);
        tally.sent(System.nanoTime() - dueNanos, waited);
        inFlight++;
        try {
            connection.send(index, out.flip(), dueNanos);
        } catch (IOException e) {
            fail(connection);
        }
    }

    private void look(boolean isDue) throws IOException {
        if (isDue) {
            selector.selectNow(this::ready);
        } else {
            selector.select(this::ready, LOOK_MILLIS);
        }
    }

    private void ready(SelectionKey key) {
        LoadConnection connection = (LoadConnection) key.attachment();
        try {
            if (key.isWritable()) {
                connection.sendRest();
            } else if (connection.receive(in)) {
                tally.response(connection.parser().status(), connection.startNanos(), System.nanoTime());
                connection.idle();
                inFlight--;
                idle.add(connection);
            }
        } catch (IOException | ResponseParser.MalformedResponse e) {
            fail(connection);
        }
    }

    private void fail(LoadConnection connection) {
        if (connection.index() != LoadConnection.IDLE) {
            tally.error();
            inFlight--;
            connection.idle();
        } else {
            idle.remove(connection);
        }
        broken.add(connection);
    }

    /** Outside of select, for closing and registering belong there. */
    private void replaceBroken() throws IOException {
        while (!broken.isEmpty()) {
            LoadConnection dead = broken.removeLast();
            dead.close();
            connections.remove(dead);
            if (tally.reconnects() < MAX_RECONNECTS) {
                tally.reconnect();
                try {
                    connect();
                } catch (IOException e) {
                    tally.error();
                }
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
