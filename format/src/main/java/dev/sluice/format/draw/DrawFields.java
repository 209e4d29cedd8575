package dev.sluice.format.draw;

import dev.sluice.json.FieldReader;
import dev.sluice.json.JsonWriter;
import dev.sluice.sale.draw.Fairness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Fields of what is written of draws. */
final class DrawFields {
    static final int HASH_DIGITS = 64;
    private static final int MAX_TEXT = 4_096;

    private DrawFields() {}

    static void writeTexts(JsonWriter json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    /** Any texts: a secret may hold what nothing else may. */
    static List<String> readTexts(FieldReader json, String name) {
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
