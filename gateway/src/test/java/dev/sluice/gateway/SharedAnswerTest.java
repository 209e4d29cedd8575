package dev.sluice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.TestGateway.Answer;
import dev.sluice.sale.SaleStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What everybody gets alike, and caches keep. */
final class SharedAnswerTest {
    private final TestGateway gateway = new TestGateway();

    @AfterEach
    void close() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/sales, 'public, max-age=1'",
        "/v1/sales/sale, 'public, max-age=1'",
        "/v1/stops, 'public, max-age=1'",
        "/v1/journeys?from=a&to=b&date=2026-12-01, 'public, max-age=1'",
        "/, no-cache",
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
