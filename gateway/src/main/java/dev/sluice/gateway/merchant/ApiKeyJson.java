package dev.sluice.gateway.merchant;

import dev.sluice.engine.port.ApiKey;
import dev.sluice.engine.port.Scope;
import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import java.io.IOException;

/** A machine's key as JSON. */
final class ApiKeyJson {
    private ApiKeyJson() {}

    /** @param text with which it is used, to be shown once; null to leave it out */
    static void write(JsonWriter json, ApiKey key, String text) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", key.id());
        if (text != null) {
            json.writeStringField("key", text);
        }
        json.writeStringField("name", key.name());
        json.writeStringField("owner", key.owner());
        json.writeStringField("role", key.operator() ? "operator" : "merchant");
        json.writeArrayFieldStart("scopes");
        for (Scope scope : Scope.values()) {
            if (key.scopes().contains(scope)) {
                json.writeString(scope.word());
            }
        }
        json.writeEndArray();
        json.writeStringField("createdBy", key.createdBy());
        Json.time(json, "createdAt", key.createdAtMillis());
        time(json, "expiresAt", key.expiresAtMillis());
        time(json, "usedAt", key.usedAtMillis());
        time(json, "revokedAt", key.revokedAtMillis());
        if (key.revokedBy() != null) {
            json.writeStringField("revokedBy", key.revokedBy());
        }
        json.writeEndObject();
    }

    private static void time(JsonWriter json, String name, long millis) throws IOException {
        if (millis != 0) {
            Json.time(json, name, millis);
        }
    }
}
