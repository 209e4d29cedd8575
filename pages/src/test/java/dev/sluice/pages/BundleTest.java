package dev.sluice.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.json.JsonTree;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A small shop: two pages that share a script, one that is imported later, a worker, a picture and two style sheets. */
final class BundleTest {
    private static final String HEAD = "  <link rel=\"icon\" href=\"/assets/icon.svg\">\n"
            + "  <link rel=\"stylesheet\" href=\"/assets/one.css\">\n  <link rel=\"stylesheet\" href=\"/assets/two.css\">\n";
    private static final Pattern IMPORTED = Pattern.compile("\\./([\\w.]+\\.js)\"");

    private final Map<String, String> pages = new TreeMap<>();
    private final Map<String, byte[]> assets = new TreeMap<>();

    BundleTest() {
        page("a", "a.js");
        page("b", "b.js");
        asset("icon.svg", "<svg/>");
        asset("one.css", "a { color: red; }");
        asset("two.css", "b { background: url('/assets/icon.svg'); }");
        asset("shared.js", """
                // Who is told.
                class Told {
                  #name;
                  constructor(name) { this.#name = name; }
                  static of = (name) => new Told(name);
                  all(units) { const names = []; for (const { name, other = name } of units) names.push(name, other); return names; }
                  get words() { return `你好 ${this.#name ?? 'nobody'}`; }
                }
                export const told = Told.of;
                export default { "key": "value", "other": { "one": "{count}", "other": "{count}" } };
                """);
        asset("a.js", """
                import words, { told } from './shared.js';
                document.title = told('a').words + Object.keys(words);
                document.onclick = async () => (await import('./later.js')).go(new Worker('/assets/worker.js', { type: 'module' }));
                """);
        asset("b.js", """
                import { told } from './shared.js';
                Promise.resolve(told('b')).then((known) => { document.title = known.words; });
                """);
        asset(
                "later.js",
                "import { told } from './shared.js';\nexport function go(worker) { worker.postMessage(told('later').words); }");
        asset(
                "worker.js",
                "import { told } from './shared.js';\nself.onmessage = () => self.postMessage(told('w').words);");
    }

    @Test
    void pagesNameOneStyleSheetTheirScriptAndWhatItImports() {
        Bundle bundle = bundle();

        String page = bundle.pages().get("a.html");
        assertThat(page)
                .containsPattern("<link rel=\"stylesheet\" href=\"/assets/style\\.[0-9a-f]{10}\\.css\">")
                .containsPattern("<script type=\"module\" src=\"/assets/a\\.[0-9a-f]{10}\\.js\"></script>")
                .containsPattern("<link rel=\"modulepreload\" href=\"/assets/common\\.[0-9a-f]{10}\\.js\">")
                .containsPattern("<link rel=\"icon\" href=\"/assets/icon\\.[0-9a-f]{10}\\.svg\">")
                .doesNotContain("one.css", "later", "a.js");
        assertThat(bundle.styles().get("a.html"))
                .hasSize(1)
                .isEqualTo(bundle.styles().get("b.html"));
        assertThat(text(bundle, "style"))
                .matches("a\\{color:red}b\\{background:url\\(/assets/icon\\.[0-9a-f]{10}\\.svg\\)}");
    }

    @Test
    void everyScriptFindsWhatItImportsAndHasAMapOfItsSources() {
        Bundle bundle = bundle();

        List<String> scripts = bundle.assets().keySet().stream()
                .filter(name -> name.endsWith(".js"))
                .toList();
        assertThat(scripts).hasSize(5);
        for (String script : scripts) {
            String text = new String(bundle.assets().get(script), UTF_8);
            assertThat(text).doesNotContain(ContentNames.BLANK, "Who is told");
            assertThat(text).endsWith("\n//# sourceMappingURL=" + script + ".map\n");
            IMPORTED.matcher(text)
                    .results()
                    .forEach(found -> assertThat(bundle.assets()).containsKey(found.group(1)));
            Map<String, Object> map = JsonTree.object(bundle.assets().get(script + ".map"));
            assertThat((List<?>) map.get("sources")).isNotEmpty();
            assertThat((List<?>) map.get("sourcesContent")).hasSameSizeAs((List<?>) map.get("sources"));
        }
        assertThat(text(bundle, "common")).contains("你好").doesNotContain("const told");
        assertThat(text(bundle, "worker")).contains("你好").doesNotContain("import");
        assertThat(text(bundle, "a"))
                .containsPattern("/assets/worker\\.[0-9a-f]{10}\\.js")
                .contains("import(");
    }

