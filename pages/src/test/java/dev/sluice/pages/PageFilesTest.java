package dev.sluice.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The pages of this build: what they have in common is written once, and each has all of it. A payment provider's page is none of them;
 * it stands for one that is elsewhere.
 */
final class PageFilesTest {
    private static final Web WEB = Web.read(Path.of("..", "web"));
    private static final PageParts PARTS = new PageParts(WEB.parts());
    /** What only a part may write. */
    private static final Pattern OF_PARTS = Pattern.compile(
            "<meta|<link|<header|<nav|<noscript><p class=\"notice|class=\"skip\"|id=\"(?:demo|who|sign-in|error|trouble|choice|buy)\"");

    private static final Pattern HEADER = Pattern.compile("(?s)<body>.*?<header.*?</header>");

    private final Map<String, String> pages = WEB.pages();

    @Test
    void noPageCarriesACopyOfWhatAPartSays() {
        pages.forEach(
                (name, page) -> assertThat(OF_PARTS.matcher(page).results().map(found -> found.group()))
                        .as(name)
                        .isEmpty());
    }

    @Test
    void eachPageHasOneHeadWithItsTitleAndTheSameHeader() {
        List<String> headers =
                pages.keySet().stream().map(this::header).distinct().toList();

        assertThat(headers).singleElement().asString().contains("class=\"skip\"", "class=\"brand\"", "id=\"demo\"");
        pages.keySet().forEach(name -> {
            String whole = whole(name);
            assertThat(whole).as(name).containsOnlyOnce("<head>").containsOnlyOnce("<meta charset=\"utf-8\">");
            assertThat(whole).as(name).containsOnlyOnce("<title").containsOnlyOnce("<header ");
            assertThat(whole).as(name).containsOnlyOnce("<main id=\"main\"");
        });
    }

    @Test
    void eachPageWithAScriptHasThePlacesForItsNotices() {
        pages.forEach((name, page) ->
                assertThat(whole(name).contains("id=\"sign-in\"")).as(name).isEqualTo(page.contains("<script")));
    }

    @Test
    void eachPartIsUsed() {
        assertThat(PARTS.names())
                .isNotEmpty()
                .allSatisfy(part -> assertThat(pages.values()).anyMatch(page -> page.contains("{{" + part + "}}")));
    }

    private String whole(String name) {
        return PARTS.compose(name, pages.get(name));
    }

    private String header(String name) {
        Matcher header = HEADER.matcher(whole(name));
        assertThat(header.find()).as(name).isTrue();
        return header.group();
    }
}
