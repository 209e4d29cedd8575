package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import dev.sluice.app.DocumentedRequests.Request;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.gateway.DoorConfig;
import dev.sluice.gateway.tls.TlsConfig;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What every answer of every route tells browsers, whoever asks and whatever comes of it, and that the pages can live with it. */
final class SecurityHeadersTest {
    private static final String ORIGIN = "https://tickets.example";
    private static final String STRANGER = "https://tickets.example.evil.example";

    private static RunningSluice sluice;
    private static FuzzedShop shop;

    @BeforeAll
    static void open() {
        sluice = RunningSluice.start(RunningSluice.Options.USUAL.with(new DoorConfig(TlsConfig.NONE, Set.of(ORIGIN))));
        shop = FuzzedShop.open(sluice);
    }

    @AfterAll
    static void close() {
        sluice.close();
    }

    private static List<Answer> walk(Visitor visitor, String method) {
        List<Answer> answers = new ArrayList<>();
        Random chance = new Random(1);
        for (Request request : shop.requests()) {
            String path = shop.path(request, null, chance);
            Answer answer = visitor.send(method == null ? request.method() : method, path, BodyPublishers.noBody());
            assertTold(request + " " + path, answer);
            answers.add(answer);
        }
        return answers;
    }

    private static void assertTold(String what, Answer answer) {
        String all = what + " -> " + answer.status() + " " + answer.headers();
        assertThat(answer.header("X-Content-Type-Options")).as(all).isEqualTo("nosniff");
        String caching = answer.header("Cache-Control");
        assertThat(caching).as(all).isNotEmpty();
        assertThat(answer.header("Sluice-Now").isEmpty()).as(all).isNotEqualTo(caching.equals("no-store"));
        if (caching.startsWith("public")) {
            assertThat(what).as(all).doesNotContain("/v1/me", "/admin/", "/v1/reservations", "/v1/payments");
        }
        String policy = answer.header("Content-Security-Policy");
        assertThat(policy).as(all).doesNotContain("unsafe", "*", "data:", "http");
        if (answer.header("Content-Type").startsWith("text/html")) {
            assertThat(policy).as(all).contains("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'");
            assertThat(answer.header("Referrer-Policy")).as(all).isEqualTo("no-referrer");
            assertThat(answer.header("Permissions-Policy")).as(all).contains("geolocation=()");
            assertThat(answer.header("Cross-Origin-Opener-Policy")).as(all).isEqualTo("same-origin");
            assertThat(answer.body()).as(all).doesNotContain("<style", " style=", " onclick=", "<script>");
        }
    }

    @Test
    void everyAnswerOfEveryRouteTellsBrowsersWhatItIs() {
        List<Answer> answers = new ArrayList<>();
        answers.addAll(walk(sluice.visitor(), null));
        answers.addAll(walk(sluice.user("ann"), null));
        answers.addAll(walk(sluice.merchant(), null));
        answers.addAll(walk(sluice.merchant(), "HEAD"));
        answers.addAll(walk(sluice.merchant(), "PUT"));
        Answer wrong = sluice.merchant().get("/v1/admin/refunds?state=x");
        assertTold("a wrong query", wrong);
        answers.add(wrong);
        assertThat(answers.stream().map(Answer::status)).contains(200, 400, 401, 403, 404, 405);
    }

    @Test
    void aPersonWhoFollowsAWrongLinkIsToldOnAPageLikeAllOthers() {
        Answer answer = sluice.visitor().with("Accept", "text/html").send("GET", "/nowhere", BodyPublishers.noBody());
        assertThat(answer.status()).isEqualTo(404);
        assertTold("a wrong link", answer);
    }

    @Test
    void whatIsNoRequestIsAnsweredAlike() {
        assertThat(RawRequest.send(sluice, "BREW / HTTP/1.1\r\nHost: shop\r\n\r\n"))
                .contains("501 ", "nosniff", "no-store");
        assertThat(RawRequest.send(sluice, "GET / HTTP/1.1\r\n\r\n")).contains("400 ", "nosniff", "no-store");
    }