    @Test
    void theSameFilesMakeTheSamePages() {
        Bundle once = bundle();
        Bundle again = bundle();

        assertThat(again.pages()).isEqualTo(once.pages());
        assertThat(again.assets().keySet()).isEqualTo(once.assets().keySet());
        once.assets()
                .forEach((name, content) ->
                        assertThat(again.assets().get(name)).as(name).isEqualTo(content));
    }

    /** A page that was kept names what it was made for; what did not change keeps its name. */
    @Test
    void whatChangesHasAnotherNameAndSoHasWhatImportsIt() {
        Bundle before = bundle();
        asset(
                "later.js",
                "import { told } from './shared.js';\nexport function go(worker) { worker.postMessage(told('else').words); }");
        Bundle after = bundle();

        assertThat(name(after, "later")).isNotEqualTo(name(before, "later"));
        assertThat(name(after, "a")).isNotEqualTo(name(before, "a"));
        assertThat(name(after, "common")).isEqualTo(name(before, "common"));
        assertThat(name(after, "b")).isEqualTo(name(before, "b"));
        assertThat(name(after, "style")).isEqualTo(name(before, "style"));
    }

    @Test
    void whatIsNamedAndIsNotThereIsAnError() {
        assets.remove("icon.svg");
        assertThatThrownBy(this::bundle).hasMessageContaining("icon.svg");
        asset("icon.svg", "<svg/>");
        assets.remove("worker.js");
        assertThatThrownBy(this::bundle).hasMessageContaining("worker.js");
        asset("worker.js", "");
        assets.remove("two.css");
        assertThatThrownBy(this::bundle).hasMessageContaining("two.css");
        asset("two.css", "");
        page("b", "c.js");
        assertThatThrownBy(this::bundle).hasMessageContaining("c.js");
    }

    @Test
    void aScriptThatIsNoneOrImportsWhatIsNotExportedIsAnError() {
        asset("b.js", "const a = ;");
        assertThatThrownBy(this::bundle).isInstanceOf(UnfitPageException.class).hasMessageContaining("b.js:1");
        asset("b.js", "const a = await 1;");
        assertThatThrownBy(this::bundle).isInstanceOf(UnfitPageException.class).hasMessageContaining("b.js:1");
        asset("b.js", "import { nothing } from './shared.js';\nnothing();");
        assertThatThrownBy(this::bundle).isInstanceOf(UnfitPageException.class).hasMessageContaining("nothing");
    }

    @Test
    void plainPagesNameTheFilesAsTheyAre() {
        Bundle bundle = Bundle.of(new Web(pages, Map.of("head", HEAD), assets), true);

        assertThat(bundle.pages().get("a.html")).contains("/assets/a.js", "/assets/one.css", "/assets/icon.svg");
    }

    private Bundle bundle() {
        return Bundle.of(new Web(pages, Map.of("head", HEAD), assets), false);
    }

    private void page(String name, String script) {
        pages.put(
                name + ".html",
                "<html><head>\n  {{head}}\n  <script type=\"module\" src=\"/assets/" + script
                        + "\"></script>\n</head></html>\n");
    }

    private void asset(String name, String text) {
        assets.put(name, text.getBytes(UTF_8));
    }

    private static String name(Bundle bundle, String stem) {
        return bundle.assets().keySet().stream()
                .filter(name -> name.startsWith(stem + ".") && !name.endsWith(".map"))
                .findFirst()
                .orElseThrow();
    }

    private static String text(Bundle bundle, String stem) {
        return new String(bundle.assets().get(name(bundle, stem)), UTF_8);
    }
}
