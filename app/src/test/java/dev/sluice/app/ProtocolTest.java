package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.Visitor;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, what comes back is an answer or a problem, and never a page or a stack trace. */
final class ProtocolTest extends SharedSluice {
    private static final String LARGE = "{\"title\": \"" + "x".repeat(17_000) + "\"}";

    @Test
    void everyDocumentedOperationAnswers() {
        OpenApi described = OpenApi.load();
        described.operations().forEach((operation, path) -> {
            Answer answer = send(operation, BodyPublishers.ofString(described.takesBody(operation) ? "{}" : ""));
            assertThat(answer.status()).as(operation).isNotEqualTo(405);
            boolean fallback = answer.status() == 404 && "there is nothing here".equals(answer.text("/detail"));
            assertThat(fallback).as(operation).isEqualTo(path.equals("/assets/{file}"));
        });
    }

    /** What would be ignored is refused, before anything else is asked: nobody is to believe that they asked for it. */
    @Test
    void everyOperationThatTakesNoBodyRefusesOne() {
        OpenApi described = OpenApi.load();
        byte[] body = "{\"quantity\": 1}".getBytes();
        described.operations().keySet().stream()
                .filter(operation -> !described.takesBody(operation))
                .forEach(operation -> {
                    for (BodyPublisher content : List.of(
                            BodyPublishers.ofByteArray(body),
                            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))) {
                        Answer answer = send(operation, content);
                        assertThat(answer.status()).as(operation).isEqualTo(400);
                        assertThat(answer.reason()).as(operation).isEqualTo("INVALID");
                    }
                });
    }

    @Test
    void aBodyThatIsEmptyIsNone() {
        TestSale.of("empty-body").create(sluice);
        for (String body : new String[] {"Content-Length: 0\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"}) {
            String answer = RawRequest.send(
                    sluice,
                    "POST /v1/admin/sales/empty-body/pause HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer "
                            + sluice.token("mia", "merchant") + "\r\n" + body);
            assertThat(answer).startsWith("HTTP/1.1 200 ");
        }
    }

    private static Answer send(String operation, BodyPublisher body) {
        String[] named = operation.split(" ", 2);
        String there = named[1].replace("{sale}", "nothing")
                .replace("{provider}", "nothing")
                .replace("{file}", "nothing")
                .replaceAll("\\{[a-z]+}", "00000000-0000-8000-8000-000000000000");
        return sluice.merchant()
                .with("Content-Type", "application/json")
                .with("Idempotency-Key", "k")
                .with("If-Match", "\"v1\"")
                .send(named[0], there, body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/nothing", "/v1", "/v1/sales/a/b", "/v1/reservations/", "/assets/nothing.js", "/../pom.xml"})
    void whatDoesNotExistIsNotFound(String path) {
        Answer answer = sluice.visitor().get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.reason()).isEqualTo("NOT_FOUND");
    }

    @Test
    void aPersonWithAWrongLinkGetsAPageAndAProgramDoesNot() {
        String page = RawRequest.send(
                sluice, "GET /nothing HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\nConnection: close\r\n\r\n");
        String problem = RawRequest.send(
                sluice, "GET /v1/nothing HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\nConnection: close\r\n\r\n");

        assertThat(page).startsWith("HTTP/1.1 404 ").contains("text/html");
        assertThat(problem).startsWith("HTTP/1.1 404 ").contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/time", "/v1/sales/any", "/v1/admin/sales", "/health/live", "/"})
    void anotherMethodIsNotAllowed(String path) {
        Answer answer = sluice.visitor().send("PUT", path, BodyPublishers.ofString("x"));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.reason()).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(answer.header("Allow")).isNotEmpty();
    }

    @Test
    void theHotRouteHasNoOtherMethod() {
        Answer answer = sluice.visitor().get(SALES + "any/reservations");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("POST");
    }

    @Test
    void aBodyOverItsBoundIsTooLarge() {
        TestSale.of("large").create(sluice);
        Visitor mia = sluice.merchant().with("Idempotency-Key", "k");
        for (String path : new String[] {ADMIN + "large/tiers/standard/capacity", SALES + "large/reservations"}) {
            Answer known = mia.post(path, LARGE);
            Answer chunked = mia.with("Content-Type", "application/json")
                    .send("POST", path, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(LARGE.getBytes())));
            assertThat(Stream.of(known, chunked)).extracting(Answer::status).containsOnly(413);
            assertThat(Stream.of(known, chunked)).extracting(Answer::reason).containsOnly("TOO_LARGE");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/jsonx", "multipart/form-data; boundary=x"})
    void anotherMediaTypeIsUnsupported(String type) {
        TestSale.of("media-" + type.replaceAll("[^a-z]", "")).create(sluice);
        Visitor mia = sluice.merchant().with("Content-Type", type).with("Idempotency-Key", "k");

        assertThat(mia.post("/v1/admin/sales", "{}").status()).isEqualTo(415);
        assertThat(mia.post(SALES + "media-" + type.replaceAll("[^a-z]", "") + "/reservations", "{}")
                        .status())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "1", "\"x\"", "{", "{\"a\"", "{} {}", "\u0000"})
    void whatIsNoJsonObjectIsABadRequest(String body) {
        Answer answer = sluice.merchant()
                .with("Content-Type", "application/json")
                .send("POST", "/v1/admin/sales", BodyPublishers.ofString(body));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isEqualTo("INVALID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "1", "{", "{\"quantity\": 1} x", "\u0000"})
    void aPurchaseThatIsNoJsonObjectIsABadRequest(String body) {
        String sale = "json-" + Math.abs(body.hashCode());
        TestSale.of(sale).create(sluice);

        Answer answer = sluice.user("ann").with("Idempotency-Key", "k").post(SALES + sale + "/reservations", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.list("/errors")).isNotEmpty();
    }

    @Test
    void everyWrongFieldOfAPurchaseIsNamed() {
        TestSale.of("fields").create(sluice);

        Answer answer = sluice.user("ann")
                .with("Idempotency-Key", "k")
                .post(SALES + "fields/reservations", "{\"tier\": 7, \"quantity\": -1, \"a/b~c\": {\"d\": []}}");

        assertThat(answer.texts("/errors", "/pointer")).containsExactlyInAnyOrder("/tier", "/quantity", "/a~1b~0c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b"})
    void anIdempotencyKeyIsVisible(String key) {
        String sale = "key-" + Math.abs(key.hashCode());
        TestSale.of(sale).create(sluice);

        Answer answer = sluice.user("ann").buy(sale, key, 1);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/headers/Idempotency-Key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"?cursor=%zz", "?cursor=!", "?cursor=LTE6MQ", "?cursor=YTpi", "?limit=0&cursor=", "?wait=%"})
    void aBentQueryIsNoFailureOfOurs(String query) {
        String raw = RawRequest.send(
                sluice,
                "GET /v1/me/reservations" + query + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                        + "Authorization: Bearer " + sluice.token("ann") + "\r\n\r\n");

        assertThat(raw).startsWith("HTTP/1.1 ").doesNotStartWith("HTTP/1.1 5");
    }

    @Test
    void whatIsNotHttpIsAnsweredWithAProblem() {
        String raw = RawRequest.send(sluice, "this is not HTTP\r\n\r\n");

        assertThat(raw)
                .startsWith("HTTP/1.0 400 ")
                .contains("application/problem+json")
                .contains("\"INVALID\"");
    }

    @Test
    void headersOverTheirBoundAreTooLarge() {
        String raw = RawRequest.send(
                sluice, "GET /v1/time HTTP/1.1\r\nHost: a\r\nX-Large: " + "x".repeat(10_000) + "\r\n\r\n");

        assertThat(raw)
                .startsWith("HTTP/1.1 431 ")
                .contains("application/problem+json")
                .contains("HEADERS_TOO_LARGE");
    }

    @Test
    void aLineOverItsBoundIsTooLong() {
        String raw = RawRequest.send(sluice, "GET /" + "x".repeat(5_000) + " HTTP/1.1\r\nHost: a\r\n\r\n");

        assertThat(raw)
                .startsWith("HTTP/1.0 414 ")
                .contains("application/problem+json")
                .contains("URI_TOO_LONG");
    }

    @Test
    void aPathThatCannotBeDecodedIsABadRequest() {
        String raw = RawRequest.send(sluice, "GET /v1/sales/%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertThat(raw).startsWith("HTTP/1.1 4").contains("application/problem+json");
    }

    @Test
    void operatorsAreTold() {
        Visitor visitor = sluice.visitor();
        assertThat(visitor.get("/health/live").text("/status")).isEqualTo("UP");
        assertThat(visitor.get("/health/ready").status()).isEqualTo(200);
        assertThat(visitor.get("/metrics").body()).contains("sluice_up 1");
        assertThat(visitor.get("/openapi.json").text("/openapi")).isEqualTo("3.1.0");
        sluice.becomeUnready("the ledger does not answer");
        Await.until(
                "it is no longer as it was a moment ago",
                () -> visitor.get("/health/ready").status() == 503);
        Answer unready = visitor.get("/health/ready");
        sluice.becomeUnready(null);
        assertThat(unready.status()).isEqualTo(503);
        assertThat(unready.text("/detail")).isEqualTo("the ledger does not answer");
    }

    @Test
    void aSaleThatIsAsKnownIsNotSentAgain() {
        TestSale.of("known").units(5).create(sluice);
        for (String path : new String[] {SALES + "known", "/v1/sales"}) {
            Answer first = sluice.visitor().get(path);
            Visitor knowing = sluice.visitor().with("If-None-Match", first.header("ETag"));
            assertThat(knowing.get(path).status()).isEqualTo(304);
            sluice.user("user-of-" + path.length()).buy("known", "k", 1);
            Answer changed = knowing.get(path);
            assertThat(changed.status()).isEqualTo(200);
            assertThat(changed.header("ETag")).isNotEqualTo(first.header("ETag"));
        }
    }

    @Test
    void theDemoHandsOutTokens() {
        Answer token = sluice.visitor().post("/v1/demo/token", "{\"user\": \"ann\", \"roles\": [\"merchant\"]}");

        assertThat(token.status()).isEqualTo(201);
        assertThat(sluice.visitor()
                        .withToken(token.text("/token"))
                        .get(ADMIN + "nothing")
                        .status())
                .isEqualTo(404);
        assertThat(sluice.visitor().post("/v1/demo/token", "{\"roles\": [1]}").texts("/errors", "/pointer"))
                .containsExactlyInAnyOrder("/user", "/roles/0");
    }
}
