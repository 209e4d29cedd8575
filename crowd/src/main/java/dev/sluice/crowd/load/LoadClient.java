package dev.sluice.crowd.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A lean HTTP/1.1 client that loads a server through a fixed number of keep-alive connections, as a closed loop: as many requests
 * are in flight as there are connections. Latency counts from the writing of a request to the reading of its last byte, so it
 * includes the wait for this client's own thread.
 */
public final class LoadClient implements AutoCloseable {
    private final List<LoadLoop> loops = new ArrayList<>();

    /**
     * Opens the connections.
     *
     * @param threads how many threads share them; one loads two cores' worth of server
     * @throws IOException when one does not open
     */
    public LoadClient(InetSocketAddress server, int connections, int threads, ResponseSink sink) throws IOException {
        for (int i = 0; i < threads; i++) {
            int share = connections / threads + (i < connections % threads ? 1 : 0);
            loops.add(new LoadLoop(server, share, sink));
        }
    }

    /**
     * Sends one phase and waits for its end.
     *
     * @throws UncheckedIOException when a selector fails; failing connections are only counted
     */
    public LoadTally run(LoadPhase phase) {
        List<CompletableFuture<LoadTally>> running = loops.stream()
                .map(loop -> CompletableFuture.supplyAsync(
                        () -> run(loop, phase),
                        task -> Thread.ofPlatform().name("load").start(task)))
                .toList();
        LoadTally total = new LoadTally(phase.startNanos());
        try {
            running.forEach(tally -> total.add(tally.join()));
        } catch (CompletionException e) {
            throw e.getCause() instanceof UncheckedIOException io ? io : e;
        }
        return total;
    }

    private static LoadTally run(LoadLoop loop, LoadPhase phase) {
        try {
            return loop.run(phase);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        for (LoadLoop loop : loops) {
            loop.close();
        }
    }
}