    /** Whatever a page loads, runs, sends or shows, the browser finds nothing in it that the policy forbids. */
    @Test
    void noPageBreaksItsPolicyInABrowser() {
        try (BrowserContext context = TestBrowser.chromium().browser().newContext()) {
            List<String> violations = new ArrayList<>();
            context.exposeBinding("violated", (_, what) -> violations.add(String.valueOf(what[0])));
            context.addInitScript(
                    "document.addEventListener('securitypolicyviolation', (e) =>"
                            + " violated(e.documentURI + ' ' + e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sourceFile));");
            Random chance = new Random(1);
            int pages = 0;
            for (Request request : shop.requests()) {
                String path = request.path();
                // What is no page is shown by one of the browser's own, which keeps no policy of ours.
                if (!request.method().equals("GET")
                        || path.startsWith("/v1/")
                        || path.startsWith("/health")
                        || path.equals("/favicon.ico")) {
                    continue;
                }
                for (int again = 0; again < (path.contains("{") ? 4 : 1); again++) {
                    try (Page page = context.newPage()) {
                        page.onConsoleMessage(message -> {
                            if (message.text().contains("Content Security Policy")) {
                                violations.add(message.text());
                            }
                        });
                        page.navigate(
                                sluice.url(shop.path(request, null, chance)).toString());
                        page.waitForLoadState(LoadState.LOAD);
                        page.evaluate("() => new Promise((done) => setTimeout(done, 50))");
                        pages++;
                    }
                }
            }
            assertThat(pages).isGreaterThan(10);
            assertThat(violations).isEmpty();
        }
    }

    /** Or the test above would find nothing. */
    @Test
    void aBrowserDoesFindWhatAPolicyForbids() {
        try (BrowserContext context = TestBrowser.chromium().browser().newContext();
                Page page = context.newPage()) {
            page.navigate(sluice.url("/").toString());
            Object found = page.evaluate("""
                    () => new Promise((found) => {
                      document.addEventListener('securitypolicyviolation', (e) => found(e.violatedDirective));
                      const script = document.createElement('script');
                      script.textContent = 'window.ran = true';
                      document.body.append(script);
                    })""");
            assertThat(found).isEqualTo("script-src-elem");
            assertThat(page.evaluate("() => window.ran")).isNull();
        }
    }

    @Test
    void everyRouteTellsWhoIsNamedWhoMayReadIt() {
        for (Answer answer : walk(sluice.merchant().with("Origin", ORIGIN), null)) {
            assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
            assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
            assertThat(answer.header("Access-Control-Expose-Headers"))
                    .contains("Retry-After", "RateLimit", "Sluice-Now", "Location");
            assertThat(answer.header("Vary")).isEqualTo("origin");
        }
    }

    @Test
    void nobodyElseMayRead() {
        for (String origin : new String[] {STRANGER, "null", "http://tickets.example", ORIGIN + ":8443", "*", ""}) {
            for (Answer answer : walk(sluice.merchant().with("Origin", origin), "GET")) {
                assertThat(answer.header("Access-Control-Allow-Origin"))
                        .as(origin)
                        .isEmpty();
                assertThat(answer.header("Vary")).isEqualTo("origin");
            }
        }
    }

    @Test
    void whoIsNamedMaySendWhatEveryRouteTakes() {
        for (Request request : shop.requests()) {
            Visitor page = sluice.visitor()
                    .with("Origin", ORIGIN)
                    .with("Access-Control-Request-Method", request.method())
                    .with("Access-Control-Request-Headers", "authorization, idempotency-key");
            Answer answer = page.send("OPTIONS", shop.path(request, null, new Random(1)), BodyPublishers.noBody());
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.header("Access-Control-Allow-Methods")).contains(request.method());
            assertThat(answer.header("Access-Control-Allow-Headers"))
                    .contains("Authorization", "Idempotency-Key", "If-Match", "Content-Type");
            request.parameters().stream()
                    .filter(parameter ->
                            parameter.in().equals("header") && !parameter.name().equals("Sandbox-Signature"))
                    .forEach(parameter -> assertThat(answer.header("Access-Control-Allow-Headers"))
                            .contains(parameter.name()));
        }
        Answer stranger = sluice.visitor()
                .with("Origin", STRANGER)
                .with("Access-Control-Request-Method", "POST")
                .send("OPTIONS", "/v1/sales", BodyPublishers.noBody());
        assertThat(stranger.status()).isEqualTo(405);
        assertThat(stranger.header("Access-Control-Allow-Origin")).isEmpty();
    }
}
