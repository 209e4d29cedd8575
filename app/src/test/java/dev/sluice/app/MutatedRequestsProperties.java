package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.DocumentedRequests.Parameter;
import dev.sluice.app.DocumentedRequests.Request;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.engine.writer.LiveSale;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/**
 * Every request of the interface's description, with one thing wrong: whatever it is, the answer says what, and nothing of the product
 * is the worse for it. Which ones is fixed, so that a build is repeatable: {@code -Dsluice.seed} begins elsewhere, {@code -Dsluice.runs}
 * does more (each a request for each example of a body, and for each operation without one).
 */
final class MutatedRequestsProperties extends SharedSluice {
    private static final long SEED = Long.getLong("sluice.seed", 1);
    private static final int RUNS = Integer.getInteger("sluice.runs", 10);
    private static final String JSON = "application/json";
    private static final String GOOD = "unharmed";
    /** To be asked about, and audited in the end. */
    private static final int MAX_SALES = 50;

    private final Random chance = new Random(SEED);
    private final MutatedJson mutated = new MutatedJson(chance);
    private final List<Request> requests = DocumentedRequests.all();
    private final Map<String, List<String>> known = new LinkedHashMap<>();
    private final Map<String, Integer> answers = new TreeMap<>();
    private int sent;
    private int buyers;

    @Test
    void whateverIsSentIsAnsweredAndHarmsNothing() {
        TestSale.of(GOOD).units(1_000_000).create(sluice);
        makeGood();
        refuseByRule();
        for (int run = 0; run < RUNS; run++) {
            for (Request request : requests) {
                sendMutated(request);
            }
            assertUnharmed();
        }
        assertThat(answers.keySet()).contains("200", "201", "400", "401", "403", "404", "409", "412");
        known.get("sale").stream()
                .filter(sale -> sluice.sales.find(sale) != null)
                .forEach(SharedSluice::assertBalanced);
        assertBalanced(GOOD);

        sluice = sluice.startAgain();

        assertUnharmed();
        assertBalanced(GOOD);
    }

    /** Every example of the description works as it stands; what it makes is what the others are about. */
    private void makeGood() {
        known.put("sale", new ArrayList<>(List.of("nothing")));
        for (Request request : requests) {
            if (isCreation(request) || request.path().equals("/v1/admin/timetables")) {
                Answer made = send(sluice.merchant(), request, request.path(), MutatedJson.written(request.body()));
                assertThat(made.status()).as(made.body()).isEqualTo(201);
                known.get("sale")
                        .addAll(made.id() != null ? List.of(made.id()) : List.of((String) made.at("/created/0")));
            }
        }
        assertAllRun();
        Visitor ann = sluice.user("ann");
        Answer held = ann.buy("phone-11", "k", 1).expect(201);
        String seats =
                ann.reserve("hamlet", "k", "{\"seats\": [\"A-1\"]}").expect(201).id();
        String version = sluice.merchant().get(SALES + "hamlet").text("/map/version");
        known.put("id", List.of(held.id(), seats, "00000000-0000-8000-8000-000000000000"));
        known.put("payment", List.of(ann.openPayment(seats).id(), held.id()));
        known.put("version", List.of(version));
        known.put("tier", List.of("standard", "stalls", "second", "share"));
        known.put("provider", List.of("sandbox"));
        known.put("file", List.of("style.css"));
        known.put("from", List.of("jinan-west", "2026-12-01"));
        known.put("to", List.of("shanghai", "2026-12-24"));
        known.put("date", List.of("2026-12-24"));
        known.put("query", List.of("jin"));
        known.put("limit", List.of("2", "200"));
        known.put("cursor", List.of("3", "MTIzOjAwMDAwMDAwLTAwMDAtODAwMC04MDAwLTAwMDAwMDAwMDAwMA"));
        known.put("since", List.of(version));
        known.put("wait", List.of("0"));
        known.put("known", List.of("HELD"));
        known.put("receipt", List.of("0.1..AAAA", "0.1.c2VhdHM6MSwy.AAAA"));
        known.put("status", List.of("HELD"));
        known.put("focalX", List.of("10"));
        known.put("focalY", List.of("-10"));
        known.put("Idempotency-Key", List.of("k", "another"));
        known.put("Prefer", List.of("wait=1"));
        known.put("If-None-Match", List.of("\"x\""));
        known.put("If-Match", List.of("*", "\"v1\""));
        known.put("block", List.of("1"));
        known.put("user", List.of("mallory"));
        known.put("address", List.of("203.0.113.7"));
        known.put("refund", List.of("00000000-0000-8000-8000-000000000000"));
        known.put("state", List.of("FAILED", "UNMATCHED"));
        known.put("key", List.of("000000000000"));
        known.put("owner", List.of("mia"));
        known.put("subject", List.of("mia"));
        known.put("until", List.of("2026-12-01T00:00:00Z"));
        known.put("Sandbox-Signature", List.of("t=0,v1=00"));
        assertThat(known.keySet())
                .as("every parameter has a value to begin with")
                .containsAll(requests.stream()
                        .flatMap(request -> request.parameters().stream())
                        .map(Parameter::name)
                        .toList());
    }

