package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.DocumentedRequests.Request;
import dev.sluice.app.cli.SluiceCommand;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.http.SignedTokens;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.json.JsonTree;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Whatever opens something is looked for in all that is said: in the log, at any level, in metrics, answers, the trail and the tables. */
final class SecretsTest {
    private static final String PASSWORD = "Tr0ub4dor-of-the-ledger";
    private static final String CARD = "tok_visa_4242424242424242";
    private static final Map<String, String> SETTINGS = Map.of(
            "auth.hs256-secret", "hs256-0f5b6d2e7c1a4b8f9d3e6a2c5b8f1e4d",
            "signing.key", "signing-9c1d4e7f2a5b8c0d3e6f9a2b5c8d1e4f",
            "payment.sandbox.webhook-secret", "webhook-7a0b3c6d9e2f5a8b1c4d7e0f3a6b9c2d",
            "ledger.password", PASSWORD);

    @TempDir
    Path folder;

    private final Map<String, String> secrets = new LinkedHashMap<>(SETTINGS);
    private final StringBuilder said = new StringBuilder();

    @Test
    void nothingThatOpensSomethingIsSaid() throws SQLException {
        secrets.put("card", CARD);
        try (LogLines log = LogLines.ofAll();
                TestShop shop = new TestShop(folder, settings());
                ShopClient client = new ShopClient(URI.create(shop.url()), tokens(Duration.ofDays(1)))) {
            useEverything(client);
            said.append(log.all());
            said.append(stored(shop, "api_key")).append(stored(shop, "deed")).append(stored(shop, "code"));

            assertNothingIsSaid();
            assertThat(said).as("it was listened").contains("FORBIDDEN", "the key is not good", "sluice_keys_refused");

            LoggerFactory.getLogger("dev.sluice.any").trace("a {} that slips", PASSWORD);
            said.append(log.all());
            assertThat(leaks()).as("this test hears").contains("ledger.password");
        }
    }

