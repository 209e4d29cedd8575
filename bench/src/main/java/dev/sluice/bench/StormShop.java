package dev.sluice.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.crowd.goods.SaleDraft;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.http.SignedTokens;
import dev.sluice.crowd.merchant.Merchant;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** The sales that a load buys from, and their audit. */
final class StormShop implements AutoCloseable {
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
    private static final long HOLD_SECONDS = Duration.ofDays(1).toSeconds();
    private static final String COUNTED = """
            {"kind": "counted", "tiers": [
               {"id": "standard", "name": "Standard", "price": {"amount": 400000, "currency": "CNY"}, "capacity": %d}]}""";

    private final ShopClient client;
    private final Merchant merchant;

    StormShop(URI server, String secret) {
        client = client(server, secret);
        merchant = new Merchant(client);
    }

    /** Of anybody's, with tokens that are good for a day. */
    static ShopClient client(URI server, String secret) {
        Instant expires = Instant.now().plus(Duration.ofDays(1));
        return new ShopClient(server, new SignedTokens(secret.getBytes(UTF_8), expires));
    }

    /** Creates an open sale of this many units, two a buyer. */
    void create(String id, long units) {
        create(id, 2, COUNTED.formatted(units));
    }

    /** Creates an open sale of this inventory, a JSON object. */
    void create(String id, int limitPerUser, String inventory) {
        merchant.create(SaleDraft.of(id)
                .time("opensAt", LONG_AGO)
                .number("limitPerUser", limitPerUser)
                .number("holdSeconds", HOLD_SECONDS)
                .inventory(inventory));
    }

    /** Whether the sale's rows add up. */
    boolean balances(String id) {
        return merchant.balances(id);
    }

    @Override
    public void close() {
        client.close();
    }
}