    private static boolean isCreation(Request request) {
        return request.method().equals("POST") && request.path().equals("/v1/admin/sales");
    }

    /** Which of them chance comes to is chance's; who nobody is, who may not, what is there and what has changed are asked of each. */
    private void refuseByRule() {
        OpenApi described = OpenApi.load();
        for (Request request : requests) {
            String path = path(request, null);
            byte[] body = request.body() instanceof Map<?, ?> good ? MutatedJson.written(good) : new byte[0];
            if (described.documents(request.method(), request.path(), 401)
                    && !request.path().endsWith("/webhook")) {
                expect(401, sluice.visitor(), request, path, body);
            }
            if (request.path().startsWith("/v1/admin/")) {
                expect(403, sluice.user("ann"), request, path, body);
            }
            if (isCreation(request)) {
                expect(409, sluice.merchant(), request, path, body);
            }
            if (described.documents(request.method(), request.path(), 412)) {
                expect(
                        412,
                        sluice.merchant().with("If-Match", "\"v999\""),
                        request,
                        request.path().replace("{sale}", GOOD),
                        "{\"title\": \"Another\"}".getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void expect(int status, Visitor visitor, Request request, String path, byte[] body) {
        Answer answer = send(visitor, request, path, body);
        answers.merge(Integer.toString(answer.status()), 1, Integer::sum);
        assertThat(answer.status())
                .as(request + " " + path + " -> " + answer.body())
                .isEqualTo(status);
    }

    private void sendMutated(Request request) {
        if (request.path().endsWith("/close") && chance.nextInt(20) > 0) {
            return; // or there would soon be nothing to try the others on
        }
        boolean inBody = request.body() != null && chance.nextInt(4) > 0;
        byte[] body = body(request, inBody);
        Parameter wrong = inBody || request.parameters().isEmpty() ? null : one(request.parameters());
        Visitor visitor = visitor(request, wrong, body);
        Answer answer = send(visitor, request, path(request, wrong), body);
        answers.merge(Integer.toString(answer.status()), 1, Integer::sum);
        List<String> sales = known.get("sale");
        if (answer.status() == 201 && isCreation(request) && sales.size() < MAX_SALES) {
            sales.add(answer.id());
        }
        String what = "seed " + SEED + ", request " + sent + ": " + request + ", wrong " + (inBody ? "body" : wrong)
                + ", " + shown(body) + " -> " + answer.status() + " " + answer.body();
        assertThat(answer.status()).as(what).isLessThan(500);
        if (answer.status() == 400 && "INVALID".equals(answer.reason())) {
            assertThat(answer.texts("/errors", "/pointer"))
                    .as(what)
                    .isNotEmpty()
                    .allMatch(pointer -> pointer != null
                            && (pointer.isEmpty() || pointer.startsWith("/") || pointer.startsWith("line ")));
        }
    }

    /** What was made under an id that is there is 409, and found nothing: so each new sale has one of its own. */
    private byte[] body(Request request, boolean inBody) {
        if (request.body() == null) {
            return new byte[0];
        }
        if (request.body() instanceof Map<?, ?> good) {
            @SuppressWarnings("unchecked")
            Map<String, Object> copy = (Map<String, Object>) MutatedJson.copy(good);
            if (isCreation(request)) {
                copy.put("id", "made-" + sent);
            }
            if (copy.containsKey("payment")) {
                copy.put("payment", one(known.get("payment")));
            }
            return inBody ? mutated.mutated(copy) : MutatedJson.written(copy);
        }
        byte[] table = ((String) request.body()).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; inBody && i <= chance.nextInt(3); i++) {
            table[chance.nextInt(table.length)] = (byte) chance.nextInt(256);
        }
        return table;
    }

    private String path(Request request, Parameter wrong) {
        String path = request.path();
        StringBuilder query = new StringBuilder();
        for (Parameter parameter : request.parameters()) {
            String value = parameter == wrong ? one(MutatedJson.TEXTS) : one(known(parameter));
            String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
            if (parameter == wrong && chance.nextInt(8) == 0) {
                encoded = one(List.of("%FF", "%C0%80", "%ED%A0%80", "%25", "+", "%2F..%2F", "%F0%9F%98%80"));
            }
            switch (parameter.in()) {
                // Nothing there would be another path.
                case "path" -> path = path.replace("{" + parameter.name() + "}", encoded.isEmpty() ? "%20" : encoded);
                case "query" -> {
                    if (parameter.required() || parameter == wrong || chance.nextInt(3) == 0) {
                        query.append(query.isEmpty() ? "?" : "&")
                                .append(parameter.name())
                                .append('=')
                                .append(encoded);
                    }
                }
                default -> {}
            }
        }
        return path + query;
    }

    private Visitor visitor(Request request, Parameter wrong, byte[] body) {
        boolean merchants = request.path().startsWith("/v1/admin/");
        Visitor visitor = chance.nextInt(50) == 0
                ? sluice.visitor().with("Authorization", header(one(MutatedJson.TEXTS)))
                : merchants ? seller(request) : sluice.user("ann");
        for (Parameter parameter : request.parameters()) {
            if (parameter.in().equals("header") && (parameter.required() || parameter == wrong)) {
                String value = parameter == wrong ? one(MutatedJson.TEXTS) : one(known(parameter));
                visitor = visitor.with(parameter.name(), header(value));
            } else if (parameter.name().equals("Sandbox-Signature")) {
                visitor = visitor.with(parameter.name(), signature(body));
            }
        }
        return visitor;
    }

    /** A merchant, or now and then an operator; where a merchant sees nothing, always. */
    private Visitor seller(Request request) {
        boolean operators = request.path().matches("/v1/admin/(nodes|operations|clock/trust|blocklist.*)");
        return operators || chance.nextInt(4) == 0 ? sluice.operator() : sluice.merchant();
    }

    /** What a client can send in a header. */
    private static String header(String text) {
        StringBuilder value = new StringBuilder();
        text.chars().filter(c -> c >= ' ' && c <= '~').forEach(c -> value.append((char) c));
        return value.toString();
    }

    private List<String> known(Parameter parameter) {
        return known.getOrDefault(parameter.name(), List.of("x"));
    }

    private static String signature(byte[] body) {
        try {
            long seconds = TestClock.START.getEpochSecond();
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(RunningSluice.SECRET, "HmacSHA256"));
            mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
            return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer send(Visitor visitor, Request request, String path, byte[] body) {
        sent++;
        BodyPublisher publisher = body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
        String type = request.mediaType() == null ? JSON : request.mediaType();
        Visitor sender = request.body() == null ? visitor : visitor.with("Content-Type", type);
        return sender.send(request.method(), path, publisher);
    }

    private <T> T one(List<T> all) {
        return all.get(chance.nextInt(all.size()));
    }

    private void assertUnharmed() {
        assertAllRun();
        Answer bought = sluice.user("buyer-" + ++buyers).buy(GOOD, "k", 1);
        assertThat(bought.status()).as(bought.body()).isEqualTo(201);
        assertThat(sluice.visitor().get("/health/ready").status()).isEqualTo(200);
        assertThat(sluice.visitor().get("/v1/sales?limit=200").status()).isEqualTo(200);
    }

    private static void assertAllRun() {
        Await.until(
                "all writers run",
                () -> sluice.sales.unsettled().stream().allMatch(sale -> sale.state() == LiveSale.State.RUNNING));
    }

    private static String shown(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return text.length() > 2_000 ? text.substring(0, 2_000) + " …" : text;
    }
}
