package dev.sluice.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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

    @Test
    void oneArrayOfTheOutermostObjectIsHandedOut() {
        List<String> seen = new ArrayList<>();
        String json = "{\"a\":{\"many\":[7]},\"many\":[1,{\"many\":[2,3]},[]],\"b\":4}";
        Map<String, Object> rest =
                JsonTree.object(json.getBytes(UTF_8), "many", (index, element) -> seen.add(index + "=" + element));

        assertThat(seen).containsExactly("0=1", "1={many=[2, 3]}", "2=[]");
        assertThat(rest).hasToString("{a={many=[7]}, many=[], b=4}");
        assertThat(JsonTree.object("{\"many\":5}".getBytes(UTF_8), "many", (_, _) -> seen.clear()))
                .hasToString("{many=5}");
    }

    /** Elements are not kept, so there may be as many of them as a file holds; each is bounded as a document is. */
    @Test
    void elementsThatAreHandedOutAreBoundedOneByOne() {
        long[] count = new long[1];
        byte[] many = ("{\"many\":[" + "0,".repeat(4_100_000) + "0]}").getBytes(UTF_8);
        JsonTree.object(many, "many", (_, _) -> count[0]++);
        assertThat(count[0]).isEqualTo(4_100_001);

        byte[] heavy = ("{\"many\":[[" + "0,".repeat(4_000_000) + "0]]}").getBytes(UTF_8);
        assertThatThrownBy(() -> JsonTree.object(heavy, "many", (_, _) -> {}))
                .isInstanceOf(InvalidFieldsException.class);
        assertThatThrownBy(() -> JsonTree.object("{\"many\":[1],\"many\":[2]}".getBytes(UTF_8), "many", (_, _) -> {}))
                .isInstanceOf(InvalidFieldsException.class);
    }

    private static void assertRefused(String json) {
        assertThatThrownBy(() -> JsonTree.object(json)).isInstanceOf(InvalidFieldsException.class);
    }
}
