package dev.sluice.app;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** A sale as a merchant asks for it, open at once: one tier, at 10.00 a unit. */
record SaleSpec(String id, long capacity, int limitPerUser, int holdSeconds, String takeStock, int waitlist) {
    static final String MERCHANT = "merchant";
    static final String TIER = "standard";

    static SaleSpec holding(String id, long capacity, int limitPerUser, int holdSeconds) {
        return new SaleSpec(id, capacity, limitPerUser, holdSeconds, "HOLD", 0);
    }

    SaleSpec withWaitlist(int places) {
        return new SaleSpec(id, capacity, limitPerUser, holdSeconds, takeStock, places);
    }

    SaleSpec firstToPay() {
        return new SaleSpec(id, capacity, limitPerUser, holdSeconds, "PAYMENT", 0);
    }

    boolean takesAtPayment() {
        return takeStock.equals("PAYMENT");
    }

    JsonObject toJson() {
        JsonObject price = new JsonObject().put("amount", 1_000).put("currency", "EUR");
        JsonObject tier = new JsonObject().put("id", TIER).put("price", price).put("capacity", capacity);
        return new JsonObject()
                .put("id", id)
                .put("title", "A sale of a test")
                .put("opensAt", Instant.now().minusSeconds(1).toString())
                .put("closesAt", Instant.now().plusSeconds(86_400).toString())
                .put("limitPerUser", limitPerUser)
                .put("holdSeconds", holdSeconds)
                .put("takeStock", takeStock)
                .put("overbookPercent", 200)
                .put("inventory", new JsonObject().put("kind", "counted").put("tiers", new JsonArray().add(tier)))
                .put("waitlist", new JsonObject().put("capacity", waitlist));
    }
}
