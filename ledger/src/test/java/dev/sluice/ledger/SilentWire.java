package dev.sluice.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A way to a server that can be cut as a network is: nothing more comes through, and neither end is told. What was connected before stays dead;
 * what connects after it was mended gets through.
 */
final class SilentWire implements AutoCloseable {
    private final ServerSocket listening;
    private final int port;
    private final List<Pair> pairs = new CopyOnWriteArrayList<>();
    private volatile boolean cut;

    /** One connection. */
    private static final class Pair {
        final Socket near;
        final Socket far;
        volatile boolean dead;

        Pair(Socket near, Socket far) {
            this.near = near;
            this.far = far;
        }
    }

    SilentWire(int port) {
        this.port = port;
        try {
            this.listening = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    void cut() {
        cut = true;
        pairs.forEach(pair -> pair.dead = true);
    }

    void mend() {
        cut = false;
    }

    private void accept() {
        try {
            while (true) {
                Socket near = listening.accept();
                Pair pair = new Pair(near, new Socket(InetAddress.getLoopbackAddress(), port));
                pair.dead = cut;
                pairs.add(pair);
                Thread.ofVirtual().start(() -> carry(pair, pair.near, pair.far));
                Thread.ofVirtual().start(() -> carry(pair, pair.far, pair.near));
            }
        } catch (IOException e) {
            close(); // it was closed, or its server is gone
        }
    }

    private static void carry(Pair pair, Socket from, Socket to) {
        byte[] bytes = new byte[65_536];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int count = in.read(bytes);
            while (count >= 0) {
                if (!pair.dead) {
                    out.write(bytes, 0, count);
                }
                count = in.read(bytes);
            }
        } catch (IOException e) {
            // The other end has gone, which is told below.
        }
        if (!pair.dead) {
            shut(to);
        }
    }

    private static void shut(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Pair pair : pairs) {
            shut(pair.near);
            shut(pair.far);
        }
    }
}
