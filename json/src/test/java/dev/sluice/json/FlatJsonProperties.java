package dev.sluice.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The hot way against the cold one: what is read by hand is what the library reads, and what is written by hand it can read. */
final class FlatJsonProperties {
    private static final int DOCUMENTS = 20_000;
    private static final long SEED = 20_261_125;
    /** What tells good documents from bad ones, more often than all the rest. */
    private static final String LETTERS = "{}[]\":,\\ab01-.e \n\t\0\u001fé€\ud83d\ude00";

    private final Random random = new Random(SEED);

    @Test
    void whatIsReadByHandIsWhatTheLibraryReads() {
        int read = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            byte[] json = spoiled(flat()).getBytes(StandardCharsets.UTF_8);
            Map<String, Object> byHand = readByHand(json);
            if (byHand != null) {
                read++;
                assertThat(byHand).as(text(json)).isEqualTo(numbersAsLong(JsonTree.object(json)));
            }
        }
        assertThat(read).as("documents that are plain").isBetween(DOCUMENTS / 10, DOCUMENTS * 9 / 10);
    }

    @Test
    void whatIsWrittenByHandTheLibraryReads() {
        JsonBytes bytes = new JsonBytes();
        for (int i = 0; i < DOCUMENTS; i++) {
            String name = letters();
            String text = letters();
            long number = random.nextLong() >> random.nextInt(64);
            bytes.clear().text("{").string(name).text(":").string(text).text(",\"n-1\":");
            bytes.number(number).text("}");

            assertThat(numbersAsLong(JsonTree.object(bytes.toBytes())))
                    .isEqualTo(Map.of(name, whole(text), "n-1", number));
        }
    }

    @Test
    void aNameThatStandsTwiceIsLeftToTheLibraryWhichRefusesIt() {
        for (String json : new String[] {
            "{\"s\":\"a\",\"s\":\"a\"}",
            "{\"s\":\"a\",\"n\":1,\"s\":\"b\"}",
            "{\"n\":1,\"s\":\"b\",\"l\":[\"x\"],\"l\":[]}"
        }) {
            byte[] document = json.getBytes(StandardCharsets.UTF_8);
            assertThat(readByHand(document)).as(json).isNull();
            assertThatThrownBy(() -> JsonTree.object(document)).as(json).isInstanceOf(InvalidFieldsException.class);
        }
    }

    @Test
    void whatNobodyAskedForIsPassedOver() {
        for (String value : new String[] {"true", "false", "null", "12", "\"x\"", "[]", "[\"x\", \"y\"]"}) {
            assertThat(skipsTo("{\"x\":" + value + ",\"n\":7}")).as(value).isEqualTo(7);
        }
        for (String value : new String[] {"tru", "trues", "nul", "fals", "", "1.5", "[1]", "{}", "t"}) {
            assertThat(skipsTo("{\"x\":" + value + ",\"n\":7}")).as(value).isNull();
            assertThat(skipsTo("{\"x\":" + value)).as(value).isNull();
        }
    }

    /** Two names may have the same place among those that were seen; only equal ones are one too many. */
    @Test
    void namesAreHeldAgainstEachOtherWhole() {
        for (int i = 0; i < DOCUMENTS; i++) {
            String one = "n" + random.nextInt(200) + "x".repeat(random.nextInt(3));
            String other = "n" + random.nextInt(200) + "x".repeat(random.nextInt(3));
            byte[] json = ("{\"" + one + "\":1,\"l\":[\"x\"],\"" + other + "\":2}").getBytes(StandardCharsets.UTF_8);

            assertThat(readByHand(json) == null).as(text(json)).isEqualTo(one.equals(other));
        }
    }

    /** The number after what is passed over; null if the document is not plain. */
    private static Long skipsTo(String document) {
        FlatJson json = new FlatJson(document.getBytes(StandardCharsets.UTF_8));
        json.nextName();
        json.skip();
        json.nextName();
        long number = json.number();
        return json.nextName() == null && json.isPlain() ? number : null;
    }

    @Test
    void moreFieldsThanAFewAreLeftToTheLibrary() {
        Map<String, Object> few = new LinkedHashMap<>();
        for (int i = 0; i < 16; i++) {
            few.put("n" + i, (long) i);
        }
        assertThat(readByHand(JsonTree.bytes(few))).isEqualTo(few);
        few.put("s", "one more");
        assertThat(readByHand(JsonTree.bytes(few))).isNull();
    }

    /** Null if it is not plain. */
    private static Map<String, Object> readByHand(byte[] document) {
        FlatJson json = new FlatJson(document);
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            Object value = name.startsWith("n")
                    ? (Object) json.number()
                    : name.startsWith("l") ? json.strings() : json.string();
            fields.put(name, value);
        }
        return json.isPlain() ? fields : null;
    }

    private String flat() {
        StringBuilder json = new StringBuilder("{");
        int fields = random.nextInt(4);
        for (int i = 0; i < fields; i++) {
            json.append(i == 0 ? "" : random.nextBoolean() ? "," : " , ");
            json.append(
                    switch (random.nextInt(4)) {
                        case 0 -> "\"n" + i + "\": " + (random.nextLong() >>> random.nextInt(5, 64));
                        case 1 -> "\"s" + i + "\":\"ab c\"";
                        case 2 -> "\"l" + i + "\":[]";
                        default -> "\"l" + i + "\": [ \"x\" ,\"y z\"]";
                    });
        }
        return json.append(random.nextBoolean() ? "}" : " }\n").toString();
    }

    /** One document of two gets another letter somewhere, or loses one. */
    private String spoiled(String json) {
        if (random.nextBoolean()) {
            return json;
        }
        int at = random.nextInt(json.length());
        String letter =
                random.nextBoolean() ? "" : Character.toString(LETTERS.charAt(random.nextInt(LETTERS.length())));
        return json.substring(0, at) + letter + json.substring(at + random.nextInt(2));
    }

    private String letters() {
        StringBuilder letters = new StringBuilder("x");
        for (int i = random.nextInt(9); i > 0; i--) {
            letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return whole(letters.toString());
    }

    /** Halves of characters as UTF-8 has them. */
    private static String whole(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static Map<String, Object> numbersAsLong(Map<String, Object> json) {
        Map<String, Object> fields = new LinkedHashMap<>();
        json.forEach((name, value) ->
                fields.put(name, value instanceof Integer number ? (Object) number.longValue() : value));
        return fields;
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
