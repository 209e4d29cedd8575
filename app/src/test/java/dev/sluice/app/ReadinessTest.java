package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.DocumentedRequests.Request;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.json.JsonTree;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whether a sale would open: nothing comes of asking, and everything that is wrong or risky is named. */
final class ReadinessTest extends SharedSluice {
    private static final String CREATE = "/v1/admin/sales";
    private static final String DRY = "?dryRun=true";

    private static int deeds() {
        return sluice.operator()
                .get("/v1/admin/deeds?limit=200")
                .texts("/deeds", "/act")
                .size();
    }

    @Test
    void nothingIsMadeOrChangedOrWrittenDown() {
        TestSale.of("dry").create(sluice);
        int before = deeds();

        Answer made = sluice.merchant().post(CREATE + DRY, TestSale.of("never").json());
        Answer changed = sluice.merchant().patch(ADMIN + "dry" + DRY, "{\"title\": \"Another\"}");

        assertThat(made.status()).isEqualTo(200);
        assertThat(made.text("/opens")).isEqualTo("true");
        assertThat(made.text("/sale/id")).isEqualTo("never");
        assertThat(sluice.merchant().get(ADMIN + "never").status()).isEqualTo(404);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(sluice.merchant().get(ADMIN + "dry").text("/title")).isEqualTo("A sale");
        assertThat(deeds()).isEqualTo(before);
    }

    @Test
    void everythingThatIsWrongIsNamed() {
        Answer fields = sluice.merchant()
                .post(
                        CREATE + DRY,
                        TestSale.of("No")
                                .with("description", "\"**x**\"")
                                .with("limitPerUser", "0")
                                .json());
        assertThat(fields.status()).isEqualTo(200);
        assertThat(fields.text("/opens")).isEqualTo("false");
        assertThat(fields.texts("/errors", "/pointer")).containsExactlyInAnyOrder("/id", "/limitPerUser");
        assertThat(fields.text("/descriptionHtml")).isEqualTo("<p><strong>x</strong></p>\n");

        TestSale.of("taken").create(sluice);
        Answer names = sluice.merchant()
                .post(
                        CREATE + DRY,
                        TestSale.of("taken")
                                .with("owner", "\"somebody\"")
                                .with("event", "{\"picture\": \"" + "ab".repeat(32) + "\"}")
                                .with("closesAt", "\"2026-11-30T23:59:59Z\"")
                                .with("opensAt", "\"2026-11-30T00:00:00Z\"")
                                .units(0)
                                .json());
        assertThat(names.texts("/errors", "/pointer"))
                .containsExactlyInAnyOrder("/id", "/owner", "/event/picture", "/closesAt", "/inventory/tiers");
    }

    /**
     * Whatever is wrong with a sale: what would open can be made, and what cannot be made is said before, of the same fields in the same
     * words. Only that it would be over, or have nothing to sell, keeps nobody from making it.
     */
    @Test
    void aDryRunSaysWhatMakingItSays() {
        Random chance = new Random(FuzzRounds.SEED);
        MutatedJson mutated = new MutatedJson(chance);
        List<Request> examples = DocumentedRequests.all().stream()
                .filter(request ->
                        request.method().equals("POST") && request.path().equals(CREATE))
                .toList();
        int made = 0;
        int sent = 0;
        for (FuzzRounds rounds = FuzzRounds.of(25); rounds.next(); ) {
            for (Request example : examples) {
                Map<String, Object> good = JsonTree.cast((Map<?, ?>) MutatedJson.copy(example.body()));
                good.put("id", "like-" + ++sent);
                byte[] body = mutated.mutated(good);
                Answer dry = send(CREATE + DRY, body);
                Answer real = send(CREATE, body);
                String what = "seed " + FuzzRounds.SEED + ": " + new String(body, StandardCharsets.UTF_8) + "\n"
                        + dry.body() + "\n" + real.body();
                assertThat(dry.status()).as(what).isIn(200, 400);
                if (real.status() == 201) {
                    made++;
                    assertThat(dry.status()).as(what).isEqualTo(200);
                    assertThat(dry.texts("/errors", "/detail"))
                            .as(what)
                            .allMatch(
                                    detail -> detail.startsWith("is past") || detail.startsWith("has nothing to sell"));
                } else {
                    assertThat(real.list("/errors")).as(what).isNotEmpty();
                    assertThat(List.<Object>copyOf(dry.list("/errors")))
                            .as(what)
                            .containsAll(real.list("/errors"));
                }
            }
        }
        assertThat(made).as("some are good as they are").isPositive().isLessThan(sent);
    }

    private static Answer send(String path, byte[] body) {
        return sluice.merchant()
                .with("Content-Type", "application/json")
                .send("POST", path, BodyPublishers.ofByteArray(body));
    }

    /** What a refusal names, a dry run names before. */
    @Test
    void whatIsFixedIsNamedBeforeAndAfter() {
        TestSale.of("begun").create(sluice);
        String change = """
                {"opensAt": "2026-12-05T00:00:00Z", "takeStock": "ORDER", "title": "Other", "inventory": {"kind": "counted", "tiers": [
                  {"id": "standard", "name": "128G", "price": {"amount": 1, "currency": "CNY"}, "capacity": 2}]}}""";
        String[] fixed = {
            "/opensAt",
            "/takeStock",
            "/inventory/tiers/0/name",
            "/inventory/tiers/0/price/amount",
            "/inventory/tiers/0/capacity"
        };
        assertThat(sluice.merchant().patch(ADMIN + "begun" + DRY, change).texts("/errors", "/pointer"))
                .containsExactlyInAnyOrder(fixed);
        Answer refused = sluice.merchant().with("If-Match", "*").patch(ADMIN + "begun", change);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/reason")).isEqualTo("ALREADY_OPEN");
        assertThat(refused.texts("/errors", "/pointer")).containsExactlyInAnyOrder(fixed);
        assertThat(sluice.merchant().get(ADMIN + "begun/readiness").body()).contains("\"fixed\":[\"/opensAt\"");
    }

