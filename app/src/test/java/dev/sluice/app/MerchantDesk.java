package dev.sluice.app;

import dev.sluice.crowd.http.DemoTokens;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.http.Visitor;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/** Whoever uses a demo without its pages: the merchant, and the others in the crowd. Blocks. */
final class MerchantDesk implements AutoCloseable {
    private final ShopClient shop;
    private final Visitor merchant;

    MerchantDesk(String url) {
        URI root = URI.create(url);
        shop = new ShopClient(root, new DemoTokens(root));
        merchant = shop.as("merchant", "merchant");
    }

    /** Puts something on sale, open at once, with these fields of JSON beside the usual ones. */
    void sell(String id, String inventory, Map<String, Object> fields) {
        JsonObject sale = new JsonObject()
                .put("id", id)
                .put("title", "Sale " + id)
                .put("opensAt", Instant.now().minusSeconds(1).toString())
                .put("closesAt", Instant.now().plusSeconds(3_600).toString())
                .put("limitPerUser", 4)
                .put("holdSeconds", 600)
                .put("inventory", new JsonObject(inventory));
        fields.forEach(sale::put);
        merchant.post("/v1/admin/sales", sale.encode()).expect(201);
    }

    void close(String sale) {
        merchant.post("/v1/admin/sales/" + sale + "/close", "").expect(200);
    }

    /** Somebody else buys. */
    void buy(String user, String sale, String body) {
        shop.as(user).reserve(sale, user, body).expect(201);
    }

    @Override
    public void close() {
        shop.close();
    }
}
