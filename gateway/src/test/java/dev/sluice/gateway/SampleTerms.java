package dev.sluice.gateway;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Supplier;

/** Sales to create, and what is wrong with requests. */
final class SampleTerms {
    private SampleTerms() {}

    /** With as many tiers: t0, t1, … */
    static JsonObject json(int tiers) {
        JsonObject inventory = new JsonObject("{\"kind\": \"counted\", \"tiers\": []}");
        for (int i = 0; i < tiers; i++) {
            inventory.getJsonArray("tiers").add(new JsonObject("""
                    {"id": "t%d", "price": {"amount": 100, "currency": "EUR"}, "capacity": 5}""".formatted(i)));
        }
        return new JsonObject()
                .put("id", "sale")
                .put("title", "A sale")
                .put("opensAt", "2026-12-01T00:00:00Z")
                .put("inventory", inventory);
    }

    /** The pointers of the fields that a reading finds wrong. */
    static List<String> wrong(Supplier<?> reading) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, reading::get);
        return refused.problem().extra().getJsonArray("errors").stream()
                .map(error -> ((JsonObject) error).getString("pointer"))
                .toList();
    }
}
