package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.DocumentedRequests.Parameter;
import dev.sluice.app.DocumentedRequests.Request;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Visitor;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/**
 * Every request of the interface's description, with one thing wrong: whatever it is, the answer says what, and nothing of the product
 * is the worse for it. Which ones: see {@link FuzzRounds}; a round is a request for each example of a body, and for each operation
 * without one.
 */
final class MutatedRequestsProperties extends SharedSluice {
    private static final long SEED = FuzzRounds.SEED;
    private static final String GOOD = "unharmed";

    private final Random chance = new Random(SEED);
    private final MutatedJson mutated = new MutatedJson(chance);
    private FuzzedShop shop;
    private final Map<String, Integer> answers = new TreeMap<>();
    private int sent;
    private int buyers;

    @Test
    void whateverIsSentIsAnsweredAndHarmsNothing() {
        TestSale.of(GOOD).units(1_000_000).create(sluice);
        shop = FuzzedShop.open(sluice);
        refuseByRule();
        for (FuzzRounds rounds = FuzzRounds.of(10); rounds.next(); ) {
            for (Request request : shop.requests()) {
                sendMutated(request);
            }
            assertUnharmed();
        }
        assertThat(answers.keySet()).contains("200", "201", "400", "401", "403", "404", "409", "412");
        shop.known("sale").stream()
                .filter(sale -> sluice.sales.find(sale) != null)
                .forEach(SharedSluice::assertBalanced);
        assertBalanced(GOOD);

        sluice = sluice.startAgain();

        assertUnharmed();
        assertBalanced(GOOD);
    }

    private static boolean isCreation(Request request) {
        return request.method().equals("POST") && request.path().equals("/v1/admin/sales");
    }

    /** Which of them chance comes to is chance's; who nobody is, who may not, what is there and what has changed are asked of each. */
    private void refuseByRule() {
        OpenApi described = OpenApi.load();
        for (Request request : shop.requests()) {
            String path = shop.path(request, null, chance);
            byte[] body = request.body() instanceof Map<?, ?> good ? MutatedJson.written(good) : new byte[0];
            if (described.asksForAToken(request.method(), request.path())) {
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
                        request.path()
                                .replace("{sale}", GOOD)
                                .replace("{draft}", shop.known("draft").getFirst()),
                        request.path().endsWith("/{sale}")
                                ? "{\"title\": \"Another\"}".getBytes(StandardCharsets.UTF_8)
                                : body);
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
        Answer answer = send(visitor, request, shop.path(request, wrong, chance), body);
        answers.merge(Integer.toString(answer.status()), 1, Integer::sum);
        if (answer.status() == 201 && isCreation(request)) {
            shop.remember(answer.id());
        }
        String what = "seed " + SEED + ", request " + sent + ": " + request + ", wrong " + (inBody ? "body" : wrong)
                + ", " + shown(body) + " -> " + answer.status() + " " + answer.body();
        assertThat(answer.status()).as(what).isLessThan(500);
        if (answer.status() == 400 && "INVALID".equals(answer.reason())) {
            assertThat(answer.at("/errors")).as(what).isNotNull();
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
                copy.put("payment", one(shop.known("payment")));
            }
            return inBody ? mutated.mutated(copy) : MutatedJson.written(copy);
        }
        byte[] table = ((String) request.body()).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; inBody && i <= chance.nextInt(3); i++) {
            table[chance.nextInt(table.length)] = (byte) chance.nextInt(256);
        }
        return table;
    }

    private Visitor visitor(Request request, Parameter wrong, byte[] body) {
        boolean merchants = request.path().startsWith("/v1/admin/");
        Visitor visitor = chance.nextInt(50) == 0
                ? sluice.visitor().with("Authorization", header(one(MutatedJson.TEXTS)))
                : merchants ? seller(request) : sluice.user("ann");
        for (Parameter parameter : request.parameters()) {
            if (parameter.in().equals("header") && (parameter.required() || parameter == wrong)) {
                String value = parameter == wrong ? one(MutatedJson.TEXTS) : one(shop.known(parameter.name()));
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
        return shop.send(visitor, request, path, body);
    }

    private <T> T one(List<T> all) {
        return FuzzedShop.one(all, chance);
    }

    private void assertUnharmed() {
        FuzzedShop.assertAllRun(sluice);
        Answer bought = sluice.user("buyer-" + ++buyers).buy(GOOD, "k", 1);
        assertThat(bought.status()).as(bought.body()).isEqualTo(201);
        assertThat(sluice.visitor().get("/health/ready").status()).isEqualTo(200);
        assertThat(sluice.visitor().get("/v1/sales?limit=200").status()).isEqualTo(200);
    }

    private static String shown(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return text.length() > 2_000 ? text.substring(0, 2_000) + " …" : text;
    }
}
