package dev.sluice.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.crowd.goods.SaleDraft;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.http.SignedTokens;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.crowd.merchant.Merchant;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/** A shopper who looks closely: how long an answer takes, and how late what is due by time is seen. One thread. */
final class SalesProbe implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 10_000;
    private static final String ONE_UNIT = """
            {"kind": "counted", "tiers": [
               {"id": "one", "name": "One", "price": {"amount": 100, "currency": "CNY"}, "capacity": 1}]}""";

    private final URI server;
    private final ShopClient shop;
    private final Merchant merchant;
    private final Visitor somebody;
    private int sales;

    SalesProbe(URI server, String secret) {
        this.server = server;
        Instant expires = Instant.now().plus(Duration.ofDays(1));
        this.shop = new ShopClient(server, new SignedTokens(secret.getBytes(UTF_8), expires));
        this.merchant = new Merchant(shop);
        this.somebody = shop.as("somebody");
    }

    /** Asks so many times, one after the other. */
    void ask(String path, int calls) {
        for (int i = 0; i < calls; i++) {
            somebody.get(path).expect(200);
        }
    }

    /** Milliseconds after its time at which a new sale is seen to be open. */
    double openingLateMillis() {
        Instant opens = Instant.now().plusMillis(300);
        String sale = create(opens);
        return lateMillis(opens, sale, body -> body.contains("\"status\":\"OPEN\""));
    }

    /** Milliseconds after its deadline at which the only unit of a sale is seen to be free again. */
    double expiryLateMillis() {
        String sale = create(Instant.now().minusSeconds(1));
        Answer held = shop.as("prober")
                .reserve(sale, sale, "{\"tier\":\"one\",\"quantity\":1}")
                .expect(201);
        Instant due = Instant.parse(held.text("/expiresAt"));
        return lateMillis(due, sale, body -> body.contains("\"available\":1"));
    }

    private String create(Instant opens) {
        String sale = "probe-" + server.getPort() + "-" + ++sales;
        merchant.create(SaleDraft.of(sale)
                .time("opensAt", opens)
                .number("limitPerUser", 4)
                .number("holdSeconds", 1)
                .inventory(ONE_UNIT));
        return sale;
    }

    private double lateMillis(Instant due, String sale, Predicate<String> seen) {
        long deadline = due.toEpochMilli() + PATIENCE_MILLIS;
        while (!seen.test(somebody.get("/v1/sales/" + sale).expect(200).body())) {
            if (System.currentTimeMillis() > deadline) {
                throw new IllegalStateException("what was due at " + due + " in " + sale + " is not seen");
            }
        }
        Instant now = Instant.now();
        return (now.getEpochSecond() - due.getEpochSecond()) * 1e3 + (now.getNano() - due.getNano()) / 1e6;
    }

    @Override
    public void close() {
        shop.close();
    }
}
