package dev.sluice.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.http.SignedTokens;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How long after it answered whoever bought the last unit of a sale a gateway still shows that unit: the way of the news from a writer in
 * another process, with the time that the answer of who looks takes. One thread.
 */
final class NewsProbe implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final StormShop shop;
    private final ShopClient client;
    private int sales;

    NewsProbe(URI server, String secret, StormShop shop) {
        this.shop = shop;
        this.client = new ShopClient(
                server, new SignedTokens(secret.getBytes(UTF_8), Instant.now().plus(Duration.ofDays(1))));
    }

    /** Sells last units for so long. Returns how long each was still shown, in milliseconds, the shortest first. */
    List<Double> during(int seconds) {
        List<Double> millis = new ArrayList<>();
        long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() - endNanos < 0) {
            millis.add(sellOne());
        }
        return millis.stream().sorted().toList();
    }

    private double sellOne() {
        String sale = "last-unit-" + ++sales;
        shop.create(sale, 1);
        Answer bought = client.as("somebody").buy(sale, "k", 1);
        long soldNanos = System.nanoTime();
        if (bought.status() != 201) {
            throw new IllegalStateException("the only unit was not sold: " + bought);
        }
        while (left(sale) > 0) {
            if (System.nanoTime() - soldNanos > PATIENCE.toNanos()) {
                throw new IllegalStateException("the gateway does not hear that " + sale + " is sold out");
            }
        }
        return (System.nanoTime() - soldNanos) / 1e6;
    }

    private long left(String sale) {
        return client.anybody().get("/v1/sales/" + sale).number("/tiers/0/available");
    }

    @Override
    public void close() {
        client.close();
    }
}