    @Test
    void aTimetableIsLookedThroughBeforeAnythingIsMade() {
        String timetable = """
                {"timezone": "Asia/Shanghai", "currency": "CNY", "stops": [{"id": "a"}, {"id": "b"}],
                 "formations": [{"id": "f", "classes": [{"id": "c"}], "cars": [{"id": "1", "class": "c", "rows": 2, "seats": "AB"}]}],
                 "sales": {"opens": {"daysBefore": 30}},
                 "trains": [{"id": "D1", "formation": "f", "days": {"from": "2026-12-24", "to": "2026-12-25"},
                   "calls": [{"stop": "a", "departs": "08:00"}, {"stop": "b", "arrives": "%s"}], "prices": [{"class": "c", "hops": [100]}]}]}""";

        Answer dry = sluice.merchant().post("/v1/admin/timetables" + DRY, timetable.formatted("09:00"));
        assertThat(dry.status()).as(dry.body()).isEqualTo(200);
        assertThat(dry.body()).contains("d1-2026-12-24", "d1-2026-12-25");
        assertThat(sluice.merchant().get(ADMIN + "d1-2026-12-24").status()).isEqualTo(404);
        assertThat(sluice.merchant()
                        .post("/v1/admin/timetables" + DRY, timetable.formatted("07:00"))
                        .text("/errors/0/pointer"))
                .startsWith("/trains/0");
        assertThat(sluice.merchant()
                        .post("/v1/admin/timetables?dryRun=false", timetable.formatted("09:00"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void anIdThatIsTakenIsNamed() {
        TestSale.of("twice").create(sluice);
        Answer again = sluice.merchant().post(CREATE, TestSale.of("twice").json());
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("/errors/0/pointer")).isEqualTo("/id");
    }

    @Test
    void aSaleThatIsPausedDoesNotOpen() {
        TestSale.of("paused").create(sluice);
        sluice.merchant().post(ADMIN + "paused/pause", "").expect(200);
        Answer readiness = sluice.merchant().get(ADMIN + "paused/readiness");
        assertThat(readiness.text("/opens")).isEqualTo("false");
        assertThat(readiness.text("/errors/0/pointer")).isEqualTo("/status");
    }

    @Test
    void theCrowdIsReckonedWith() {
        TestSale.of("hot").units(100).create(sluice);
        Answer small = sluice.merchant().get(ADMIN + "hot/readiness?crowd=100&within=60");
        assertThat(small.text("/plan/oneProcess")).isEqualTo("true");
        assertThat(small.text("/plan/carried")).isEqualTo("true");
        assertThat(small.text("/plan/units")).isEqualTo("100");

        Answer large = sluice.merchant().get(ADMIN + "hot/readiness?crowd=10000000&within=10&cores=8");
        assertThat(large.text("/plan/oneProcess")).isEqualTo("false");
        assertThat(large.text("/plan/carried")).isEqualTo("false");
        assertThat(large.text("/plan/requestsPerSecond")).startsWith("1000000");
        assertThat(large.texts("/warnings", "/code")).contains("MORE_THAN_MACHINES", "NO_CAPTCHA");
        assertThat(large.texts("/plan/machines", "/what")).contains("gateway", "redis");
    }

    @Test
    void aQueryThatSaysNonsenseIsNamed() {
        TestSale.of("query").create(sluice);
        Visitor merchant = sluice.merchant();
        assertThat(merchant.get(ADMIN + "query/readiness?crowd=many&within=0&cores=9999")
                        .texts("/errors", "/pointer"))
                .containsExactlyInAnyOrder("/query/crowd", "/query/within", "/query/cores");
        Answer odd = merchant.post(CREATE + "?dryRun=yes", TestSale.of("odd").json());
        assertThat(odd.text("/errors/0/pointer")).isEqualTo("/query/dryRun");
        assertThat(merchant.get(ADMIN + "odd").status()).isEqualTo(404);
        assertThat(merchant.post(CREATE + "?dryRun=false", TestSale.of("odd").json())
                        .status())
                .isEqualTo(201);
    }

    /** So that it can be sold again. */
    @Test
    void aPlanIsNamedForTheNextSale() {
        sluice.merchant()
                .post(CREATE, TestSale.of("hall").with("inventory", """
                        {"kind": "seated", "map": {"tier": "a", "sections": [{"id": "s", "rows": [{"label": "A", "seats": "1-4"}]}]},
                         "tiers": [{"id": "a", "price": {"amount": 1, "currency": "EUR"}}]}""").json())
                .expect(201);
        String plan = sluice.merchant().get(ADMIN + "hall").text("/plan");
        Answer again = sluice.merchant()
                .post(
                        CREATE,
                        TestSale.of("hall-again")
                                .with("inventory", """
                        {"kind": "seated", "map": "%s", "tiers": [{"id": "a", "price": {"amount": 1, "currency": "EUR"}}]}""".formatted(plan))
                                .json());
        assertThat(again.status()).as(again.body()).isEqualTo(201);
    }
}
