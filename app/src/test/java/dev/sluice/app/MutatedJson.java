package dev.sluice.app;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Makes of a good JSON document one that is wrong in one place, or as a whole, in one of the ways in which documents of others are. What
 * comes of it may still be right: a longer name, another number. Used by one thread.
 */
final class MutatedJson {
    /** JSON as it is, for what no value of Java stands for. */
    private record Raw(String json) {}

    /** What texts are wrong in; also those of paths, queries and headers. */
    static final List<String> TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "\ud800",
            "x\udc00",
            "\u0007",
            "\t\r\n",
            "\ufeff",
            "\ufffe",
            "\u00a0",
            "\u202e",
            "\ud83d\ude00",
            "e\u0301",
            "null",
            "*",
            "-1",
            "0",
            "1.5",
            "99999999999999999999",
            "2147483648",
            "9223372036854775807",
            "-9223372036854775808",
            "1e400",
            "NaN",
            "../..",
            "a/b~c",
            "%00",
            "\"",
            "\\",
            "' OR 1=1 --",
            "${jndi:ldap://127.0.0.1/}",
            "=1+1",
            "x".repeat(64),
            "x".repeat(101),
            "x".repeat(1_200),
            "0000-01-01",
            "1969-12-31",
            "1970-01-02",
            "9999-12-31",
            "2026-02-30",
            "-999999999-01-01",
            "9999-12-31T23:59:59-18:00",
            "9999-12-31T00:00:00Z",
            "1970-01-01T00:00:00Z",
            "1970-01-01T00:00:00+14:00",
            "2026-12-01T24:00:00Z",
            "2026-12-01T00:00:00.123456789Z",
            "+1000000-01-01T00:00:00Z",
            "00:00",
            "99:99",
            "168:59",
            "999:59",
            "-1:00",
            "+18:00",
            "+99:00",
            "Etc/GMT+12",
            "Pacific/Apia",
            "0-0",
            "99999-0",
            "1-99999/0",
            "A B",
            "\ud83d\ude00 \ud83d\ude00",
            "XTS",
            "JPY",
            "KWD",
            "0".repeat(64));

    private static final List<Object> VALUES = values();

    private static final List<String> NAMES =
            List.of("x", "", "\u0000", "\ud800", "a/b~c", "__proto__", "id", "kind", "n".repeat(3_000));

    private final Random chance;

    MutatedJson(Random chance) {
        this.chance = chance;
    }

    private static List<Object> values() {
        List<Object> values = new ArrayList<>(TEXTS);
        for (String number : new String[] {
            "0",
            "-1",
            "1",
            "2",
            "255",
            "32768",
            "2147483647",
            "2147483648",
            "-2147483649",
            "100000000",
            "1000000000000",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "1.0",
            "1.5",
            "1e2",
            "1e400",
            "-1e-400",
            "1E+2147483648",
            "9".repeat(90),
            "9".repeat(2_000)
        }) {
            values.add(new Raw(number));
        }
        for (String json : new String[] {
            "true",
            "false",
            "[]",
            "{}",
            "[null]",
            "[[]]",
            "[[null]]",
            "[{}]",
            "[\"\"]",
            "[1]",
            "[-1]",
            "{\"\":null}",
            "{\"a\":{\"b\":[{}]}}",
            "[".repeat(60) + "]".repeat(60),
            "[".repeat(3_000) + "]".repeat(3_000),
            "{\"a\":".repeat(3_000) + "1" + "}".repeat(3_000),
            "[" + "null,".repeat(3_000) + "null]"
        }) {
            values.add(new Raw(json));
        }
        values.add(null);
        return Collections.unmodifiableList(values);
    }

    /** The document itself. */
    static byte[] written(Object document) {
        StringBuilder json = new StringBuilder();
        write(json, document);
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The document with one thing wrong. */
    byte[] mutated(Map<String, Object> good) {
        Object document = copy(good);
        List<Place> places = new ArrayList<>();
        collect(document, places);
        if (places.isEmpty() || chance.nextInt(12) == 0) {
            return whole(written(good));
        }
        Place place = places.get(chance.nextInt(places.size()));
        switch (chance.nextInt(10)) {
            case 0 -> place.remove();
            case 1 -> place.addBeside(NAMES.get(chance.nextInt(NAMES.size())), any());
            case 2 -> place.set(Collections.nCopies(1 + chance.nextInt(60), place.get()));
            case 3 -> place.set(copy(places.get(chance.nextInt(places.size())).get()));
            case 4 -> place.set(place.get() instanceof String text ? otherCase(text) : String.valueOf(place.get()));
            case 5 -> place.repeat();
            default -> place.set(any());
        }
        return written(document);
    }

    private Object any() {
        return VALUES.get(chance.nextInt(VALUES.size()));
    }

    private static String otherCase(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        return upper.equals(text) ? text.toLowerCase(Locale.ROOT) : upper;
    }

    /** What stands where a document should. */
    private byte[] whole(byte[] good) {
        String text = new String(good, StandardCharsets.UTF_8);
        byte[] bytes = good.clone();
        int at = chance.nextInt(good.length);
        return switch (chance.nextInt(12)) {
            case 0 -> new byte[0];
            case 1 -> "null".getBytes(StandardCharsets.UTF_8);
            case 2 -> ("[" + text + "]").getBytes(StandardCharsets.UTF_8);
            case 3 -> (text + text).getBytes(StandardCharsets.UTF_8);
            case 4 -> ("\ufeff" + text).getBytes(StandardCharsets.UTF_8);
            case 5 -> text.getBytes(StandardCharsets.UTF_16);
            case 6 -> Arrays.copyOf(good, at);
            case 7 -> (text + "\u0000").getBytes(StandardCharsets.UTF_8);
            case 8 -> text.replace('"', '\'').getBytes(StandardCharsets.UTF_8);
            case 9 -> "\"x\"".getBytes(StandardCharsets.UTF_8);
            default -> {
                bytes[at] = (byte) chance.nextInt(256);
                yield bytes;
            }
        };
    }

    /** Where a value stands: under a name of an object, or at an index of an array. */
    private record Place(Map<String, Object> object, String name, List<Object> array, int index) {
        Object get() {
            return object == null ? array.get(index) : object.get(name);
        }

        void set(Object value) {
            if (object == null) {
                array.set(index, value);
            } else {
                object.put(name, value);
            }
        }

        void remove() {
            if (object == null) {
                array.remove(index);
            } else {
                object.remove(name);
            }
        }

        void addBeside(String otherName, Object value) {
            if (object == null) {
                array.add(index, value);
            } else {
                object.put(otherName, value);
            }
        }

        /** Once more: the same name in an object, the same element in an array. */
        void repeat() {
            if (object == null) {
                array.add(copy(get()));
            } else {
                StringBuilder json = new StringBuilder();
                write(json, get());
                set(new Raw(json + "," + quoted(name) + ":" + json));
            }
        }
    }

    private static void collect(Object value, List<Place> places) {
        switch (value) {
            case Map<?, ?> object ->
                object.forEach((name, inner) -> {
                    places.add(new Place(cast(object), (String) name, null, 0));
                    collect(inner, places);
                });
            case List<?> array -> {
                for (int i = 0; i < array.size(); i++) {
                    places.add(new Place(null, null, castList(array), i));
                    collect(array.get(i), places);
                }
            }
            case null, default -> {}
        }
    }

    static Object copy(Object value) {
        return switch (value) {
            case Map<?, ?> object -> {
                Map<String, Object> copy = new LinkedHashMap<>();
                object.forEach((name, inner) -> copy.put((String) name, copy(inner)));
                yield copy;
            }
            case List<?> array -> {
                List<Object> copy = new ArrayList<>();
                array.forEach(inner -> copy.add(copy(inner)));
                yield copy;
            }
            case null, default -> value;
        };
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cast(Map<?, ?> object) {
        return (Map<String, Object>) object;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> castList(List<?> array) {
        return (List<Object>) array;
    }

    private static void write(StringBuilder json, Object value) {
        switch (value) {
            case null -> json.append("null");
            case Raw raw -> json.append(raw.json);
            case String text -> json.append(quoted(text));
            case Map<?, ?> object -> {
                String separator = "{";
                for (Map.Entry<?, ?> field : object.entrySet()) {
                    json.append(separator)
                            .append(quoted((String) field.getKey()))
                            .append(':');
                    write(json, field.getValue());
                    separator = ",";
                }
                json.append(object.isEmpty() ? "{}" : "}");
            }
            case List<?> array -> {
                json.append('[');
                for (int i = 0; i < array.size(); i++) {
                    json.append(i == 0 ? "" : ",");
                    write(json, array.get(i));
                }
                json.append(']');
            }
            default -> json.append(value);
        }
    }

    /** Whatever is in it, halves of characters too. */
    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\' || c < ' ' || c > '~') {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