    /** Asks more than people may. */
    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("limits.off", "true");
        return settings;
    }

    private void useEverything(ShopClient client) {
        String merchant = tokens(Duration.ofDays(1)).token("mia", "merchant", "operator");
        String expired = tokens(Duration.ofDays(-1)).token("mia", "merchant");
        Visitor mia = client.anybody().withToken(merchant);
        String sale = mia.post("/v1/admin/sales", JsonTree.text(firstSale()))
                .expect(201)
                .id();
        String code = mia.post("/v1/admin/sales/" + sale + "/codes", "{\"count\": 1}")
                .expect(201)
                .texts("/codes", "/code")
                .getFirst();
        secrets.put("code", code);
        say(mia.post("/v1/sales/" + sale + "/pass", "{\"code\": \"" + code + "\"}"));
        say(mia.get("/v1/admin/sales/" + sale + "/codes").expect(200));
        Answer made = mia.post("/v1/admin/keys", "{\"name\": \"x\", \"scopes\": [\"administer\", \"sell\"]}")
                .expect(201);
        String key = made.text("/key");
        secrets.put("token", signature(merchant));
        secrets.put("expired token", signature(expired));
        secrets.put("key", key.substring(key.lastIndexOf('_', 20) + 1));
        Await.until(
                "the key is known",
                () -> client.anybody().withToken(key).get("/v1/admin/keys").status() == 200);
        for (String token : List.of(
                merchant,
                tokens(Duration.ofDays(1)).token("ann"),
                expired,
                key,
                merchant + "x",
                key.substring(0, key.length() - 1) + "~",
                PASSWORD)) {
            secrets.putIfAbsent("token " + secrets.size(), signature(token));
            for (Request request : DocumentedRequests.all()) {
                if (!request.path().equals("/v1/demo/token") && !isKeyToMake(request)) {
                    say(ask(client.anybody().withToken(token), request, key));
                }
            }
        }
        client.anybody().withToken(key).get("/v1/me/tickets?token=" + key + "&access_token=" + merchant);
        say(client.anybody().get("/metrics"));
        say(client.anybody().get("/health/ready"));
        say(mia.get("/v1/admin/deeds?limit=200").expect(200));
        say(mia.get("/v1/admin/keys").expect(200));
        say(mia.get("/v1/admin/nodes"));
        say(mia.get("/v1/admin/operations"));
    }

    /** Its answer has the new key, and is the only one that may. */
    private static boolean isKeyToMake(Request request) {
        return request.method().equals("POST") && request.path().equals("/v1/admin/keys");
    }

    /** With secrets where none belongs: in the path, in headers, as values of the body. */
    private Answer ask(Visitor visitor, Request request, String key) {
        String path = request.path().replaceAll("\\{[a-z]+}", key);
        Visitor sender = visitor.with("Idempotency-Key", key)
                .with("X-Request-Id", key)
                .with("Sandbox-Signature", SETTINGS.get("payment.sandbox.webhook-secret"));
        if (request.mediaType() != null) {
            sender = sender.with("Content-Type", request.mediaType());
        }
        String body = "{\"provider\": \"" + CARD + "\", \"card\": \"" + CARD + "\", \"name\": \"" + PASSWORD + "\"}";
        return sender.send(
                request.method(),
                path + (request.method().equals("GET") ? "?receipt=" + key : ""),
                request.mediaType() == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    }

    private void say(Answer answer) {
        said.append(answer.status())
                .append(' ')
                .append(answer.headers().map())
                .append(answer.body())
                .append('\n');
    }

    private static Map<String, Object> firstSale() {
        return DocumentedRequests.all().stream()
                .filter(request ->
                        request.method().equals("POST") && request.path().equals("/v1/admin/sales"))
                .map(request -> JsonTree.cast((Map<?, ?>) request.body()))
                .findFirst()
                .orElseThrow();
    }

    /** What somebody wrote in the wrong place is not shown to all who read the log of a start that fails. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ledger.url=jdbc:postgresql://127.0.0.1:1/x?user=u&password=" + PASSWORD,
                "ledger.url=jdbc:postgresql://u:" + PASSWORD + "@127.0.0.1:1/x",
                "redis.url=redis://u:" + PASSWORD + "@127.0.0.1:1",
                "redis.url=redis://" + PASSWORD + "@127.0.0.1:1/x y",
                "auth.jwks-url=https://u:" + PASSWORD + "@id.example/keys",
                "auth.jwks-url=https://id.example/keys?key=" + PASSWORD,
                "payment.public-url=https://u:" + PASSWORD + "@shop.example/",
                "signing.key=" + PASSWORD,
                "auth.hs256-secret=" + PASSWORD,
                "ledger.password=" + PASSWORD,
                "ledger.pasword=" + PASSWORD,
            })
    void aStartThatFailsShowsNoSecret(String setting) {
        secrets.keySet().retainAll(List.of("ledger.password"));
        said.append(run("serve", "--set", setting));
        if (setting.startsWith("ledger.url")) {
            said.append(run("status", "--set", setting)).append(run("audit", "--deeds", "--set", setting));
        }
        assertThat(said).as("it failed").containsAnyOf("not right", "cannot be used");
        assertNothingIsSaid();
    }

    private String run(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream all = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(all);
        System.setErr(all);
        try {
            SluiceCommand.execute(arguments);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private void assertNothingIsSaid() {
        assertThat(leaks()).as("%s", said.length() > 20_000 ? "…" : said).isEmpty();
    }

    private List<String> leaks() {
        String all = said.toString();
        return secrets.entrySet().stream()
                .filter(secret -> all.contains(secret.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static SignedTokens tokens(Duration goodFor) {
        return new SignedTokens(
                SETTINGS.get("auth.hs256-secret").getBytes(StandardCharsets.UTF_8),
                Instant.now().plus(goodFor));
    }

    /** Without it the rest of a token opens nothing. */
    private static String signature(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }

    private static String stored(TestShop shop, String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        shop.ledger().url(), shop.ledger().user(), PASSWORD);
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT string_agg(to_jsonb(t)::text, ' ') FROM " + table + " t")) {
            row.next();
            return row.getString(1);
        }
    }
}
