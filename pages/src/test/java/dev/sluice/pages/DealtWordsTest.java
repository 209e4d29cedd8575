package dev.sluice.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.json.JsonTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class DealtWordsTest {
    private static final Pattern MESSAGE = Pattern.compile("Object\\.assign\\((\\w+), (\\{.*})\\);");

    private final Map<String, String> scripts = new TreeMap<>();
    private final List<Html> pages = new ArrayList<>();

    DealtWordsTest() {
        language("en", "English", "Hello", "One left");
        language("zh-CN", "中文", "你好", "剩一件");
        scripts.put(
                "language.js",
                "import en from './words.en.js';\nimport zh from './words.zh-CN.js';\nexport const t = (key) => en[key] ?? zh[key];");
        page("a", "", "import { t } from './language.js';\nt('common.hello'); import('./later.js');");
        page(
                "b",
                "<p data-t=\"page.title\">",
                "import { t } from './language.js';\nt('common.hello'); t(`reasons.${1}`);");
        scripts.put(
                "later.js",
                "import { t } from './language.js';\nexport const x = () => t(x ? 'late.left' : 'late.not.there');");
    }

    private void language(String tag, String name, String hello, String left) {
        scripts.put("words." + tag + ".js", """
                export default {
                  "name": "%s",
                  "common": { "hello": "%s {name}" },
                  "page": { "title": "%s" },
                  "late": { "left": { "one": "%s", "other": "{count}" } },
                  "reasons": { "A": "a", "B": { "C": "c" } },
                  "server": { "only": "x" }
                };
                """.formatted(name, hello, hello, left));
    }

    private void page(String name, String body, String script) {
        scripts.put(name + ".js", script);
        pages.add(new Html(name + ".html", "<script type=\"module\" src=\"/assets/" + name + ".js\"></script>" + body));
    }

    @Test
    void eachPageGetsTheWordsThatItSaysInAllLanguages() {
        Map<String, String> dealt = DealtWords.deal(scripts, pages);

        assertThat(said(dealt, "a.js")).isEqualTo(Set.of("common.hello"));
        assertThat(said(dealt, "b.js")).isEqualTo(Set.of("common.hello", "page.title", "reasons.A", "reasons.B.C"));
        assertThat(said(dealt, "later.js")).isEqualTo(Set.of("late.left"));
        assertThat(dealt.get("words.en.js")).isEqualTo("export default {\"name\":\"English\"};\n");
        assertThat(dealt.get("words-common-hello.js"))
                .contains(
                        "Object.assign(words_en, {\"common.hello\":\"Hello {name}\"});",
                        "words_zh_CN, {\"common.hello\":\"你好 {name}\"}");
        assertThat(dealt.get("words-late-left.js"))
                .contains("{\"late.left\":{\"one\":\"One left\",\"other\":\"{count}\"}}");
        assertThat(dealt.values()).noneMatch(text -> text.contains("server.only"));
    }

    /** So many scripts that a page would ask for each; all that the same pages say is one. */
    @Test
    void whatTheSamePagesSayIsOneScript() {
        scripts.put("a.js", scripts.get("a.js") + "\nimport './more.js';");
        scripts.put("more.js", "import { t } from './language.js';\nt('page.title');");
        Map<String, String> dealt = DealtWords.deal(scripts, pages);

        assertThat(dealt.keySet()).containsOnlyOnce("words-common-hello.js").doesNotContain("words-page-title.js");
        assertThat(said(dealt, "more.js")).contains("common.hello", "page.title");
    }

    @Test
    void whatWasWrittenKeepsItsLines() {
        Map<String, String> dealt = DealtWords.deal(scripts, pages);

        scripts.forEach((name, text) -> {
            if (!name.startsWith("words.")) {
                assertThat(dealt.get(name)).startsWith(text);
            }
        });
    }

    @Test
    void aFileOfWordsThatIsNoneIsAnError() {
        scripts.put("words.en.js", "const words = {};");

        assertThatThrownBy(() -> DealtWords.deal(scripts, pages))
                .isInstanceOf(UnfitPageException.class)
                .hasMessageContaining("words.en.js");
    }

    /** Of the pages of this build: what a module may say is there where it runs, and is all that there is to say. */
    @Test
    void allThatThePagesSayIsDealtOut() {
        Web web = Web.all(Path.of("..", "web")).getFirst();
        PageParts parts = new PageParts(web.parts());
        List<Html> all = new ArrayList<>();
        web.pages().forEach((name, text) -> all.add(new Html(name, parts.compose(name, text))));
        Map<String, String> dealt = DealtWords.deal(web.scripts(), all);

        assertThat(said(dealt, "sale.js")).contains("sale.unknown", "room.title", "order.buy", "common.skip");
        assertThat(said(dealt, "reasons.js")).contains("reasons.SOLD_OUT");
        assertThat(said(dealt, "sale.js")).doesNotContain("front.title", "nodes.title", "me.title");
    }

    /** The keys that a script is given, by what it imports for itself. */
    private static Set<String> said(Map<String, String> dealt, String script) {
        Map<String, Object> keys = new TreeMap<>();
        new ScriptGraph(dealt)
                .imports(script).stream()
                        .filter(name -> name.startsWith("words-"))
                        .forEach(name -> MESSAGE.matcher(dealt.get(name))
                                .results()
                                .forEach(found -> keys.putAll(JsonTree.object(found.group(2)))));
        return keys.keySet();
    }
}
