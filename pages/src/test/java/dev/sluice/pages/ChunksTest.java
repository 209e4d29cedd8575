package dev.sluice.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ChunksTest {
    private final Map<String, String> scripts = new TreeMap<>();

    @Test
    void whatMostPagesUseIsCommonAndTheRestIsOfOne() {
        scripts.put("a.js", "import { x } from './x.js';\nimport './own.js';");
        scripts.put("b.js", "import {\n  x,\n} from './x.js';");
        scripts.put("own.js", "");
        scripts.put("x.js", "export { y as x } from './y.js';");
        scripts.put("y.js", "export const y = 1;");

        Chunks chunks = chunks("a.js", "b.js");

        assertThat(written(chunks)).isEqualTo("common[y.js, x.js][] a[own.js, a.js][common] b[b.js][common]");
        assertThat(chunks.with("a")).containsExactly("a", "common");
    }

    @Test
    void whatIsImportedLaterIsNotThereAtOnceAndFindsWhatIs() {
        scripts.put("a.js", "import './x.js';\nconst later = async (p) => (await import('./later.js')).go(p);");
        scripts.put("x.js", "");
        scripts.put("later.js", "import './x.js';\nimport './far.js';");
        scripts.put("far.js", "");

        Chunks chunks = chunks("a.js");

        assertThat(chunks.of("far.js")).isEqualTo("later");
        assertThat(chunks.of("x.js")).isEqualTo(Chunks.COMMON);
        assertThat(chunks.with("a")).doesNotContain("later");
    }

    /** A page gets what only others need where that is short, and not where it is long. */
    @Test
    void whatFewShareIsAChunkOfItsOwnWhereItIsLong() {
        scripts.put("a.js", "import './long.js';\nimport './short.js';");
        scripts.put("b.js", "import './long.js';\nimport './short.js';");
        scripts.put("long.js", "x".repeat(20_000));
        scripts.put("short.js", "x");
        for (String other : Set.of("c.js", "d.js", "e.js")) {
            scripts.put(other, "");
        }
        scripts.put("b2.js", "import './only.js';");
        scripts.put("c2.js", "import './only.js';");
        scripts.put("only.js", "x");

        Chunks chunks = chunks("a.js", "b.js", "c.js", "d.js", "e.js", "b2.js", "c2.js");

        assertThat(chunks.of("long.js")).isEqualTo("with_long");
        assertThat(chunks.of("only.js")).isEqualTo(Chunks.COMMON);
        assertThat(chunks.with("c")).containsExactly("c");
    }

    @Test
    void aChunkComesAfterWhatItNeedsHoweverScriptsImportOneAnother() {
        scripts.put("a.js", "import './x.js';");
        scripts.put("b.js", "import './y.js';");
        scripts.put("x.js", "import { y } from './y.js';");
        scripts.put("y.js", "import { x } from './x.js';");

        Chunks chunks = chunks("a.js", "b.js");

        assertThat(chunks.of("x.js")).isEqualTo(chunks.of("y.js")).isEqualTo(Chunks.COMMON);
        Set<String> seen = new HashSet<>();
        chunks.ordered().forEach(chunk -> {
            assertThat(seen).containsAll(chunk.needs());
            seen.add(chunk.name());
        });
    }

    @Test
    void whatIsNotThereIsAnError() {
        scripts.put("a.js", "import { x } from './b.js';");
        assertThatThrownBy(() -> new ScriptGraph(scripts)).hasMessage("a.js imports b.js, which is not in web/assets");
        scripts.put("a.js", "const x = () => import('./b.js');");
        assertThatThrownBy(() -> new ScriptGraph(scripts)).hasMessage("a.js imports b.js, which is not in web/assets");
        scripts.put("a.js", "import x from 'lodash';");
        assertThatThrownBy(() -> new ScriptGraph(scripts)).hasMessage("a.js imports lodash: write './name.js'");
        scripts.put("a.js", "const x = (name) => import(name);");
        assertThatThrownBy(() -> new ScriptGraph(scripts)).hasMessage("a.js imports null: write './name.js'");
    }

    private Chunks chunks(String... entries) {
        return new Chunks(
                new ScriptGraph(scripts),
                Set.of(entries),
                script -> scripts.get(script).length());
    }

    private static String written(Chunks chunks) {
        return chunks.ordered().stream()
                .map(chunk -> chunk.name() + chunk.scripts() + chunk.needs())
                .collect(Collectors.joining(" "));
    }
}
