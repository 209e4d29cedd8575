package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Visitor;
import dev.sluice.gateway.wire.WireConfig;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no HTTP, or could be read in two ways, is the sender's fault: it is told so, and hung up on. */
final class FramingTest {
    private static final String BUY = "POST /v1/sales/framed/reservations HTTP/1.1\r\n";
    private static final String HOST = "Host: shop\r\n";
    private static final String END = "Connection: close\r\n\r\n";
    /** The only ones of the server's own that a bad request may have. */
    private static final Set<Integer> NOT_SPOKEN = Set.of(501, 505);

    /** As far as the name of the server that a client asks for. */
    private static final String TLS_HELLO = "\u0016\u0003\u0001\u0000\u00c5\u0001\u0000\u0000\u00c1\u0003\u0003"
            + "\u00fa\r\n\u0000".repeat(40) + "\u0000\u0000\u0009shop.test\r\n\r\n";

    private static final Pattern ANSWER = Pattern.compile("HTTP/1\\.[01] (\\d{3}) ");

    private static RunningSluice sluice;
    private static String ann;

    @BeforeAll
    static void start() {
        WireConfig impatient = WireConfig.usual(1_000).withPatience(1, 1, 1);
        sluice = RunningSluice.start(RunningSluice.Options.USUAL.with(impatient));
        TestSale.of("framed").units(1_000).with("limitPerUser", "1000").create(sluice);
        ann = "Authorization: Bearer " + sluice.token("ann") + "\r\nIdempotency-Key: k\r\n"
                + "Content-Type: application/json\r\n";
    }

