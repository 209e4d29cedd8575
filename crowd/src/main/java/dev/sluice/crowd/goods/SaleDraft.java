package dev.sluice.crowd.goods;

import dev.sluice.json.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A sale to create, as a merchant writes it: its fields, each with its JSON. Immutable. */
public record SaleDraft(String id, Map<String, String> fields) {
    /** With an id and a title; everything else is to be said. */
    public static SaleDraft of(String id) {
        return new SaleDraft(id, Map.of()).text("id", id).text("title", "Sale " + id);
    }

    /** With a field of this JSON, instead of what it had. */
    public SaleDraft with(String name, String json) {
        Map<String, String> more = new LinkedHashMap<>(fields);
        more.put(name, json);
        return new SaleDraft(id, more);
    }

    public SaleDraft text(String name, String text) {
        return with(name, Json.text(json -> json.writeString(text)));
    }

    public SaleDraft number(String name, long number) {
        return with(name, Long.toString(number));
    }

    public SaleDraft time(String name, Instant time) {
        return text(name, time.toString());
    }

    /** A JSON object. */
    public SaleDraft inventory(String json) {
        return with("inventory", json);
    }

    public SaleDraft waitlist(int capacity) {
        return with("waitlist", "{\"capacity\": " + capacity + "}");
    }

    public String json() {
        return fields.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\": " + field.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
