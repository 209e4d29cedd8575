package dev.sluice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.TestGateway.Answer;
import dev.sluice.gateway.http.BuiltPages;
import dev.sluice.sale.SaleStatus;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What everybody gets alike, and caches keep. */
final class SharedAnswerTest {
    private final TestGateway gateway = new TestGateway();

    @AfterEach
    void close() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/sales, 'public, max-age=1, s-maxage=1'",
        "/v1/sales/sale, 'public, max-age=1, s-maxage=1'",
        "/v1/stops, 'public, max-age=1, s-maxage=1'",
        "/v1/journeys?from=a&to=b&date=2026-12-01, 'public, max-age=1, s-maxage=1'",
        "/, 'public, max-age=5, s-maxage=30, stale-while-revalidate=60'",
        "/favicon.ico, 'public, max-age=86400'",
        "/assets/base.css, no-cache"
    })
    void whoHasItAlreadyIsNotSentItAgain(String path, String caching) {
        Answer first = gateway.get(null, path);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("Cache-Control")).isEqualTo(caching);
        assertThat(first.header("Content-Type")).isNotNull();
        Answer again =
                gateway.send(gateway.request(null, "GET", path, null).header("If-None-Match", first.header("ETag")));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(again.header("Cache-Control")).isEqualTo(caching);
        assertThat(again.header("Content-Type")).isNull();
        Answer other = gateway.send(gateway.request(null, "GET", path, null).header("If-None-Match", "\"other\""));
        assertThat(other.status()).isEqualTo(200);
    }

    /** Each form has its own tag, so that a cache mixes none up; and is sent as it was made before. */
    @ParameterizedTest
    @CsvSource({
        "'gzip, deflate, br, zstd', br",
        "'gzip', gzip",
        "'br;q=0.5, gzip;q=0.9', gzip",
        "'br;q=0, *', gzip",
        "'*', br",
        "'identity', ",
        "'gzip;q=0, br;q=0', ",
        "'gzip;q=x', "
    })
    void whatPagesAreMadeOfComesInTheFormThatIsLikedBest(String accepted, String encoding) {
        String path = stylesheet();
        Answer answer = gateway.send(gateway.request(null, "GET", path, null).header("Accept-Encoding", accepted));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Encoding")).isEqualTo(encoding);
        assertThat(answer.header("Vary")).containsIgnoringCase("accept-encoding");
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        Answer plain = gateway.get(null, path);
        assertThat(plain.header("Content-Encoding")).isNull();
        assertThat(answer.header("ETag").equals(plain.header("ETag"))).isEqualTo(encoding == null);
        Answer again = gateway.send(gateway.request(null, "GET", path, null)
                .header("Accept-Encoding", accepted)
                .header("If-None-Match", answer.header("ETag")));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.header("ETag")).isEqualTo(answer.header("ETag"));
        assertThat(again.header("Vary")).containsIgnoringCase("accept-encoding");
    }

    /** What a page names is there; and its tag and length are told without it. */
    @ParameterizedTest
    @ValueSource(strings = {"/", "/me", "/journeys", "/nodes", "/sales/sale", "/draws/sale", "/reservations/x"})
    void allThatAPageNamesIsThere(String path) {
        String page = gateway.text(path);
        List<String> named = Pattern.compile("/assets/[\\w.-]+")
                .matcher(page)
                .results()
                .map(MatchResult::group)
                .toList();

        assertThat(named).hasSizeGreaterThan(2).allMatch(name -> name.matches(".*\\.[0-9a-f]{10}\\.\\w+"));
        for (String name : named) {
            Answer head = gateway.send(gateway.request(null, "HEAD", name, null));
            assertThat(head.status()).as(name).isEqualTo(200);
            assertThat(head.header("ETag")).isNotNull();
        }
        assertThat(gateway.send(gateway.request(null, "HEAD", path, null)).status())
                .isEqualTo(200);
    }

    /** A page that was kept by somebody is not mixed up with the files of today. */
    @Test
    void aFileOfAnotherContentIsNotThere() {
        assertThat(gateway.get(null, stylesheet().replaceFirst("\\.[0-9a-f]{10}\\.", ".0123456789."))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aSalesPageSaysWhatItWillAskFor() {
        String links = gateway.get(null, "/sales/sale").header("Link");

        assertThat(links).contains("</v1/sales/sale>; rel=preload; as=fetch; crossorigin");
        assertThat(links).as("of what is counted it needs no more").doesNotContain("modulepreload", "/seats");
        assertThat(gateway.get(null, "/sales/unknown").header("Link")).isNull();
        assertThat(gateway.get(null, "/sales/a%22%3E%0d%0aX:b").header("Link")).isNull();
    }

    @Test
    void whatAKindNeedsBesidesIsKnown() {
        assertThat(BuiltPages.scripts("seated"))
                .anyMatch(script -> script.matches("/assets/seated_choice\\.[0-9a-f]{10}\\.js"));
    }

    private String stylesheet() {
        Matcher named = Pattern.compile("/assets/style\\.[0-9a-f]+\\.css").matcher(gateway.text("/"));
        assertThat(named.find()).isTrue();
        return named.group();
    }

    @Test
    void aSaleThatChangedHasAnotherTag() {
        String before = gateway.get(null, "/v1/sales/sale").header("ETag");
        gateway.sale.shows(FakeSale.view(SaleStatus.PAUSED, FakeSale.SOME_LEFT));
        Answer after = gateway.send(
                gateway.request(null, "GET", "/v1/sales/sale", null).header("If-None-Match", before));
        assertThat(after.status()).isEqualTo(200);
        assertThat(after.json().getString("status")).isEqualTo("PAUSED");
    }

    @Test
    void whatNoRouteAnswersIsAProblem() {
        assertThat(gateway.get(null, "/v1/nothing").status()).isEqualTo(404);
        Answer method = gateway.send(gateway.request(null, "PUT", "/v1/sales", "{}"));
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.header("Allow")).isEqualTo("GET, HEAD");
        assertThat(gateway.get(null, "/v1/sales?cursor=x").status()).isEqualTo(400);
        gateway.ledger.open = false;
        assertThat(gateway.get(null, "/v1/sales").status()).isEqualTo(503);
        assertThat(gateway.get(null, "/v1/sales/sale").status()).isEqualTo(503);
    }
}
