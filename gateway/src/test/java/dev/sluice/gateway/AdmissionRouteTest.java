package dev.sluice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.desk.SaleView;
import dev.sluice.gateway.TestGateway.Answer;
import dev.sluice.gateway.auth.People;
import dev.sluice.gateway.guard.GuardKind;
import dev.sluice.sale.Availability;
import dev.sluice.sale.Guards;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Window;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.altcha.altcha.Altcha;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a sale asks for a pass, over HTTP. */
final class AdmissionRouteTest {
    private static final String PASS = "/v1/sales/sale/pass";
    private static final String CODES = "/v1/admin/sales/sale/codes";
    private static final String LIST = "/v1/admin/sales/sale/lists/members";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final TestGateway gateway = new TestGateway();

    @AfterEach
    void close() {
        gateway.close();
    }

    private void asks(Guards.Captcha captcha, Guards.Eligible eligible) {
        SaleTerms terms = FakeSale.TERMS;
        SaleTerms open = new SaleTerms(
                terms.id(),
                terms.title(),
                terms.description(),
                new Window(1, Window.NEVER_MILLIS),
                terms.order(),
                new Guards(true, captcha, null, null, eligible, false),
                terms.rules(),
                terms.currency(),
                terms.tiers(),
                terms.inventory());
        gateway.sale.shows(new SaleView(
                new SaleState(FakeSale.NUMBER, open, false, false, FakeSale.VERSION).ownedBy(FakeSale.OWNER),
                SaleStatus.OPEN,
                List.of(FakeSale.SOME_LEFT),
                Availability.UNKNOWN,
                false));
    }

    private Answer fetch(String user, JsonObject body) {
        return gateway.post(user, PASS, body.encode());
    }

    private Answer fetch(String user) {
        return gateway.post(user, PASS, null);
    }

    private void assertRefused(Answer answer, String reason) {
        assertThat(answer.status()).as(answer.json().encode()).isEqualTo(403);
        assertThat(answer.reason()).isEqualTo(reason);
    }

    private static void assertGiven(Answer answer) {
        assertThat(answer.status()).as(answer.json().encode()).isEqualTo(201);
        assertThat(answer.json().getString("pass")).startsWith("slp_");
    }

