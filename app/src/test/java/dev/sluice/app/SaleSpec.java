package dev.sluice.app;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.ShopClient;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** A sale as a merchant asks for it, open at once: one tier. */
record SaleSpec(
        String id, Goods goods, long capacity, int limitPerUser, int holdSeconds, String takeStock, int waitlist) {
    static final String MERCHANT = "merchant";
    static final String TIER = "standard";

    static SaleSpec holding(String id, long capacity, int limitPerUser, int holdSeconds) {
        return new SaleSpec(id, Goods.COUNTED, capacity, limitPerUser, holdSeconds, "HOLD", 0);
    }

    /** Of something else, with the capacity that its tier has. */
    SaleSpec of(Goods other) {
        return new SaleSpec(id, other, capacity, limitPerUser, holdSeconds, takeStock, waitlist);
    }

    SaleSpec withWaitlist(int places) {
        return new SaleSpec(id, goods, capacity, limitPerUser, holdSeconds, takeStock, places);
    }

    SaleSpec firstToPay() {
        return new SaleSpec(id, goods, capacity, limitPerUser, holdSeconds, "PAYMENT", 0);
    }

    boolean takesAtPayment() {
        return takeStock.equals("PAYMENT");
    }

    Answer create(ShopClient shop) {
        return shop.as(MERCHANT, "merchant").post("/v1/admin/sales", toJson().encode());
    }

    private JsonObject toJson() {
        return new JsonObject()
                .put("id", id)
                .put("title", "A sale of a test")
                .put("opensAt", Instant.now().minusSeconds(1).toString())
                .put("closesAt", Instant.now().plusSeconds(86_400).toString())
                .put("limitPerUser", limitPerUser)
                .put("holdSeconds", holdSeconds)
                .put("takeStock", takeStock)
                .put("overbookPercent", 200)
                .put("inventory", goods.inventory(capacity))
                .put("waitlist", new JsonObject().put("capacity", waitlist));
    }
}
