package dev.sluice.queue.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StreamPositionTest {
    @Test
    void itIsReadAsItWasWritten() {
        StreamPosition position = new StreamPosition(new EntryId(1_764_153_000_000L, -1), 12, 256);
        assertThat(StreamPosition.parse(position.toString())).isEqualTo(position);
        assertThat(position.isWhole()).isFalse();
        assertThat(StreamPosition.parse("5-0:255/256").isWhole()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "41", "5-0", "5-0:", "5-0:1", "a-0:1/2", "5-0:x/2", "5:1/2", "-:/", ":/"})
    void whatIsNoneIsNone(String text) {
        assertThat(StreamPosition.parse(text)).isNull();
    }

    @Test
    void idsAreInTheOrderOfTheirEntries() {
        assertThat(new EntryId(5, 0).before()).isLessThan(new EntryId(5, 0)).isGreaterThan(new EntryId(4, 1L << 62));
        assertThat(new EntryId(5, -1).after()).isEqualTo(new EntryId(6, 0));
        assertThat(EntryId.of("5-18446744073709551615")).isGreaterThan(EntryId.of("5-9"));
        assertThat(EntryId.of("5-18446744073709551615").toString()).isEqualTo("5-18446744073709551615");
    }
}
