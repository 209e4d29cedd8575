package dev.sluice.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The pages of this build, of the shop and of the console: what they have in common is written once, and each has all of it. A payment provider's page is none of them;
 * it stands for one that is elsewhere.
 */
final class PageFilesTest {
    private static final List<Web> SITES = Web.all(Path.of("..", "web"));
    /** What only a part may write. */
    private static final Pattern OF_PARTS = Pattern.compile(
            "<meta|<link (?!rel=\"stylesheet\")|<header|<nav|<noscript><p class=\"notice|class=\"skip\"|id=\"(?:demo|who|sign-in|error|trouble|choice|buy)\"");

    /** Whoever stands there goes nowhere else. */
    private static final String WITHOUT_A_WAY = "console/door.html";

    private static final Pattern HEADER = Pattern.compile("(?s)<body>.*?<header.*?</header>");

    static List<Web> sites() {
        return SITES;
    }

    @ParameterizedTest
    @MethodSource("sites")
    void noPageCarriesACopyOfWhatAPartSays(Web site) {
        site.pages()
                .forEach((name, page) -> assertThat(
                                OF_PARTS.matcher(page).results().map(found -> found.group()))
                        .as(name)
                        .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("sites")
    void eachPageHasOneHeadWithItsTitleAndTheSameHeader(Web site) {
        List<String> headers = site.pages().keySet().stream()
                .filter(name -> !name.equals(WITHOUT_A_WAY))
                .map(name -> header(name, site))
                .distinct()
                .toList();

        assertThat(headers).singleElement().asString().contains("class=\"skip\"", "class=\"brand\"", "id=\"demo\"");
        site.pages().keySet().forEach(name -> {
            String whole = whole(name, site);
            assertThat(whole).as(name).containsOnlyOnce("<head>").containsOnlyOnce("<meta charset=\"utf-8\">");
            assertThat(whole).as(name).containsOnlyOnce("<title").containsOnlyOnce("<header ");
            assertThat(whole).as(name).containsOnlyOnce("<main id=\"main\"");
        });
    }

    @ParameterizedTest
    @MethodSource("sites")
    void eachPageWithAScriptHasThePlacesForItsNotices(Web site) {
        site.pages()
                .forEach((name, page) -> assertThat(whole(name, site).contains("id=\"sign-in\""))
                        .as(name)
                        .isEqualTo(page.contains("<script")));
    }

    @Test
    void eachPartIsUsed() {
        List<String> pages =
                SITES.stream().flatMap(site -> site.pages().values().stream()).toList();

        assertThat(SITES.getLast().parts().keySet())
                .isNotEmpty()
                .allSatisfy(part -> assertThat(pages).anyMatch(page -> page.contains("{{" + part + "}}")));
    }

    @Test
    void theConsoleHasTheShopsFilesAndTheShopNoneOfTheConsoles() {
        Web shop = SITES.getFirst();
        Web console = SITES.getLast();

        assertThat(shop.pages().keySet()).noneMatch(name -> name.startsWith(Web.CONSOLE));
        assertThat(console.pages().keySet()).isNotEmpty().allMatch(name -> name.startsWith(Web.CONSOLE));
        assertThat(console.assets())
                .containsAllEntriesOf(shop.assets())
                .hasSizeGreaterThan(shop.assets().size());
    }

    private static String whole(String name, Web site) {
        return new PageParts(site.parts()).compose(name, site.pages().get(name));
    }

    private static String header(String name, Web site) {
        Matcher header = HEADER.matcher(whole(name, site));
        assertThat(header.find()).as(name).isTrue();
        return header.group();
    }
}
