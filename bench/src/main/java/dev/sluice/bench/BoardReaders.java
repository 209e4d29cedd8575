package dev.sluice.bench;

import dev.sluice.crowd.http.TokenSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Programs that read the events of a sale's board at the same time, each a thread of its own, until this is closed. */
final class BoardReaders implements AutoCloseable {
    /** As many may one user have. */
    private static final int EACH = 20;

    private static final int OK = 200;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<InputStream> streams = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder events = new LongAdder();
    private long startNanos;

    private BoardReaders() {}

    /** Begins to read; returns when all are let in. */
    static BoardReaders start(URI server, String sale, TokenSource tokens, int count)
            throws IOException, InterruptedException {
        BoardReaders readers = new BoardReaders();
        for (int i = 0; i < count; i++) {
            readers.read(
                    server.resolve("/v1/admin/sales/" + sale + "/live"),
                    tokens.token("watcher-" + i / EACH, "operator"));
        }
        readers.startNanos = System.nanoTime();
        return readers;
    }

    private void read(URI board, String token) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = client.send(
                HttpRequest.newBuilder(board)
                        .header("Accept", "text/event-stream")
                        .header("Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofInputStream());
        if (response.statusCode() != OK) {
            close();
            throw new IllegalStateException("a board was refused: " + response.statusCode());
        }
        streams.add(response.body());
        threads.add(Thread.ofVirtual().start(() -> drain(response.body())));
    }

    private void drain(InputStream stream) {
        byte[] piece = new byte[8_192];
        int before = 0;
        try {
            for (int length = stream.read(piece); length > 0; length = stream.read(piece)) {
                bytes.add(length);
                for (int i = 0; i < length; i++) {
                    if (piece[i] == '\n' && before == '\n') {
                        events.increment();
                    }
                    before = piece[i];
                }
            }
        } catch (IOException _) {
            // It was closed.
        }
    }

    /** Of all of them, until now. */
    long events() {
        return events.sum();
    }

    /** Since all were let in. */
    double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    /** Of all of them, until now. */
    long bytes() {
        return bytes.sum();
    }

    @Override
    public void close() {
        try {
            for (InputStream stream : streams) {
                stream.close();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.shutdownNow();
        client.close();
    }
}
