package dev.sluice.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A small library in a JAR, as a module, as UMD and as a style sheet; and the one that the pages really use. */
final class ThirdPartyTest {
    private static final String FOLDER = "META-INF/resources/webjars/small/1.2.3/";
    private static final String LIST =
            "{\"small\": {\"small.js\": \"dist/small.js\", \"small-old.js\": \"dist/umd.js\", \"small.css\": \"dist/small.css\"}}";

    private final Map<String, String> jar = new TreeMap<>(Map.of(
            "META-INF/maven/org.webjars.npm/small/pom.properties",
            "#Generated\nversion=1.2.3\n",
            FOLDER + "LICENSE",
            "Do as you like, and keep this.",
            FOLDER + "dist/small.js",
            "/** @license Somebody */\nfunction small(a) { return a + 1; }\nexport{small as default};",
            FOLDER + "dist/umd.js",
            "!function(t,e){\"object\"==typeof exports&&\"undefined\"!=typeof module?module.exports=e():"
                    + "\"function\"==typeof define&&define.amd?define(e):(t||self).old=e()}(this,function(){\"use strict\";"
                    + "return function(a){return a+\"old\"}});",
            FOLDER + "dist/small.css",
            "/* not this */ .small {color: red;}"));

    @Test
    void whatIsListedIsTakenOutOfItsJarWithItsLicence() {
        Map<String, byte[]> taken = thirdParty().taken(LIST);

        assertThat(taken).containsOnlyKeys("small.js", "small-old.js", "small.css", "small-licence.txt");
        assertThat(taken.get("small-licence.txt")).asString(UTF_8).isEqualTo("Do as you like, and keep this.");
        assertThat(taken.get("small.js"))
                .asString(UTF_8)
                .startsWith("/** @license small 1.2.3, '/assets/small-licence.txt' */");
        assertThat(taken.get("small-old.js")).asString(UTF_8).endsWith("export default module.exports;\n");
    }

    /** What is sent says under which licence it is, in scripts as in style sheets, and both forms of script are modules. */
    @Test
    void aPageImportsThemAsItsOwn() {
        Map<String, byte[]> assets = new TreeMap<>(thirdParty().taken(LIST));
        assets.put("a.js", """
                import small from './small.js';
                import old from './small-old.js';
                document.title = small(1) + old('');
                """.getBytes(UTF_8));
        Map<String, String> pages = Map.of("a.html", """
                <html><head>
                <link rel="stylesheet" href="/assets/small.css">
                <script type="module" src="/assets/a.js"></script>
                </head></html>
                """);

        Bundle bundle = Bundle.of(new Web(pages, Map.of(), assets), false);

        String licence = "/assets/small-licence\\.[0-9a-f]{10}\\.txt";
        assertThat(text(bundle, "a."))
                .containsPattern("small 1\\.2\\.3, '" + licence)
                .doesNotContain("Somebody")
                .contains("old");
        assertThat(text(bundle, "style."))
                .matches("/\\*! small 1\\.2\\.3, '" + licence + "' \\*/ ?\\.small\\{color:red}")
                .doesNotContain("not this");
        assertThat(text(bundle, "small-licence.")).isEqualTo("Do as you like, and keep this.");
    }

    @Test
    void whatIsNotThereFailsTheBuildWithItsName() {
        assertThatThrownBy(() -> thirdParty().taken("{\"small\": {\"small.js\": \"dist/other.js\"}}"))
                .isInstanceOf(UnfitPageException.class)
                .hasMessageContaining("dist/other.js");
        assertThatThrownBy(() -> thirdParty().taken("{\"other\": {\"other.js\": \"other.js\"}}"))
                .isInstanceOf(UnfitPageException.class)
                .hasMessageContaining("other");
        assertThatThrownBy(() -> thirdParty().taken("{\"small\": {\"small.wasm\": \"dist/small.js\"}}"))
                .isInstanceOf(UnfitPageException.class)
                .hasMessageContaining("small.wasm");
        jar.remove(FOLDER + "LICENSE");
        assertThatThrownBy(() -> thirdParty().taken(LIST))
                .isInstanceOf(UnfitPageException.class)
                .hasMessageContaining("licence");
    }

    @Test
    void theChartsOfTheBoardAreThere() {
        Map<String, byte[]> taken = ThirdParty.onClassPath()
                .taken("{\"uplot\": {\"uplot.js\": \"dist/uPlot.esm.js\", \"uplot.css\": \"dist/uPlot.min.css\"}}");

        assertThat(taken.get("uplot.js")).asString(UTF_8).contains("export { uPlot as default };");
        assertThat(taken.get("uplot-licence.txt")).asString(UTF_8).contains("MIT", "Leon Sorokin");
    }

    private ThirdParty thirdParty() {
        return new ThirdParty(path -> Optional.ofNullable(jar.get(path)).map(text -> text.getBytes(UTF_8)));
    }

    private static String text(Bundle bundle, String start) {
        return bundle.assets().entrySet().stream()
                .filter(asset ->
                        asset.getKey().startsWith(start) && !asset.getKey().endsWith(".map"))
                .map(asset -> new String(asset.getValue(), UTF_8))
                .findFirst()
                .orElseThrow();
    }
}
