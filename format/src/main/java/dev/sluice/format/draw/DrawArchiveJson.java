package dev.sluice.format.draw;

import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.Json;
import dev.sluice.json.JsonTree;
import dev.sluice.json.JsonWriter;
import dev.sluice.sale.draw.BeaconRound;
import dev.sluice.sale.draw.BeaconValue;
import dev.sluice.sale.draw.DrawArchive;
import dev.sluice.sale.draw.DrawEntry;
import dev.sluice.sale.draw.DrawSeal;
import dev.sluice.sale.draw.EntryTree;
import dev.sluice.sale.draw.Fairness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The archive of a draw as JSON. Any thread may use it. */
public final class DrawArchiveJson {
    private static final String FORMAT = "sluice-draw-1";
    private static final int MAX_TEXT = 4_096;
    private static final int HASH_DIGITS = 64;

    private DrawArchiveJson() {}

    /** UTF-8. */
    public static byte[] write(DrawArchive archive) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("format", FORMAT);
            json.writeStringField("sale", archive.sale());
            writeFairness(json, archive.fairness());
            json.writeObjectFieldStart("seal");
            Json.time(json, "at", archive.seal().atMillis());
            json.writeStringField("root", archive.seal().root());
            json.writeNumberField("entries", archive.seal().entries());
            json.writeEndObject();
            writeValues(json, archive);
            json.writeStringField("seed", archive.seed());
            json.writeBooleanField("proven", archive.proven());
            json.writeArrayFieldStart("entries");
            for (DrawArchive.Placed placed : archive.entries()) {
                json.writeStartObject();
                EntryFields.write(json, placed.entry());
                json.writeNumberField("place", placed.place());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void writeFairness(JsonWriter json, Fairness fairness) throws IOException {
        json.writeObjectFieldStart("fairness");
        if (!fairness.parties().isEmpty()) {
            writeTexts(json, "parties", fairness.parties());
        }
        if (fairness.beacon() != null) {
            json.writeObjectFieldStart("beacon");
            json.writeStringField("chain", fairness.beacon().chain());
            json.writeNumberField("round", fairness.beacon().round());
            json.writeEndObject();
        }
        if (fairness.unproven()) {
            json.writeBooleanField("unproven", true);
        }
        json.writeEndObject();
    }

    private static void writeValues(JsonWriter json, DrawArchive archive) throws IOException {
        json.writeObjectFieldStart("values");
        if (!archive.secrets().isEmpty()) {
            writeTexts(json, "secrets", archive.secrets());
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

    private static void writeTexts(JsonWriter json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
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
        Fairness fairness = readFairness(json.object("fairness", true));
        FieldReader sealJson = json.object("seal", true);
        long at = sealJson.time("at", null);
        String root = hex(sealJson, "root", HASH_DIGITS, HASH_DIGITS);
        int sealed = (int) sealJson.number("entries", 0, EntryTree.MAX_ENTRIES, null);
        sealJson.refuseOthers();
        FieldReader values = json.object("values", true);
        List<String> secrets = readTexts(values, "secrets");
        FieldReader beaconJson = values.object("beacon", false);
        BeaconValue beacon = beaconJson == null ? null : readBeacon(beaconJson);
        boolean waived = values.flag("waived", false);
        values.refuseOthers();
        String seed = hex(json, "seed", HASH_DIGITS, HASH_DIGITS);
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

    private static Fairness readFairness(FieldReader json) {
        List<String> parties = readTexts(json, "parties");
        FieldReader named = json.object("beacon", false);
        BeaconRound beacon = null;
        if (named != null) {
            String chain = hex(named, "chain", HASH_DIGITS, HASH_DIGITS);
            long round = named.number("round", 1, BeaconRound.MAX_ROUND, null);
            named.refuseOthers();
            beacon = made(named, "chain", () -> new BeaconRound(chain, round));
        }
        boolean unproven = json.flag("unproven", false);
        json.refuseOthers();
        List<String> problems = Fairness.problems(parties, beacon, unproven);
        problems.forEach(problem -> json.wrong("parties", problem));
        return problems.isEmpty() ? new Fairness(parties, beacon, unproven) : null;
    }

    private static BeaconValue readBeacon(FieldReader json) {
        String signature = hex(json, "signature", 2, 2 * BeaconValue.MAX_BYTES);
        String previous = json.has("previous") ? hex(json, "previous", 2, 2 * BeaconValue.MAX_BYTES) : "";
        json.refuseOthers();
        return made(json, "signature", () -> new BeaconValue(signature, previous));
    }

    /** Any texts: a secret may hold what nothing else may. */
    private static List<String> readTexts(FieldReader json, String name) {
        List<String> texts = new ArrayList<>();
        if (json.has(name)) {
            List<?> array = json.array(name, 0, Fairness.MAX_PARTIES);
            for (int i = 0; array != null && i < array.size(); i++) {
                if (array.get(i) instanceof String text && text.length() <= MAX_TEXT) {
                    texts.add(text);
                } else {
                    json.errors().add(json.pointer(name) + "/" + i, "is a text of at most 4,096 bytes");
                }
            }
        }
        return texts;
    }

    static String hex(FieldReader json, String name, int least, int most) {
        if (json.raw(name) instanceof String text
                && text.length() >= least
                && text.length() <= most
                && text.length() % 2 == 0
                && text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
            return text;
        }
        json.wrong(
                name,
                "is " + (least == most ? "" : least + " to ") + most
                        + " hexadecimal digits, small ones, an even number");
        return null;
    }

    /** Null, with an error, for what cannot be; nothing is said twice. */
    static <T> T made(FieldReader json, String name, Supplier<T> made) {
        if (json.errors().has(json.pointer(name))) {
            return null;
        }
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            json.wrong(name, e.getMessage());
            return null;
        }
    }
}
