package dev.sluice.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JsonTreeTest {
    @Test
    void whatIsNestedTooDeepOrTooLongIsRefusedBeforeItIsBuilt() {
        assertRefused("{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}");
        assertRefused("{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000));
        assertRefused("{\"a\":" + "9".repeat(1_000) + "}");
        assertRefused("{\"a\":[" + "0,".repeat(4_000_000) + "0]}");
        assertThat(JsonTree.object("{\"a\":" + "[".repeat(60) + "]".repeat(60) + "}"))
                .containsOnlyKeys("a");
    }

    @Test
    void numbersOfAnySizeAreRead() {
        Map<String, Object> read =
                JsonTree.object("{\"a\": 1e400, \"b\": 1E+2147483648, \"c\": -1e-400, \"d\": 99999999999999999999}");

        assertThat(read.get("a")).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(read).containsOnlyKeys("a", "b", "c", "d");
    }

    /** It cannot be encoded: what comes out says that something unknown was there. */
    @Test
    void halfOfACharacterIsWrittenAsASignForWhatIsUnknown() {
        Map<String, Object> half = new HashMap<>(JsonTree.object("{\"whole\": \"\\ud83d\\ude00\"}"));
        half.put("a\ud800", JsonTree.object("{\"x\": \"b\\udc00c\"}").get("x"));

        assertThat(JsonTree.object(JsonTree.bytes(half)))
                .containsEntry("a\uFFFD", "b\uFFFDc")
                .containsEntry("whole", "\ud83d\ude00");
        assertThat(JsonTree.object(JsonTree.text(half))).containsKey("a\uFFFD");
    }

    private static void assertRefused(String json) {
        assertThatThrownBy(() -> JsonTree.object(json)).isInstanceOf(InvalidFieldsException.class);
    }
}
