package dev.sluice.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.http.WebFile;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The pages of this build: what they have in common is written once, and each has all of it. A payment provider's page is none of them;
 * it stands for one that is elsewhere.
 */
final class PageFilesTest {
    private static final Path WEB = Path.of("..", "web");
    private static final PageParts PARTS = PageParts.ofTheBuild();
    /** What only a part may write. */
    private static final Pattern OF_PARTS = Pattern.compile(
            "<meta|<link|<header|<nav|<noscript><p class=\"notice|class=\"skip\"|id=\"(?:demo|who|sign-in|error|trouble|choice|buy)\"");

    private static final Pattern HEADER = Pattern.compile("(?s)<body>.*?<header.*?</header>");

    private static Map<String, String> pages;

    @BeforeAll
    static void readPages() throws IOException {
        pages = new TreeMap<>();
        try (Stream<Path> files = Files.list(WEB)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".html")).toList()) {
                pages.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        assertThat(pages).hasSizeGreaterThanOrEqualTo(6);
    }

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
                pages.keySet().stream().map(PageFilesTest::header).distinct().toList();

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

    @Test
    void theTagOfAPageIsThatOfThePageAsItIsSent() {
        WebFile alone = WebFile.of("index.html");
        WebFile whole = Pages.whole("index.html", alone);

        assertThat(whole.etag())
                .isEqualTo(WebFile.of(whole.content(), whole.type()).etag())
                .isNotEqualTo(alone.etag());
    }

    private static String whole(String name) {
        return PARTS.compose(name, Buffer.buffer(pages.get(name))).toString();
    }

    private static String header(String name) {
        Matcher header = HEADER.matcher(whole(name));
        assertThat(header.find()).as(name).isTrue();
        return header.group();
    }
}
