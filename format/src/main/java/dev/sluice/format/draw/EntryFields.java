package dev.sluice.format.draw;

import dev.sluice.json.FieldReader;
import dev.sluice.json.JsonWriter;
import dev.sluice.sale.draw.DrawEntry;
import java.io.IOException;

/** What of an entry everybody may see, as fields of an object. */
final class EntryFields {
    private EntryFields() {}

    static void write(JsonWriter json, DrawEntry entry) throws IOException {
        json.writeStringField("entrant", entry.entrant());
        if (!entry.tier().isEmpty()) {
            json.writeStringField("tier", entry.tier());
        }
        json.writeNumberField("quantity", entry.quantity());
        if (!entry.preferences().isEmpty()) {
            json.writeStringField("preferences", entry.preferences());
        }
    }

    /** Null, with an error, for what is no entry. */
    static DrawEntry read(FieldReader json) {
        int before = json.errors().count();
        String entrant = DrawFields.hex(json, "entrant", 64, 64);
        String tier = text(json, "tier", "");
        int quantity = (int) json.number("quantity", 1, Integer.MAX_VALUE, null);
        String preferences = text(json, "preferences", "");
        return json.errors().count() > before
                ? null
                : DrawFields.made(json, "entrant", () -> new DrawEntry(entrant, tier, quantity, preferences));
    }

    /** A text that may be anything; what it must be is the draw's business. */
    static String text(FieldReader json, String name, String otherwise) {
        Object value = json.raw(name);
        if (value == null && otherwise != null) {
            return otherwise;
        }
        if (value instanceof String text && DrawEntry.isText(text)) {
            return text;
        }
        json.wrong(name, "is a text of at most 4,096 bytes");
        return otherwise;
    }
}
