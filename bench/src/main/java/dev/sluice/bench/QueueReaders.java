package dev.sluice.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Connections that ask for one document, each again as soon as it has it: little work, so that the server's shows. */
final class QueueReaders {
    private static final String LENGTH = "content-length: ";
    private static final int READ_MILLIS = 5_000;

    private final int port;
    private final byte[] request;
    private final int connections;

    QueueReaders(int port, String path, int connections) {
        this.port = port;
        this.request = ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(US_ASCII);
        this.connections = connections;
    }

    /** Asks for so long. Returns how many came, all of them whole. */
    long run(int seconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        AtomicLong asked = new AtomicLong();
        AtomicReference<Exception> failure = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    asked.addAndGet(read(end));
                } catch (IOException | RuntimeException e) {
                    failure.set(e);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (failure.get() != null) {
            throw new IllegalStateException("a document did not come", failure.get());
        }
        return asked.get();
    }

    private long read(long end) throws IOException {
        long read = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(READ_MILLIS);
            byte[] buffer = new byte[8_192];
            InputStream in = socket.getInputStream();
            while (System.nanoTime() < end) {
                socket.getOutputStream().write(request);
                readOne(in, buffer);
                read++;
            }
        }
        return read;
    }

    private static void readOne(InputStream in, byte[] buffer) throws IOException {
        int size = 0;
        int whole = Integer.MAX_VALUE;
        while (size < whole) {
            int more = in.read(buffer, size, buffer.length - size);
            if (more < 0) {
                throw new IOException("closed after " + size + " bytes");
            }
            size += more;
            if (whole == Integer.MAX_VALUE) {
                whole = length(new String(buffer, 0, size, US_ASCII));
            }
        }
    }

    /** Of the answer, with its head; without end while that is not whole. */
    private static int length(String read) {
        int head = read.indexOf("\r\n\r\n");
        if (head < 0) {
            return Integer.MAX_VALUE;
        }
        if (!read.startsWith("HTTP/1.1 200")) {
            throw new IllegalStateException("no document: " + read);
        }
        int at = read.toLowerCase(java.util.Locale.ROOT).indexOf(LENGTH) + LENGTH.length();
        return head + 4 + Integer.parseInt(read.substring(at, read.indexOf('\r', at)));
    }

    /** Waits until somebody listens. */
    static void awaitPort(int port, Process process) throws InterruptedException {
        for (int i = 0; i < 500; i++) {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("it ended with " + process.exitValue(), e);
                }
                Thread.sleep(10);
            }
        }
        throw new IllegalStateException("nobody listens");
    }
}
