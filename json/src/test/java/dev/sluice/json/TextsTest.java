package dev.sluice.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TextsTest {
    @Test
    void whatCannotBeShownIsShownByASignAndWhatIsLongByItsBeginning() {
        assertThat(Texts.shown("opensAt")).isEqualTo("opensAt");
        assertThat(Texts.shown("a\u0000\ud800b")).isEqualTo("a\uFFFD\uFFFDb");
        assertThat(Texts.shown("\ud83d\ude00")).isEqualTo("\ud83d\ude00");
        assertThat(Texts.shown("x".repeat(99) + "\ud83d\ude00".repeat(50)))
                .hasSize(101)
                .startsWith("x".repeat(99) + "\uFFFD")
                .endsWith("…");
    }

    @Test
    void whatLooksAlikeIsSeenAsTheSame() {
        assertThat(Texts.asSeen("A-1")).isEqualTo("A-1");
        assertThat(Texts.asSeen(" Ａ\u00a0\u3000\u200b１\n")).isEqualTo("A 1");
        assertThat(Texts.asSeen("e\u0301")).isEqualTo("é");
        assertThat(Texts.asSeen("\u202e\u200b\ufeff\u2028 ")).isEmpty();
        assertThat(Texts.asSeen("a")).isNotEqualTo(Texts.asSeen("A"));
        assertThat(Texts.asSeen("\ud83d\ude00")).isEqualTo("\ud83d\ude00");
    }

    @Test
    void onlyHalvesOfCharactersAreMended() {
        String whole = "a\u0000\ud83d\ude00";

        assertThat(Texts.whole(whole)).isEqualTo(whole);
        assertThat(Texts.whole("\ude00\ud83d")).isEqualTo("\uFFFD\uFFFD");
        assertThat(Texts.whole("\ud83d\ud83d\ude00")).isEqualTo("\uFFFD\ud83d\ude00");
    }
}
