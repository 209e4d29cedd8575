package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.engine.writer.LiveSale;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A sale to create, as a merchant writes it. Open already, one unit, unless told otherwise. */
record TestSale(Map<String, String> fields) {
    static TestSale of(String id) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("id", "\"" + id + "\"");
        fields.put("title", "\"A sale\"");
        fields.put("opensAt", "\"" + TestClock.START.minusSeconds(60) + "\"");
        fields.put("limitPerUser", "2");
        return new TestSale(fields).units(1);
    }

    /** With a field of this JSON. */
    TestSale with(String name, String json) {
        Map<String, String> more = new LinkedHashMap<>(fields);
        more.put(name, json);
        return new TestSale(more);
    }

    TestSale units(long capacity) {
        return with("inventory", """
                {"kind": "counted", "tiers": [{"id": "standard", "name": "64G",
                  "price": {"amount": 400000, "currency": "CNY"}, "capacity": %d}]}""".formatted(capacity));
    }

    TestSale opensAt(java.time.Instant opens) {
        return with("opensAt", "\"" + opens + "\"");
    }

    TestSale waitlist(int capacity) {
        return with("waitlist", "{\"capacity\": " + capacity + "}");
    }

    String json() {
        return fields.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\": " + field.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** Creates it, and waits for its writer. */
    Answer create(RunningSluice sluice) {
        Answer created = sluice.merchant().post("/v1/admin/sales", json());
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        Await.until(
                "the writer of " + created.id() + " has loaded",
                () -> sluice.sales.find(created.id()).state() == LiveSale.State.RUNNING);
        return created;
    }
}