    static JsonObject solved(JsonObject challenge) {
        try {
            int number = Altcha.solveChallenge(
                            challenge.getString("challenge"),
                            challenge.getString("salt"),
                            Altcha.Algorithm.SHA256,
                            challenge.getLong("maxnumber"),
                            0)
                    .number;
            JsonObject solution = challenge.copy().put("number", number);
            solution.remove("maxnumber");
            return new JsonObject()
                    .put(
                            "solution",
                            Base64.getEncoder().encodeToString(solution.encode().getBytes(StandardCharsets.UTF_8)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whereNothingIsAskedNothingNeedsToBeSent() {
        asks(null, null);
        assertGiven(fetch("ann"));
        assertGiven(fetch("ann", new JsonObject()));
        assertGiven(fetch("ann", new JsonObject().put("solution", null).put("code", "x")));
        assertThat(fetch("ann", new JsonObject().put("captcha", "x")).status()).isEqualTo(400);
        assertThat(fetch("ann", new JsonObject().put("code", 5)).status()).isEqualTo(400);
        assertThat(fetch("ann", new JsonObject().put("code", "")).status()).isEqualTo(400);
        HttpRequest.Builder text = gateway.request("ann", "POST", PASS, null)
                .header("Content-Type", "text/plain")
                .method("POST", HttpRequest.BodyPublishers.ofString("{}"));
        assertThat(gateway.send(text).status()).isEqualTo(415);
        assertThat(gateway.get("ann", "/v1/sales/sale/challenge").status()).isEqualTo(404);
    }

    @Test
    void aCaptchaIsSolvedOnceForEachPass() {
        asks(Guards.Captcha.ALTCHA, null);
        Answer asked = fetch("ann");
        assertRefused(asked, "CAPTCHA_REQUIRED");
        JsonObject solution = solved(asked.json().getJsonObject("challenge"));
        assertRefused(fetch("ben", solution), "CAPTCHA_FAILED");
        assertGiven(fetch("ann", solution));
        Answer again = fetch("ann", solution);
        assertRefused(again, "CAPTCHA_FAILED");
        assertGiven(fetch("ann", solved(again.json().getJsonObject("challenge"))));
        assertGiven(fetch(
                "ann", solved(gateway.get("ann", "/v1/sales/sale/challenge").json())));
        assertRefused(fetch("ann", new JsonObject().put("solution", "x")), "CAPTCHA_FAILED");
        assertThat(gateway.refused(GuardKind.CAPTCHA)).isEqualTo(4);
        assertThat(gateway.get(null, "/v1/sales/sale/challenge").status()).isEqualTo(401);
    }

    /** Whoever was quick has no advantage over those who are asked for more. */
    @Test
    void aPassIsWorthNothingOnceTheSaleAsksForSomethingElse() {
        Guards.Eligible codes = new Guards.Eligible.ByCode();
        Guards.Eligible members = new Guards.Eligible.OnList("members");
        gateway.eligibility.list(FakeSale.NUMBER, "members", List.of(People.digest("ann")));
        asks(null, null);
        String before = fetch("ann").json().getString("pass");
        assertThat(buy(before).status()).isEqualTo(202);
        asks(Guards.Captcha.ALTCHA, null);
        assertRefused(buy(before), "PASS_REQUIRED");
        String solved = fetch("ann", solvedBy("ann")).json().getString("pass");
        assertThat(buy(solved).status()).isEqualTo(202);
        asks(Guards.Captcha.ALTCHA, members);
        assertRefused(buy(solved), "PASS_REQUIRED");
        asks(null, members);
        String listed = fetch("ann").json().getString("pass");
        assertThat(buy(listed).status()).isEqualTo(202);
        asks(null, new Guards.Eligible.OnList("friends"));
        assertRefused(buy(listed), "PASS_REQUIRED");
        asks(null, new Guards.Eligible.ByClaim("members"));
        assertRefused(buy(listed), "PASS_REQUIRED");
        asks(null, codes);
        assertRefused(buy(listed), "PASS_REQUIRED");
        asks(null, members);
        assertThat(buy(listed).status()).isEqualTo(202);
    }

    private Answer buy(String pass) {
        return gateway.send(gateway.request(null, "POST", "/v1/sales/sale/reservations", "{\"quantity\": 1}")
                .header("Idempotency-Key", "k")
                .header("Prefer", "wait=0")
                .header("Authorization", "Bearer " + pass));
    }

    @Test
    void whoIsOnTheListGetsAPassOnceTheCaptchaIsSolved() {
        asks(Guards.Captcha.ALTCHA, new Guards.Eligible.OnList("members"));
        gateway.eligibility.list(FakeSale.NUMBER, "members", List.of(People.digest("ann")));
        gateway.eligibility.list(FakeSale.NUMBER, "friends", List.of(People.digest("ben")));
        assertRefused(fetch("ann"), "CAPTCHA_REQUIRED");
        assertGiven(fetch("ann", solvedBy("ann")));
        assertRefused(fetch("ben", solvedBy("ben")), "NOT_ELIGIBLE");
        assertThat(gateway.refused(GuardKind.ELIGIBILITY)).isEqualTo(1);
    }

    private JsonObject solvedBy(String user) {
        return solved(gateway.get(user, "/v1/sales/sale/challenge").json());
    }

    @Test
    void merchantsPutPeopleOnListsAndTakeThemOff() {
        asks(null, new Guards.Eligible.OnList("members"));
        assertRefused(fetch("ann"), "NOT_ELIGIBLE");
        Answer imported = load("user\nann\nben\n");
        assertThat(imported.status()).isEqualTo(201);
        assertThat(imported.json().getLong("people")).isEqualTo(2);
        assertGiven(fetch("ann"));
        String ben = HexFormat.of().formatHex(People.digest("ben"));
        assertThat(delete(LIST + "/" + ben).status()).isEqualTo(204);
        assertThat(delete(LIST + "/" + ben).status()).isEqualTo(404);
        assertThat(delete(LIST + "/ben").status()).isEqualTo(404);
        assertRefused(fetch("ben"), "NOT_ELIGIBLE");
        assertThat(gateway.get("merchant", LIST).json().getLong("people")).isEqualTo(1);
        assertThat(delete(LIST).status()).isEqualTo(204);
        assertRefused(fetch("ann"), "NOT_ELIGIBLE");
        assertThat(load("sha256\nann\n").status()).isEqualTo(400);
        assertThat(gateway.post("merchant", LIST + "/import", "{}").status()).isEqualTo(415);
        assertThat(gateway.get("merchant", "/v1/admin/sales/sale/lists/No%20list")
                        .status())
                .isEqualTo(400);
    }

    private Answer load(String table) {
        return gateway.send(gateway.request("merchant", "POST", LIST + "/import", null)
                .header("Content-Type", "text/csv")
                .method("POST", HttpRequest.BodyPublishers.ofString(table)));
    }

    private Answer delete(String path) {
        return gateway.send(gateway.request("merchant", "DELETE", path, null));
    }

    @Test
    void whoseTokenSaysSoGetsAPass() throws GeneralSecurityException {
        asks(null, new Guards.Eligible.ByClaim("club=gold"));
        assertRefused(fetch("ann"), "NOT_ELIGIBLE");
        assertGiven(fetchWith("{\"sub\": \"ann\", \"exp\": 4102444800, \"club\": [\"silver\", \"gold\"]}"));
        assertRefused(fetchWith("{\"sub\": \"ann\", \"exp\": 4102444800, \"club\": \"silver\"}"), "NOT_ELIGIBLE");
    }

    private Answer fetchWith(String claims) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
        String signed = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + encoded(claims);
        String signature = BASE64.encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        return gateway.send(gateway.request(null, "POST", PASS, null)
                .header("Authorization", "Bearer " + signed + "." + signature));
    }

    private static String encoded(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private JsonObject makeCodes(int count, int uses) {
        Answer made = gateway.post(
                "merchant",
                CODES,
                new JsonObject().put("count", count).put("uses", uses).encode());
        assertThat(made.status()).as(made.json().encode()).isEqualTo(201);
        return made.json();
    }

    private static JsonObject code(String code) {
        return new JsonObject().put("code", code);
    }

    @Test
    void whoHasACodeNeedsItOnceAndNobodyElseHasIt() {
        asks(null, new Guards.Eligible.ByCode());
        JsonObject made = makeCodes(2, 1).getJsonArray("codes").getJsonObject(0);
        String code = made.getString("code");
        assertRefused(fetch("ann"), "CODE_REQUIRED");
        assertRefused(fetch("ann", code("2222-2222-2222")), "CODE_WRONG");
        assertGiven(fetch("ann", code(code.toLowerCase(Locale.ROOT).replace("-", " "))));
        assertGiven(fetch("ann"));
        assertGiven(fetch("ann", code("2222-2222-2222")));
        assertRefused(fetch("ben", code(code)), "CODE_WRONG");
        JsonObject listed = gateway.get("merchant", CODES).json();
        assertThat(listed.encode()).doesNotContain(code);
        assertThat(listed.getJsonArray("codes").getJsonObject(1).getInteger("used"))
                .isEqualTo(1);
        assertThat(delete(CODES + "/" + made.getString("id")).status()).isEqualTo(204);
        assertRefused(fetch("ann"), "CODE_REQUIRED");
        assertThat(delete(CODES + "/999").status()).isEqualTo(404);
        assertThat(delete(CODES + "/" + code).status()).isEqualTo(404);
        assertThat(gateway.refused(GuardKind.CODE)).isEqualTo(4);
    }

    @Test
    void oneUserTriesFewCodes() {
        asks(null, new Guards.Eligible.ByCode());
        String good = makeCodes(1, 9).getJsonArray("codes").getJsonObject(0).getString("code");
        for (int i = 0; i < 20; i++) {
            assertRefused(fetch("eve", code("2222-2222-22" + (10 + i))), "CODE_WRONG");
        }
        Answer late = fetch("eve", code(good));
        assertThat(late.status()).isEqualTo(429);
        assertThat(late.reason()).isEqualTo("RATE_LIMITED");
        assertThat(Integer.parseInt(late.header("Retry-After"))).isBetween(100, 181);
        assertRefused(fetch("eve"), "CODE_REQUIRED");
        assertGiven(fetch("ann", code(good)));
        assertThat(gateway.refused(GuardKind.CODE_GUESSES)).isEqualTo(1);
    }

    @Test
    void codesAreListedPageByPageAndWrongWishesForThemRefused() {
        makeCodes(5, 3);
        JsonObject first = gateway.get("merchant", CODES + "?limit=3").json();
        JsonObject second = gateway.get("merchant", CODES + "?limit=3&cursor=" + first.getString("nextCursor"))
                .json();
        assertThat(first.getJsonArray("codes")).hasSize(3);
        assertThat(second.getJsonArray("codes")).hasSize(2);
        assertThat(second.containsKey("nextCursor")).isFalse();
        for (String wrong : new String[] {
            "{}", "{\"count\": 0}", "{\"count\": 10001}", "{\"count\": 1, \"uses\": 0}", "{\"count\": 1, \"codes\": []}"
        }) {
            assertThat(gateway.post("merchant", CODES, wrong).status())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }
}
