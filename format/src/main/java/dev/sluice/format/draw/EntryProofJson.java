package dev.sluice.format.draw;

import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.Json;
import dev.sluice.json.JsonTree;
import dev.sluice.sale.draw.DrawEntry;
import dev.sluice.sale.draw.EntryProof;
import dev.sluice.sale.draw.EntryTree;
import dev.sluice.sale.draw.InclusionProof;
import java.util.List;

/** What an entrant is given of their own entry, as JSON. Any thread may use it. */
public final class EntryProofJson {
    private static final int MAX_PATH = 32;
    private static final int HASH_DIGITS = 64;

    private EntryProofJson() {}

    /** UTF-8. */
    public static byte[] write(EntryProof proof) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("sale", proof.sale());
            json.writeStringField("user", proof.user());
            json.writeStringField("blind", proof.blind());
            EntryFields.write(json, proof.entry());
            json.writeStringField("leaf", proof.inclusion().leaf());
            json.writeNumberField("index", proof.inclusion().index());
            json.writeNumberField("entries", proof.inclusion().entries());
            json.writeArrayFieldStart("path");
            for (String hash : proof.inclusion().path()) {
                json.writeString(hash);
            }
            json.writeEndArray();
            json.writeStringField("root", proof.root());
            json.writeEndObject();
        });
    }

    /** @throws dev.sluice.json.InvalidFieldsException with all that it cannot be */
    public static EntryProof read(byte[] bytes) {
        FieldErrors errors = new FieldErrors();
        FieldReader json = new FieldReader("", JsonTree.object(bytes), errors);
        String sale = EntryFields.text(json, "sale", null);
        String user = EntryFields.text(json, "user", null);
        String blind = DrawFields.hex(json, "blind", 32, 128);
        DrawEntry entry = EntryFields.read(json);
        String leaf = DrawFields.hex(json, "leaf", HASH_DIGITS, HASH_DIGITS);
        int entries = (int) json.number("entries", 1, EntryTree.MAX_ENTRIES, null);
        int index = (int) json.number("index", 0, EntryTree.MAX_ENTRIES - 1L, null);
        List<String> path = json.texts("path", 0, MAX_PATH, HASH_DIGITS);
        String root = DrawFields.hex(json, "root", HASH_DIGITS, HASH_DIGITS);
        json.refuseOthers();
        errors.throwIfAny();
        InclusionProof inclusion = DrawFields.made(json, "index", () -> new InclusionProof(leaf, index, entries, path));
        DrawFields.made(json, "user", () -> DrawEntry.entrant(sale, user, blind));
        errors.throwIfAny();
        return new EntryProof(sale, user, blind, entry, inclusion, root);
    }
}
