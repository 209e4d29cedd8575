package dev.sluice.gateway.document;

import dev.sluice.engine.port.Deed;
import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import java.io.IOException;

/** Something that somebody did, as JSON. */
public final class DeedJson {
    private DeedJson() {}

    /** Without a status nobody knows what came of it. */
    public static void write(JsonWriter json, Deed.Entry entry) throws IOException {
        Deed deed = entry.deed();
        json.writeStartObject();
        json.writeStringField("id", Long.toString(entry.number()));
        Json.time(json, "at", deed.atMillis());
        json.writeStringField("subject", deed.subject());
        if (deed.key() != null) {
            json.writeStringField("key", deed.key());
        }
        json.writeArrayFieldStart("roles");
        for (String role : deed.roles()) {
            json.writeString(role);
        }
        json.writeEndArray();
        json.writeStringField("act", deed.act());
        if (deed.sale() != null) {
            json.writeStringField("sale", deed.sale());
        }
        json.writeArrayFieldStart("details");
        for (String detail : deed.details()) {
            json.writeString(detail);
        }
        json.writeEndArray();
        json.writeStringField("address", deed.address());
        json.writeStringField("request", deed.request());
        if (entry.result() != null) {
            write(json, entry.result());
        }
        json.writeEndObject();
    }

    private static void write(JsonWriter json, Deed.Result result) throws IOException {
        Json.time(json, "endedAt", result.atMillis());
        json.writeNumberField("status", result.status());
        if (result.code() != null) {
            json.writeStringField("code", result.code());
        }
        if (result.made() != null) {
            json.writeStringField("made", result.made());
        }
    }
}
