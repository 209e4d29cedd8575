package dev.sluice.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FieldReaderTest {
    @ParameterizedTest
    @ValueSource(strings = {"1", "\"\"", "\"  \"", "\"123456\"", "null", "\"a\\u0000\"", "\"a\\u0007\"", "\"\\ud83d\""})
    void aTextThatIsNoneIsNamed(String json) {
        assertThat(wrong(json, reader -> reader.text("a", 1, 5, null))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "\"a\\nb\"", "\"\\ud83d\\ude00\"", "\"12345\""})
    void aTextWithinItsBoundsIsRead(String json) {
        assertThat(wrong(json, reader -> reader.text("a", 1, 5, null))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"A\"", "\"-a\"", "\"a-\"", "\"a b\"", "\"\"", "7", "\"a/b\""})
    void aSlugThatIsNoneIsNamed(String json) {
        assertThat(wrong(json, reader -> reader.slug("a", null))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "11", "1.5", "1e1", "\"5\"", "null", "99999999999999999999"})
    void aNumberThatIsNoneIsNamed(String json) {
        assertThat(wrong(json, reader -> reader.number("a", 1, 10, null))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"soon\"", "5", "\"2026-12-01\"", "\"+999999999-01-01T00:00:00Z\"", "\"1969-12-31T23:59:59Z\""})
    void aTimeThatIsNoneIsNamed(String json) {
        assertThat(wrong(json, reader -> reader.time("a", null))).isTrue();
    }

    @Test
    void aTimeMayHaveAnOffset() {
        FieldReader reader = reader("\"2026-12-01T08:00:00+08:00\"", new FieldErrors());

        assertThat(Instant.ofEpochMilli(reader.time("a", null))).isEqualTo(Instant.parse("2026-12-01T00:00:00Z"));
    }

    /** Nobody who names a time that is long over is taken for somebody who names none. */
    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "1970-01-01T08:00:00+08:00", "1970-01-01T00:00:00.000999Z"})
    void noTimeIsReadAsNone(String first) {
        assertThat(wrong("\"" + first + "\"", reader -> reader.time("a", null))).isFalse();
        assertThat(reader("\"" + first + "\"", new FieldErrors()).time("a", null))
                .isEqualTo(1);
    }

    @Test
    void whatIsNullIsLeftOutAndKnown() {
        FieldErrors errors = new FieldErrors();
        FieldReader reader = reader("null", errors);

        assertThat(reader.has("a")).isFalse();
        reader.refuseOthers();
        assertThat(errors.isEmpty()).isTrue();

        reader = reader("1", errors);
        assertThat(reader.has("a")).isTrue();
        reader.refuseOthers();
        assertThat(errors.byPointer()).as("what is said and not read").containsOnlyKeys("/a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "null", "[]", "{}", "true", "\"a\\u0000\"", "\"\\ud83d\""})
    void aTextToLookUpThatNothingIsCalledIsNamed(String json) {
        assertThat(wrong(json, reader -> reader.anyText("a"))).isTrue();
        assertThat(wrong("\"" + "x".repeat(1_001) + "\"", reader -> reader.anyText("a")))
                .isTrue();
        assertThat(wrong("\"\"", reader -> reader.anyText("a"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"5", "\"2026-02-30\"", "\"1969-12-31\"", "\"0000-01-01\"", "\"-999999999-01-01\"", "\"20261201\""
            })
    void aDayThatIsNoneIsNamed(String json) {
        assertThat(wrong(json, reader -> reader.date("a"))).isTrue();
        assertThat(wrong("\"9999-12-31\"", reader -> reader.date("a"))).isFalse();
    }

    /** Whoever reads on needs no null, and hears of one error and not of all that an empty object lacks. */
    @ParameterizedTest
    @ValueSource(strings = {"5", "null", "[]", "\"x\"", "true"})
    void whatIsNoObjectIsReadOnAsAnEmptyOneAndNamedOnce(String json) {
        FieldErrors errors = new FieldErrors();
        FieldReader object = reader(json, errors).object("a", true);

        assertThat(object.text("b", 1, 5, null)).isNull();
        assertThat(object.object("c", true).number("d", 3, 4, null)).isEqualTo(3);
        assertThat(object.objects("e", 1, 2)).isEmpty();
        object.refuseOthers();
        assertThat(errors.invalid().byPointer()).containsOnlyKeys("/a");
    }

    @Test
    void elementsThatAreNoObjectsAreNamedAndTheOthersRead() {
        FieldErrors errors = new FieldErrors();
        List<FieldReader> elements =
                reader("[{\"x\": 1}, null, 5, [], {\"x\": 2}]", errors).objects("a", 1, 9);

        assertThat(elements)
                .extracting(element -> element.number("x", 1, 9, null))
                .containsExactly(1L, 1L, 1L, 1L, 2L);
        assertThat(errors.invalid().byPointer()).containsOnlyKeys("/a/1", "/a/2", "/a/3");
    }

    @Test
    void textsThatAreNoneAreNamedByTheirPlace() {
        FieldErrors errors = new FieldErrors();

        assertThat(reader("[\"x\", null, 5, \"\\ud800\", \"toolong\"]", errors).texts("a", 0, 9, 5))
                .containsExactly("x");
        assertThat(errors.invalid().byPointer()).containsOnlyKeys("/a/1", "/a/2", "/a/3", "/a/4");
    }

    /** It was let in once, maybe by other rules. */
    @Test
    void whatHoldsWhereNothingIsSaidIsNotJudged() {
        FieldReader reader = new FieldReader("", Map.of(), new FieldErrors());

        assertThat(reader.text("a", 1, 3, "longer")).isEqualTo("longer");
        assertThat(reader.number("b", 1, 3, 4L)).isEqualTo(4);
        assertThat(reader.time("c", -1L)).isEqualTo(-1);
        assertThat(reader.errors().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "a\\u0007b", "nnnn"})
    void aNameThatCannotBeWrittenOrIsLongIsNamedAllTheSame(String name) {
        FieldErrors errors = new FieldErrors();
        String json = "{\"" + (name.equals("nnnn") ? name.repeat(5_000) : name) + "\": 1}";
        new FieldReader("", object(json), errors).refuseOthers();

        String pointer = errors.invalid().byPointer().keySet().iterator().next();
        assertThat(pointer).startsWith("/").hasSizeLessThan(200);
        byte[] written = JsonTree.bytes(Map.of(pointer, pointer));
        assertThat(JsonTree.object(written)).containsEntry(pointer, pointer);
    }

    @Test
    void whatNobodyReadIsRefused() {
        FieldErrors errors = new FieldErrors();
        FieldReader reader = new FieldReader("/x", object("{\"a\": \"b\", \"c/d\": 1}"), errors);
        reader.text("a", 1, 5, null);

        reader.refuseOthers();

        assertThat(errors.has("/x/a")).isFalse();
        assertThat(errors.has("/x/c~1d")).isTrue();
    }

    private static boolean wrong(String json, Function<FieldReader, ?> reading) {
        FieldErrors errors = new FieldErrors();
        reading.apply(reader(json, errors));
        return errors.has("/a");
    }

    private static FieldReader reader(String json, FieldErrors errors) {
        return new FieldReader("", object("{\"a\": " + json + "}"), errors);
    }

    private static Map<String, Object> object(String json) {
        return JsonTree.object(json.getBytes(StandardCharsets.UTF_8));
    }
}
