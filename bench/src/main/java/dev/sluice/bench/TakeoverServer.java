package dev.sluice.bench;

import dev.sluice.app.cluster.LocalCluster;
import dev.sluice.app.cluster.NodeFile;
import dev.sluice.app.process.ChildNode;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.http.TokenSource;
import dev.sluice.process.FreePort;
import dev.sluice.process.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A server of everything, at default settings, as a process of its own on a ledger that is there. It ends with this process, however that ends. One thread starts and closes it; any may buy. */
final class TakeoverServer implements AutoCloseable {
    private static final Duration START_PATIENCE = Duration.ofSeconds(120);
    /** With an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final String STANDS_BY = "all sales are another process's";

    private final ChildNode process;
    private final ShopClient shop;

    private TakeoverServer(ChildNode process, ShopClient shop) {
        this.process = process;
        this.shop = shop;
    }

    /**
     * Not started yet.
     *
     * @param folder for its settings and its log
     * @param common settings that all have
     */
    static TakeoverServer of(String name, Path folder, Place place, Map<String, String> common, TokenSource tokens)
            throws IOException {
        int port = FreePort.any();
        Map<String, String> settings = new HashMap<>(common);
        settings.put("http.host", place.host());
        settings.put("http.port", Integer.toString(port));
        settings.put("node.name", name);
        Path file = NodeFile.write(folder.resolve(name + ".properties"), settings);
        ChildNode process = new ChildNode(
                name,
                place.enter(),
                LocalCluster.Shape.demo().jvm(),
                List.of("node", "--config", file.toString()),
                folder.resolve(name + ".log"));
        URI url = URI.create("http://" + place.host() + ":" + port);
        return new TakeoverServer(process, new ShopClient(url, tokens, (_, _, _) -> {}, PATIENCE));
    }

    ShopClient shop() {
        return shop;
    }

    ProcessHandle handle() {
        return ProcessHandle.of(process.pid()).orElseThrow();
    }

    /** Starts it, anew if it was there, and returns when it sells what there is. */
    void startToSell() throws IOException, InterruptedException {
        start("is ready", shop::isReady);
    }

    /** Starts it, anew if it was there, and returns when it waits for another one's end. */
    void startToStandBy() throws IOException, InterruptedException {
        start("stands by", this::standsBy);
    }

    private void start(String fact, BooleanSupplier up) throws IOException, InterruptedException {
        end();
        process.start();
        boolean came = Await.within(START_PATIENCE, () -> up.getAsBoolean() || !process.isAlive());
        if (!came || !process.isAlive()) {
            throw new IllegalStateException("not within " + START_PATIENCE.toSeconds() + " s: " + process.name() + " "
                    + fact + "; it said " + Files.readString(process.log()));
        }
    }

    /** Whether it is there and owns nothing. */
    boolean standsBy() {
        try {
            return shop.anybody().get("/health/ready").body().contains(STANDS_BY);
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Buys a unit as somebody. Returns the reservation's id; null if it was not given. */
    String buy(String sale, String user) {
        try {
            Answer answer = shop.as(user).buy(sale, "key", 1);
            return answer.status() == 201 ? answer.id() : null;
        } catch (UncheckedIOException e) {
            return null; // nobody is there, or nobody answers
        }
    }

    private void end() throws InterruptedException {
        if (process.isAlive()) {
            process.kill();
        }
    }

    @Override
    public void close() {
        shop.close();
        try {
            end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