    @AfterAll
    static void stop() {
        sluice.close();
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                heads("no Host", 400, "GET /v1/time HTTP/1.1\r\n\r\n"),
                heads("two Hosts", 400, "GET /v1/time HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
                heads("the same Host twice", 400, "GET /v1/time HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n"),
                heads("two Hosts of HTTP/1.0", 400, "GET /v1/time HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n"),
                heads("an empty Host", 400, "GET /v1/time HTTP/1.1\r\nHost:\r\n\r\n"),
                heads("a Host with a path", 400, "GET /v1/time HTTP/1.1\r\nHost: a/b\r\n\r\n"),
                heads("a Host with a space", 400, "GET /v1/time HTTP/1.1\r\nHost: a b\r\n\r\n"),
                heads("a folded header", 400, "GET /v1/time HTTP/1.1\r\nX: a\r\n b\r\n" + HOST + "\r\n"),
                heads("a header folded by a tab", 400, "GET /v1/time HTTP/1.1\r\nX: a\r\n\tb\r\n" + HOST + "\r\n"),
                heads("a folded first header", 400, "GET /v1/time HTTP/1.1\r\n X: a\r\n" + HOST + "\r\n"),
                heads("folded after blank lines", 400, "\r\n\r\nGET / HTTP/1.1\r\nX: a\r\n b\r\n" + HOST + "\r\n"),
                heads("a header without a colon", 400, "GET /v1/time HTTP/1.1\r\n" + HOST + "nonsense\r\n\r\n"),
                heads("a header without a name", 400, "GET /v1/time HTTP/1.1\r\n" + HOST + ": a\r\n\r\n"),
                heads("a space before the colon", 400, "GET /v1/time HTTP/1.1\r\n" + HOST + "X : a\r\n\r\n"),
                heads("NUL in a value", 400, "GET /v1/time HTTP/1.1\r\n" + HOST + "X: a\u0000b\r\n\r\n"),
                heads("NUL in a name", 400, "GET /v1/time HTTP/1.1\r\n" + HOST + "X\u0000: a\r\n\r\n"),
                heads("CR in a value", 400, "GET /v1/time HTTP/1.1\r\n" + HOST + "X: a\rb\r\n\r\n"),
                heads("lines that end in LF", 400, "GET /v1/time HTTP/1.1\nHost: a\n\n"),
                heads("NUL in the target", 400, "GET /v1/t\u0000 HTTP/1.1\r\n" + HOST + "\r\n"),
                heads("no ASCII in the target", 400, "GET /v1/t\u00fc HTTP/1.1\r\n" + HOST + "\r\n"),
                heads("a space in the target", 400, "GET /v1/t ime HTTP/1.1\r\n" + HOST + "\r\n"),
                heads("a target that is no path", 400, "GET v1/time HTTP/1.1\r\n" + HOST + "\r\n"),
                heads("an asterisk", 400, "OPTIONS * HTTP/1.1\r\n" + HOST + "\r\n"),
                heads("an asterisk to get", 400, "GET * HTTP/1.1\r\n" + HOST + "\r\n"),
                heads("a URL without a host", 400, "GET http:///v1/time HTTP/1.1\r\n" + HOST + "\r\n"),
                heads("another scheme", 400, "GET ftp://shop/v1/time HTTP/1.1\r\n" + HOST + "\r\n"),
                heads("a fragment only", 400, "GET # HTTP/1.1\r\n" + HOST + "\r\n"),
                heads("HTTP/0.9", 400, "GET /v1/time\r\n\r\n"),
                heads("HTTP/2.0", 505, "GET /v1/time HTTP/2.0\r\n" + HOST + "\r\n"),
                heads("the preface of HTTP/2", 505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                heads("HTTP/1.2", 505, "GET /v1/time HTTP/1.2\r\n" + HOST + "\r\n"),
                heads("no version", 400, "GET /v1/time HTTPS/x\r\n" + HOST + "\r\n"),
                heads("a method that is none", 501, "BREW /v1/time HTTP/1.1\r\n" + HOST + "\r\n"),
                heads("a method in small letters", 501, "get /v1/time HTTP/1.1\r\n" + HOST + "\r\n"),
                heads("TRACE", 501, "TRACE /v1/time HTTP/1.1\r\n" + HOST + "\r\n"),
                heads("CONNECT", 501, "CONNECT shop:443 HTTP/1.1\r\n" + HOST + "\r\n"),
                heads("a long line", 414, "GET /" + "x".repeat(5_000) + " HTTP/1.1\r\n" + HOST + "\r\n"),
                heads("a long header", 431, "GET / HTTP/1.1\r\n" + HOST + "X: " + "x".repeat(9_000) + "\r\n\r\n"),
                heads("many headers", 431, "GET / HTTP/1.1\r\n" + HOST + "X: y\r\n".repeat(3_000) + "\r\n"),
                heads("another expectation", 417, BUY + HOST + "Expect: 200-ok\r\nContent-Length: 2\r\n\r\n{}"),
                heads("length and chunks", 400, BUY + HOST + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n"),
                heads("two lengths", 400, BUY + HOST + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"),
                heads("a list of lengths", 400, BUY + HOST + "Content-Length: 2, 2\r\n\r\n{}"),
                heads("a length below nothing", 400, BUY + HOST + "Content-Length: -1\r\n\r\n"),
                heads("a length with a sign", 400, BUY + HOST + "Content-Length: +2\r\n\r\n{}"),
                heads("a length that is none", 400, BUY + HOST + "Content-Length: two\r\n\r\n{}"),
                heads("a length beyond all", 400, BUY + HOST + "Content-Length: 99999999999999999999\r\n\r\n{}"),
                heads("another coding", 400, BUY + HOST + "Transfer-Encoding: gzip\r\n\r\n"),
                heads("a coding around chunks", 501, BUY + HOST + "Transfer-Encoding: gzip, chunked\r\n\r\n"),
                heads(
                        "chunks twice",
                        400,
                        BUY + HOST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n"),
                heads(
                        "chunks of HTTP/1.0",
                        400,
                        BUY.replace("1.1", "1.0") + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"));
    }

    private static Arguments heads(String what, int status, String bytes) {
        return Arguments.of(what, status, bytes);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("broken")
    void aHeadThatBreaksTheRulesIsRefusedAndItsConnectionClosed(String what, int status, String bytes)
            throws IOException {
        try (RawConnection client = new RawConnection(sluice.port())) {
            client.send(bytes);
            List<RawConnection.Answer> answers = client.readAll();
            assertThat(answers).extracting(RawConnection.Answer::status).containsExactly(status);
            assertThat(answers.getFirst().headers()).containsEntry("content-type", "application/problem+json");
            assertThat(answers.getFirst().body()).doesNotContain("Exception");
        }
    }

    static Stream<String> chunks() {
        return Stream.of(
                "zz\r\n{}\r\n0\r\n\r\n",
                "-2\r\n{}\r\n0\r\n\r\n",
                "\r\n{}\r\n0\r\n\r\n",
                "2\r\n{}0\r\n\r\n",
                "2\r\n{}xx0\r\n\r\n",
                "2\n{}\n0\n\n",
                "fffffffffffffffff\r\n{}\r\n0\r\n\r\n",
                "ffffffff\r\n{}\r\n0\r\n\r\n",
                "2;" + "x".repeat(9_000) + "\r\n{}\r\n0\r\n\r\n",
                "2\r\n{}\r\n0\r\n" + "X: y\r\n".repeat(3_000) + "\r\n",
                "2\r\n{}\r\n0\r\nX\u0000: y\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("chunks")
    void aChunkThatIsNoneIsABadRequest(String body) throws IOException {
        String mia =
                "Authorization: Bearer " + sluice.token("mia", "merchant") + "\r\nContent-Type: application/json\r\n";
        for (String head : List.of(BUY + HOST + ann, "POST /v1/admin/sales HTTP/1.1\r\n" + HOST + mia)) {
            try (RawConnection client = new RawConnection(sluice.port())) {
                client.send(head + "Transfer-Encoding: chunked\r\n\r\n" + body);
                List<RawConnection.Answer> answers = client.readAll();
                assertThat(answers)
                        .as(head)
                        .extracting(RawConnection.Answer::status)
                        .containsExactly(400);
            }
        }
    }

    @Test
    void whatIsUnusualAndAllowedIsServed() throws IOException {
        for (String head : List.of(
                "GET http://shop/v1/time HTTP/1.1\r\nHost: shop\r\n",
                "GET HTTP://shop:80/v1/time HTTP/1.1\r\nHost: other\r\n",
                "GET /v1/time HTTP/1.1\r\nHost: [::1]:8080\r\n",
                "GET /v1/time?x=%20&&=&%C3%BC HTTP/1.1\r\nHost: shop\r\n",
                "\r\n\r\nGET /v1/time HTTP/1.1\r\nHost: shop\r\n",
                "GET /v1/time HTTP/1.0\r\n",
                "GET /v1/time HTTP/1.1\r\nhOsT:shop\r\nX-Empty:\r\nX-Latin: \u00fc\r\n")) {
            try (RawConnection client = new RawConnection(sluice.port())) {
                client.send(head + END);
                assertThat(client.readAll())
                        .as(head)
                        .extracting(RawConnection.Answer::status)
                        .containsExactly(200);
            }
        }
    }

    /** A body of any kind, on a route that wants another, is no failure of the server. */
    @Test
    void aFormIsNoFailureWhereNoneIsWanted() throws IOException {
        for (String type : List.of(
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=x; boundary=y",
                "application/x-www-form-urlencoded",
                "application/x-www-form-urlencoded; charset=nonsense",
                "nonsense",
                ";",
                "")) {
            for (String path :
                    List.of("/v1/admin/sales", "/v1/payments/sandbox/webhook", "/v1/demo/token", "/v1/time")) {
                try (RawConnection client = new RawConnection(sluice.port())) {
                    String body =
                            "--x\r\nContent-Disposition: form-data; name=\"" + "n".repeat(9_000) + "\"\r\n\r\n%zz";
                    client.send("POST " + path + " HTTP/1.1\r\n" + HOST + "Authorization: Bearer "
                            + sluice.token("mia", "merchant") + "\r\nContent-Type: " + type + "\r\nContent-Length: "
                            + body.length() + "\r\n" + END + body);
                    RawConnection.Answer answer = client.read();
                    assertThat(answer.status()).as(type + " to " + path).isBetween(400, 499);
                }
            }
        }
    }

    @Test
    void whoWaitsToBeToldIsToldOnce() throws IOException {
        for (String framing : List.of(
                "Content-Length: 15\r\n\r\n{\"quantity\": 1}",
                "Transfer-Encoding: chunked\r\n\r\nf\r\n{\"quantity\": 1}\r\n0\r\n\r\n")) {
            try (RawConnection client = new RawConnection(sluice.port())) {
                int bodyAt = framing.indexOf("\r\n\r\n") + 4;
                client.send(BUY + HOST + ann.replace(": k", ": k" + bodyAt)
                        + "Expect: 100-Continue\r\nConnection: close\r\n" + framing.substring(0, bodyAt));
                assertThat(client.read().status()).isEqualTo(100);
                client.send(framing.substring(bodyAt));
                assertThat(client.readAll())
                        .extracting(RawConnection.Answer::status)
                        .containsExactly(201);
            }
        }
        try (RawConnection client = new RawConnection(sluice.port())) {
            client.send(BUY.replace("1.1", "1.0") + ann.replace(": k", ": old")
                    + "Expect: 100-continue\r\nContent-Length: 15\r\n\r\n{\"quantity\": 1}");
            assertThat(client.readAll())
                    .extracting(RawConnection.Answer::status)
                    .containsExactly(201);
        }
    }

    /** On every route: the same status and headers, and nothing after them. */
    @Test
    void headIsAnsweredAsGetIs() throws IOException {
        Visitor mia = sluice.merchant();
        List<String> gets = OpenApi.load().operations().entrySet().stream()
                .filter(operation -> operation.getKey().startsWith("GET "))
                .map(operation -> operation
                        .getValue()
                        .replace("{sale}", "framed")
                        .replace("{file}", "shop.css")
                        .replaceAll("\\{[a-z]+}", "00000000-0000-8000-8000-000000000000"))
                .toList();
        assertThat(gets).hasSizeGreaterThan(20);
        String who = "Authorization: Bearer " + sluice.token("mia", "merchant") + "\r\n";
        for (String path : gets) {
            TreeMap<String, String> expected = headers("GET", path, who);
            TreeMap<String, String> got = headers("HEAD", path, who);
            if (expected.remove("transfer-encoding") == null) {
                assertThat(got).as(path).containsKey("content-length");
            }
            for (String one : List.of("content-length", "etag")) {
                if (path.equals("/metrics") || path.equals("/v1/time")) {
                    expected.remove(one);
                    got.remove(one);
                }
            }
            assertThat(got).as(path).isEqualTo(expected);
        }
        assertThat(mia.get("/v1/time").status()).isEqualTo(200);
    }

    private static TreeMap<String, String> headers(String method, String path, String who) throws IOException {
        try (RawConnection client = new RawConnection(sluice.port())) {
            client.send(method + " " + path + " HTTP/1.1\r\n" + HOST + who + END);
            RawConnection.Answer answer = client.read(method);
            assertThat(client.isClosed())
                    .as("nothing after the answer to " + method + " " + path)
                    .isTrue();
            TreeMap<String, String> headers = new TreeMap<>(answer.headers());
            headers.put(":status", Integer.toString(answer.status()));
            return headers;
        }
    }

    @Test
    void noPathAndNoQueryIsAFailureOfOurs() throws Exception {
        List<String> odd = List.of(
                "%",
                "%0",
                "%00",
                "%zz",
                "%ff",
                "%c3%28",
                "%ed%a0%80",
                "..",
                "%2e%2e",
                "%2F",
                ";x",
                "a%20b",
                "%u0041",
                "'",
                "\"",
                "<",
                "{}",
                "-1",
                "9".repeat(40),
                "x".repeat(2_000),
                "%F0%9F%8E%9F",
                "%C3%BC",
                "$1",
                "\\",
                "|",
                "00000000-0000-8000-8000-00000000000g");
        List<String> targets = new ArrayList<>();
        OpenApi.load().operations().forEach((operation, path) -> {
            for (String part : odd) {
                targets.add(operation.substring(0, operation.indexOf(' ')) + " "
                        + path.replaceAll("\\{[a-z]+}", Matcher.quoteReplacement(part)));
            }
            if (operation.startsWith("GET ")) {
                for (String part : odd) {
                    targets.add("GET "
                            + path.replace("{sale}", "framed")
                                    .replaceAll("\\{[a-z]+}", "00000000-0000-8000-8000-000000000000")
                            + "?cursor=" + part + "&limit=" + part + "&since=" + part + "&wait=0&known=" + part
                            + "&receipt=" + part
                            + "&from=" + part + "&to=" + part + "&day=" + part + "&date=" + part + "&status=" + part);
                }
            }
        });
        String who = "Authorization: Bearer " + sluice.token("mia", "merchant")
                + "\r\nIdempotency-Key: k\r\nIf-Match: \"v1\"\r\n"
                + "Content-Type: application/json\r\nContent-Length: 2\r\n";
        List<String> wrong = at20(targets.stream()
                .<Callable<String>>map(target -> () -> {
                    RawConnection.Answer answer = answer(target + " HTTP/1.1\r\n" + HOST + who + END + "{}");
                    return answer != null && (answer.status() < 500 || isBusy(answer)) ? "" : target + " -> " + answer;
                })
                .toList());
        assertThat(wrong).isEmpty();
    }

    /** Null where there is none. This server has little patience, which a machine that is busy with something else may try. */
    private static RawConnection.Answer answer(String request) throws IOException {
        for (int i = 0; i < 3; i++) {
            try (RawConnection client = new RawConnection(sluice.port())) {
                client.send(request);
                RawConnection.Answer answer = client.read();
                if (answer != null && answer.status() != 408) {
                    return answer;
                }
            } catch (SocketException e) {
                // It hung up; once more.
            }
        }
        return null;
    }

    /** Twenty at a time may be more than a pool takes. */
    private static boolean isBusy(RawConnection.Answer answer) {
        return answer.status() == 503 && answer.headers().containsKey("retry-after");
    }

    /** Seeded. Whatever becomes of a head, the server answers it or hangs up, and is not at fault. */
    @Test
    void noBentHeadIsAFailureOfOursAndNoneKeepsAConnection() throws Exception {
        long seed = 20_261_126;
        Random random = new Random(seed);
        List<Callable<String>> attempts = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            String bent = bend(sample(random), random);
            attempts.add(() -> {
                try (RawConnection client = new RawConnection(sluice.port())) {
                    client.send(bent + "GET /v1/time HTTP/1.1\r\n" + HOST + END);
                    String all = client.readRaw();
                    return ANSWER.matcher(all)
                                    .results()
                                    .map(answer -> Integer.parseInt(answer.group(1)))
                                    .allMatch(status -> status < 500 || NOT_SPOKEN.contains(status))
                            ? ""
                            : all + " <- " + bent;
                } catch (SocketException e) {
                    return ""; // It hung up while more was sent.
                }
            });
        }
        assertThat(at20(attempts)).as("seed " + seed).isEmpty();
        try (RawConnection client = new RawConnection(sluice.port())) {
            assertThat(client.isServed("/v1/time")).isTrue();
        }
    }

    /** What anybody can send without end must not fill an operator's disk, nor hide there what matters. */
    @Test
    void thousandsOfBrokenRequestsAreNotWorthALineOfLogEach() throws Exception {
        List<String> broken = new ArrayList<>();
        broken().forEach(one -> broken.add((String) one.get()[2]));
        chunks().forEach(body -> broken.add(BUY + HOST + ann + "Transfer-Encoding: chunked\r\n\r\n" + body));
        for (String type : List.of("multipart/form-data; boundary=", "application/x-www-form-urlencoded", ";")) {
            String form = "name=" + "n".repeat(16_000) + "&%zz=%";
            broken.add("POST /v1/demo/token HTTP/1.1\r\n" + HOST + "Content-Type: " + type + "\r\nContent-Length: "
                    + form.length() + "\r\n" + END + form);
        }
        broken.add("POST /v1/payments/sandbox/webhook HTTP/1.1\r\n" + HOST + "Content-Length: 2\r\n" + END + "{");
        Random random = new Random(26_112_026);
        for (int i = 0; i < 500; i++) {
            broken.add(bend(sample(random), random) + "GET /v1/time HTTP/1.1\r\n" + HOST + END);
        }
        List<Callable<String>> attempts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            broken.forEach(one -> attempts.add(() -> {
                try (RawConnection client = new RawConnection(sluice.port())) {
                    client.send(one);
                    client.readRaw();
                } catch (SocketException e) {
                    // It hung up while more was sent.
                }
                return "";
            }));
        }
        for (int i = 0; i < 20; i++) {
            attempts.add(() -> {
                try (RawConnection client = new RawConnection(sluice.port())) {
                    client.send(TLS_HELLO);
                    client.readRaw();
                }
                return "";
            });
        }
        assertThat(attempts).hasSizeGreaterThan(2_000);
        try (LogLines log = new LogLines()) {
            at20(attempts);
            assertThat(log.traces()).isEmpty();
            assertThat(log.texts()).hasSizeLessThan(10);
        }
    }

    private static String sample(Random random) {
        String body = "{\"quantity\": 1}";
        return switch (random.nextInt(5)) {
            case 0 -> "GET /v1/sales/framed?x=%20y HTTP/1.1\r\n" + HOST + "Accept: */*\r\n\r\n";
            case 1 -> BUY + HOST + ann + "Content-Length: " + body.length() + "\r\n\r\n" + body;
            case 2 ->
                BUY + HOST + ann
                        + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"qua\r\na\r\nntity\": 1}\r\n0\r\nX: y\r\n\r\n";
            case 3 ->
                "POST /v1/demo/token HTTP/1.1\r\n" + HOST + "Content-Type: multipart/form-data; boundary=x\r\n"
                        + "Expect: 100-continue\r\nContent-Length: 8\r\n\r\n--x--\r\n\n";
            default -> "HEAD / HTTP/1.0\r\nConnection: keep-alive\r\nIf-None-Match: \"x\"\r\n\r\n";
        };
    }

    private static String bend(String straight, Random random) {
        StringBuilder bent = new StringBuilder(straight);
        String signs = "\u0000\r\n \t:,;%?#/\\\"0a\u007f\u00ff*-";
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(bent.length());
            int to = Math.min(bent.length(), at + 1 + random.nextInt(12));
            switch (random.nextInt(5)) {
                case 0 -> bent.setCharAt(at, signs.charAt(random.nextInt(signs.length())));
                case 1 -> bent.insert(at, signs.charAt(random.nextInt(signs.length())));
                case 2 -> bent.delete(at, to);
                case 3 -> bent.insert(at, bent.substring(at, to));
                default ->
                    bent.insert(
                            at,
                            String.valueOf(signs.charAt(random.nextInt(signs.length())))
                                    .repeat(random.nextInt(6_000)));
            }
        }
        return bent.toString();
    }

    /** What is wrong, of all of them, done some at a time. */
    private static List<String> at20(List<Callable<String>> attempts) throws InterruptedException, ExecutionException {
        List<String> wrong = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
            for (Future<String> one : threads.invokeAll(attempts)) {
                if (!one.get().isEmpty()) {
                    wrong.add(one.get());
                }
            }
        }
        return wrong;
    }
}
