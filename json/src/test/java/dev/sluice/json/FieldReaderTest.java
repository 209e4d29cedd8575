package dev.sluice.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
