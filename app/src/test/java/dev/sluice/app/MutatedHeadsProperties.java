package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.DocumentedRequests.Parameter;
import dev.sluice.app.DocumentedRequests.Request;
import dev.sluice.crowd.http.Answer;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every request of the interface's description as no client would send it: by whoever, with another method, with headers that are too
 * many, too long, twice there or at odds, with a body that is cut off or framed otherwise. Each is answered, with what is described, or
 * hung up on if it was never whole. Which ones: see {@link FuzzRounds}.
 */
final class MutatedHeadsProperties extends SharedSluice {
    private static final long SEED = FuzzRounds.SEED;
    private static final String GOOD = "whole";
    private static final int ODDITIES = 3;

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW", "get", "PRI", "");

    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json; charset=utf-8",
            "application/json;charset=\"UTF-8\"; charset=utf-16",
            "application/json; charset=nonsense",
            "application/jsonp",
            "application/merge-patch+json",
            "text/csv",
            "text/csv; charset=iso-8859-1",
            "text/html",
            "text/plain",
            "application/xml",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "*/*",
            "json",
            ";",
            "\u00e4");

    /** Beside what a request has; each a line of its own. */
    private static final List<String> ODD_HEADERS = List.of(
            "Accept: text/html",
            "Accept: application/xml",
            "Accept: */*;q=0",
            "Accept-Encoding: gzip, br;q=1.0, *;q=0",
            "Accept-Language: \u00e4\u00f6\u00fc",
            "Content-Encoding: gzip",
            "Content-Encoding: identity",
            "Content-Length: 0",
            "Content-Length: 7",
            "Content-Length: 99999999",
            "Content-Length: -1",
            "Content-Range: bytes 0-1/2",
            "Range: bytes=0-0",
            "Range: bytes=-1,5-",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: gzip",
            "TE: trailers",
            "Trailer: Content-Length",
            "Expect: 100-continue",
            "Expect: 200-ok",
            "Connection: close",
            "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__",
            "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
            "Connection: Authorization, Host, Idempotency-Key",
            "Host: elsewhere.example",
            "Host: a b",
            "Host:",
            "X-Forwarded-For: 203.0.113.7, 10.0.0.1",
            "X-Forwarded-For: \u00e4, , ::1%lo, 999.1.1.1",
            "X-Forwarded-Proto: https",
            "X-Forwarded-Host: evil.example",
            "Forwarded: for=\"[2001:db8::1]:x\";proto=;;by=",
            "X-HTTP-Method-Override: DELETE",
            "X-Original-URL: /v1/admin/nodes",
            "Origin: https://evil.example",
            "Origin: null",
            "Access-Control-Request-Method: DELETE",
            "Access-Control-Request-Headers: x, authorization",
            "Cookie: a=b; \u0001=\u00fc; ;;",
            "Cookie: " + "c=d; ".repeat(1_200),
            "If-Match: *",
            "If-Match: W/\"v1\"",
            "If-Match: \"v1\", \"v2\"",
            "If-Match: v99999999999999999999",
            "If-None-Match: *",
            "If-None-Match: \"",
            "If-Modified-Since: Thu, 01 Jan 1970 00:00:00 GMT",
            "If-Unmodified-Since: yesterday",
            "Idempotency-Key: k",
            "Idempotency-Key: \u00e4",
            "Idempotency-Key: " + "k".repeat(65),
            "Idempotency-Key:",
            "Prefer: wait=0",
            "Prefer: wait=99999999999",
            "Prefer: wait=-1, respond-async; x=\"",
            "Authorization: Bearer",
            "Authorization: Bearer a.b.c",
            "Authorization: Bearer " + "x".repeat(5_000),
            "Authorization: Basic YTpi",
            "Authorization: \u00e4",
            "Sluice-Channel: " + "c".repeat(3_000),
            "Sluice-User: ann",
            "X: " + "x".repeat(8_200),
            "X: \u0001",
            "X: \u0000",
            "X\u00e4: x",
            " X: folded",
            "X : x",
            ": x",
            "no colon",
            "X: \"\\\"",
            "Date: Thu, 01 Jan 1970 00:00:00 GMT",
            "Max-Forwards: 0",
            "Early-Data: 1",
            "Content-Disposition: attachment; filename=\"../../x\"",
            "Sandbox-Signature: t=1,v1=\u00e4");

    private static final List<String> ODD_TARGETS = List.of(
            "//%s",
            "/.%s",
            "/x/..%s",
            "http://elsewhere.example%s",
            "http://user:pass@shop%s",
            "%s/",
            "%s//",
            "%s;a=b",
            "%s#x",
            "%s?",
            "%s?%%",
            "%s?a=b&a=c&limit=1&limit=2",
            "%s?cursor[]=x",
            "%s%%00",
            "%s%%2e%%2e%%2f",
            "%s\u00e4",
            "%s?q=" + "q".repeat(4_200));

    private final Random chance = new Random(SEED);
    private final MutatedJson mutated = new MutatedJson(chance);
    private final OpenApi described = OpenApi.strict();
    private final Map<Integer, Integer> answers = new TreeMap<>();
    private FuzzedShop shop;
    private int sent;
    private int unanswered;

    /** @param whole whether all of it is sent, and it ends where it says */
    private record Sent(String method, String path, String bytes, boolean whole, String why) {}

    @Test
    void whateverIsSentIsAnsweredAsDescribed() throws IOException {
        TestSale.of(GOOD).units(1_000_000).create(sluice);
        shop = FuzzedShop.open(sluice);
        for (FuzzRounds rounds = FuzzRounds.of(8); rounds.next(); ) {
            for (Request request : shop.requests()) {
                send(made(request));
            }
            FuzzedShop.assertAllRun(sluice);
            assertThat(sluice.user("buyer-" + sent).buy(GOOD, "k", 1).status()).isEqualTo(201);
        }
        assertThat(answers.keySet()).contains(200, 400, 401, 403, 404, 405, 413, 415, 417, 431, 501);
        assertThat(unanswered).isLessThan(sent / 10);
        assertBalanced(GOOD);
    }

    private Sent made(Request request) {
        List<String> why = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        Parameter wrong = chance.nextInt(4) == 0 && !request.parameters().isEmpty() ? one(request.parameters()) : null;
        String method = request.method();
        if (chance.nextInt(4) == 0 || request.path().endsWith("/close")) {
            method = one(METHODS);
            why.add("method");
        }
        String path = shop.path(request, wrong, chance);
        String target = path;
        if (chance.nextInt(6) == 0) {
            target = one(ODD_TARGETS).formatted(path);
            why.add("target");
        }
        lines.add("Host: shop");
        addCaller(lines);
        for (Parameter parameter : request.parameters()) {
            if (parameter.in().equals("header") && (parameter.required() || chance.nextInt(4) == 0)) {
                lines.add(parameter.name() + ": " + one(shop.known(parameter.name())));
            }
        }
        byte[] body = body(request);
        boolean whole = true;
        if (body.length > 0) {
            lines.add("Content-Type: "
                    + (chance.nextInt(4) == 0 || request.mediaType() == null ? one(TYPES) : request.mediaType()));
            lines.add("Content-Length: " + body.length);
        }
        for (int i = chance.nextInt(ODDITIES); i > 0; i--) {
            String odd = chance.nextInt(5) == 0 ? one(lines) : one(ODD_HEADERS);
            lines.add(chance.nextInt(lines.size() + 1), odd);
            whole &= !odd.regionMatches(true, 0, "Content-Length", 0, 14) && !odd.startsWith("Transfer-Encoding: c");
            why.add(odd.length() > 60 ? odd.substring(0, 60) : odd);
        }
        if (body.length > 0 && chance.nextInt(12) == 0) {
            body = Arrays.copyOf(body, chance.nextInt(body.length));
            whole = false;
            why.add("cut off");
        }
        String bytes = method + " " + target + " HTTP/1.1\r\n"
                + lines.stream().map(line -> line + "\r\n").collect(Collectors.joining()) + "\r\n"
                + new String(body, StandardCharsets.ISO_8859_1);
        return new Sent(method, path, bytes, whole, why.toString());
    }

    private void addCaller(List<String> lines) {
        String token = switch (chance.nextInt(8)) {
            case 0 -> null;
            case 1 -> sluice.token("bob");
            case 2, 3 -> sluice.token("ann");
            case 4 -> sluice.token("root", "operator");
            case 5 -> sluice.token("max", "merchant");
            default -> sluice.token("mia", "merchant", "operator");
        };
        if (token != null) {
            lines.add("Authorization: Bearer " + token);
        }
    }

    private byte[] body(Request request) {
        if (request.body() instanceof Map<?, ?> good) {
            @SuppressWarnings("unchecked")
            Map<String, Object> copy = (Map<String, Object>) MutatedJson.copy(good);
            if (request.path().equals("/v1/admin/sales")) {
                copy.put("id", "headed-" + sent);
            }
            return chance.nextInt(3) == 0 ? mutated.mutated(copy) : MutatedJson.written(copy);
        }
        if (request.body() != null) {
            return ((String) request.body()).getBytes(StandardCharsets.UTF_8);
        }
        return chance.nextInt(6) == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : new byte[0];
    }

    private void send(Sent what) throws IOException {
        sent++;
        String said = "seed " + SEED + ", request " + sent + " " + what.why + ":\n" + shown(what.bytes) + "\n-> ";
        RawConnection.Answer raw = answer(what, said);
        if (raw == null) {
            unanswered++;
            assertThat(what.whole && what.bytes.length() < 4_000)
                    .as(said + "hung up")
                    .isFalse();
            return;
        }
        answers.merge(raw.status(), 1, Integer::sum);
        Map<String, List<String>> headers = raw.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue())));
        Answer answer = new Answer(raw.status(), HttpHeaders.of(headers, (_, _) -> true), raw.body());
        assertThat(answer.status())
                .as(said + answer.status() + " " + answer.body())
                .matches(status -> status < 500 || status == 501 || status == 505, "no fault of the server");
        check(what, answer, said);
    }

    /** What a target that is written otherwise leads to is not for this to say: to the same, or to nothing. */
    private void check(Sent what, Answer answer, String said) {
        try {
            described.check(what.method, what.path, answer);
        } catch (AssertionError e) {
            if (!what.why.contains("target")) {
                throw new AssertionError(said + e.getMessage(), e);
            }
            described.check(what.method, "/nothing/of/this/kind", answer);
        }
    }

    /** Null if the server hung up. */
    private static RawConnection.Answer answer(Sent what, String said) throws IOException {
        try (RawConnection connection = new RawConnection(sluice.port())) {
            connection.send(what.bytes);
            if (!what.whole) {
                connection.end();
            }
            RawConnection.Answer answer = connection.read(what.method);
            while (answer != null && answer.status() == 100) {
                answer = connection.read(what.method);
            }
            return answer;
        } catch (SocketTimeoutException e) {
            throw new AssertionError(said + "no answer", e);
        } catch (SocketException e) {
            assertThat(what.bytes.length()).as(said + "hung up with a reset").isGreaterThan(4_000);
            return null;
        }
    }

    private <T> T one(List<T> all) {
        return FuzzedShop.one(all, chance);
    }

    private static String shown(String bytes) {
        return bytes.length() > 2_000 ? bytes.substring(0, 2_000) + " …" : bytes;
    }
}
