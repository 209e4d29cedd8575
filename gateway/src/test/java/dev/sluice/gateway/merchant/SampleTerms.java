package dev.sluice.gateway.merchant;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.format.kind.KindFormat;
import dev.sluice.json.InvalidFieldsException;
import dev.sluice.json.JsonTree;
import dev.sluice.sale.SaleTerms;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Sales to create, and what is wrong with requests. */
public final class SampleTerms {
    private SampleTerms() {}

    /** With as many tiers: t0, t1, … */
    public static JsonObject json(int tiers) {
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

    /** A sale with as many tiers. */
    public static SaleTerms sale(int tiers) {
        return SaleTermsJson.create(map(tiers), KindFormat.Plans.NONE).terms();
    }

    static Map<String, Object> map(int tiers) {
        return map(json(tiers));
    }

    /** As it is read from a request. */
    static Map<String, Object> map(JsonObject json) {
        return JsonTree.object(json.toBuffer().getBytes());
    }

    /** The pointers of the fields that a reading finds wrong. */
    public static List<String> wrong(Supplier<?> reading) {
        return List.copyOf(catchThrowableOfType(InvalidFieldsException.class, reading::get)
                .byPointer()
                .keySet());
    }
}
