package dev.sluice.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.json.InvalidFieldsException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CursorTest {
    private static final UUID LOW = UUID.fromString("10000000-0000-8000-8000-000000000000");
    private static final UUID HIGH = UUID.fromString("f0000000-0000-8000-8000-000000000000");

    @Test
    void aCursorComesBackAsItWas() {
        Cursor cursor = new Cursor(1_796_083_200_012L, HIGH);

        assertThat(Cursor.parse(cursor.toString())).isEqualTo(cursor);
    }

    @Test
    void withoutACursorEverythingIsAfterIt() {
        assertThat(Cursor.parse(null).isAfter(1_796_083_200_012L, HIGH)).isTrue();
        assertThat(Cursor.parse("").isAfter(0, LOW)).isTrue();
    }

    @Test
    void olderComesAfterAndOfTheSameTimeTheSmallerId() {
        Cursor cursor = new Cursor(1_000, HIGH);

        assertThat(cursor.isAfter(999, HIGH)).isTrue();
        assertThat(cursor.isAfter(1_001, LOW)).isFalse();
        assertThat(cursor.isAfter(1_000, LOW)).isTrue();
        assertThat(cursor.isAfter(1_000, HIGH)).isFalse();
        assertThat(new Cursor(1_000, LOW).isAfter(1_000, HIGH)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12",
                "12:x",
                "x:" + "10000000-0000-8000-8000-000000000000",
                "-1:" + "10000000-0000-8000-8000-000000000000"
            })
    void whatIsNoneOfOursIsRefused(String content) {
        String text = Base64.getUrlEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> Cursor.parse(text)).isInstanceOf(InvalidFieldsException.class);
        assertThatThrownBy(() -> Cursor.parse("!")).isInstanceOf(InvalidFieldsException.class);
    }
}
