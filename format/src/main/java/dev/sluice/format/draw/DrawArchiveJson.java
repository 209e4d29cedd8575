package dev.sluice.format.draw;

import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.Json;
import dev.sluice.json.JsonTree;
import dev.sluice.json.JsonWriter;
import dev.sluice.sale.draw.BeaconValue;
import dev.sluice.sale.draw.DrawArchive;
import dev.sluice.sale.draw.DrawEntry;
import dev.sluice.sale.draw.DrawSeal;
import dev.sluice.sale.draw.EntryTree;
import dev.sluice.sale.draw.Fairness;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The archive of a draw as JSON. Any thread may use it. */
public final class DrawArchiveJson {
    private static final String FORMAT = "sluice-draw-1";

    private DrawArchiveJson() {}

    /** UTF-8. */
    public static byte[] write(DrawArchive archive) {
        return Json.bytes(json -> write(json, archive, archive.entries()));
    }

    /**
     * UTF-8, entry by entry.
     *
     * @param archive whose own entries are left out
     * @param entries in the order of their leaves
     */
    public static void write(OutputStream out, DrawArchive archive, Iterable<DrawArchive.Placed> entries)
            throws IOException {
        Json.write(out, json -> write(json, archive, entries));
    }

    private static void write(JsonWriter json, DrawArchive archive, Iterable<DrawArchive.Placed> entries)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("format", FORMAT);
        json.writeStringField("sale", archive.sale());
        json.writeObjectFieldStart("fairness");
        FairnessJson.write(json, archive.fairness());
        json.writeEndObject();
        json.writeObjectFieldStart("seal");
        Json.time(json, "at", archive.seal().atMillis());
        json.writeStringField("root", archive.seal().root());
        json.writeNumberField("entries", archive.seal().entries());
        json.writeEndObject();
        writeValues(json, archive);
        json.writeStringField("seed", archive.seed());
        json.writeBooleanField("proven", archive.proven());
        json.writeArrayFieldStart("entries");
        for (DrawArchive.Placed placed : entries) {
            json.writeStartObject();
            EntryFields.write(json, placed.entry());
            json.writeNumberField("place", placed.place());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeValues(JsonWriter json, DrawArchive archive) throws IOException {
        json.writeObjectFieldStart("values");
        if (!archive.secrets().isEmpty()) {
            DrawFields.writeTexts(json, "secrets", archive.secrets());
        }
        if (archive.beacon() != null) {
            json.writeObjectFieldStart("beacon");
            json.writeStringField("signature", archive.beacon().signature());
            if (!archive.beacon().previous().isEmpty()) {
                json.writeStringField("previous", archive.beacon().previous());
            }
            json.writeEndObject();
        }
        if (archive.waived()) {
            json.writeBooleanField("waived", true);
        }
        json.writeEndObject();
    }

    /**
     * Reads what could be an archive; whether what it says is right is another question.
     *
     * @throws dev.sluice.json.InvalidFieldsException with all that it cannot be
     */
    public static DrawArchive read(byte[] bytes) {
        FieldErrors errors = new FieldErrors();
        List<DrawArchive.Placed> entries = new ArrayList<>();
        Map<String, Object> tree =
                JsonTree.object(bytes, "entries", (index, value) -> readEntry(index, value, entries, errors));
        FieldReader json = new FieldReader("", tree, errors);
        if (!FORMAT.equals(json.raw("format"))) {
            json.wrong("format", "is \"" + FORMAT + "\", as another is read by another release");
            errors.throwIfAny();
        }
        String sale = EntryFields.text(json, "sale", null);
        Fairness fairness = FairnessJson.read(json.object("fairness", true));
        FieldReader sealJson = json.object("seal", true);
        long at = sealJson.time("at", null);
        String root = DrawFields.hex(sealJson, "root", DrawFields.HASH_DIGITS, DrawFields.HASH_DIGITS);
        int sealed = (int) sealJson.number("entries", 0, EntryTree.MAX_ENTRIES, null);
        sealJson.refuseOthers();
        FieldReader values = json.object("values", true);
        List<String> secrets = DrawFields.readTexts(values, "secrets");
        FieldReader beaconJson = values.object("beacon", false);
        BeaconValue beacon = beaconJson == null ? null : readBeacon(beaconJson);
        boolean waived = values.flag("waived", false);
        values.refuseOthers();
        String seed = DrawFields.hex(json, "seed", DrawFields.HASH_DIGITS, DrawFields.HASH_DIGITS);
        boolean proven = json.flag("proven", false);
        json.array("entries", 0, 0);
        json.refuseOthers();
        errors.throwIfAny();
        return new DrawArchive(
                sale, fairness, new DrawSeal(root, sealed, at), secrets, beacon, waived, seed, proven, entries);
    }

    private static void readEntry(int index, Object value, List<DrawArchive.Placed> entries, FieldErrors errors) {
        FieldReader json = FieldReader.element("/entries/" + index, value, errors);
        DrawEntry entry = EntryFields.read(json);
        int place = (int) json.number("place", 1, EntryTree.MAX_ENTRIES, null);
        json.refuseOthers();
        if (entries.size() >= EntryTree.MAX_ENTRIES) {
            throw errors.add("/entries", "are at most " + EntryTree.MAX_ENTRIES).invalid();
        }
        if (entry != null) {
            entries.add(new DrawArchive.Placed(entry, place));
        }
    }

    private static BeaconValue readBeacon(FieldReader json) {
        String signature = DrawFields.hex(json, "signature", 2, 2 * BeaconValue.MAX_BYTES);
        String previous = json.has("previous") ? DrawFields.hex(json, "previous", 2, 2 * BeaconValue.MAX_BYTES) : "";
        json.refuseOthers();
        return DrawFields.made(json, "signature", () -> new BeaconValue(signature, previous));
    }
}
