package dev.sluice.gateway.operate;

import dev.sluice.engine.port.Blocklist;
import dev.sluice.gateway.address.AddressRange;
import dev.sluice.json.FieldReader;
import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import java.io.IOException;

/** One entry of the blocklist, as people write it. */
final class BlockEntries {
    private static final int MAX_USER = 200;
    private static final int MAX_REASON = 500;
    private static final int MAX_RANGE = 50;

    private BlockEntries() {}

    /** Null, with errors, if it is not in order. @param nowMillis before which none ends */
    static Blocklist.Entry read(FieldReader entry, long nowMillis) {
        int before = entry.errors().count();
        boolean ofUser = entry.has("user");
        if (ofUser == entry.has("addresses")) {
            entry.errors().add(entry.pointer("user"), "is needed, or addresses, and not both");
        }
        String user = ofUser ? entry.text("user", 1, MAX_USER, null) : null;
        String addresses = entry.has("addresses") ? range(entry) : null;
        String reason = entry.text("reason", 1, MAX_REASON, null);
        boolean suspect = entry.flag("suspect", false);
        long until = entry.has("until") ? entry.time("until", null) : 0;
        if (entry.has("until") && until != 0 && until <= nowMillis) {
            entry.wrong("until", "is over");
        }
        entry.refuseOthers();
        return entry.errors().count() > before
                ? null
                : new Blocklist.Entry(0, user, addresses, suspect, reason, until, nowMillis);
    }

    private static String range(FieldReader entry) {
        String text = entry.text("addresses", 1, MAX_RANGE, null);
        if (text == null) {
            return null;
        }
        try {
            return AddressRange.parse(text).toString();
        } catch (IllegalArgumentException e) {
            entry.wrong("addresses", e.getMessage());
            return null;
        }
    }

    static void write(JsonWriter json, Blocklist.Entry entry) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", Long.toString(entry.number()));
        if (entry.user() == null) {
            json.writeStringField("addresses", entry.addresses());
        } else {
            json.writeStringField("user", entry.user());
        }
        json.writeStringField("reason", entry.reason());
        json.writeBooleanField("suspect", entry.suspect());
        if (entry.untilMillis() != 0) {
            Json.time(json, "until", entry.untilMillis());
        }
        Json.time(json, "createdAt", entry.createdMillis());
        json.writeEndObject();
    }
}
