package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.engine.port.Drafts;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TakeStock;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sales that are not made yet: kept as they are, right or wrong, changed by several hands, and made once. */
final class DraftTest extends SharedSluice {
    private static final String DRAFTS = "/v1/admin/drafts";

    private final Visitor mia = sluice.merchant();

    private static String draft(String sale) {
        return "{\"sale\": " + sale + "}";
    }

    private String kept(String sale) {
        return DRAFTS + "/" + mia.post(DRAFTS, draft(sale)).expect(201).id();
    }

    private static Answer put(Visitor who, String path, String version, String body) {
        return who.with("Content-Type", "application/json")
                .with("If-Match", version)
                .send("PUT", path, BodyPublishers.ofString(body));
    }

    private static Answer publish(Visitor who, String path, String version) {
        return who.with("If-Match", version).send("POST", path + "/publish", BodyPublishers.noBody());
    }

    @Test
    void whatIsIncompleteOrWrongIsKeptAsItIs() {
        String sale =
                "{\"title\": \"Lights\", \"limitPerUser\": \"x\", \"opensAt\": 7, \"colour\": [1.5, null, \"\\u0000\"]}";
        Answer made = mia.post(DRAFTS, "{\"sale\": " + sale + ", \"form\": {\"rows\": {\"tiers\": 2}}}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("ETag")).isEqualTo("\"v1\"");
        assertThat(made.header("Location")).isEqualTo(DRAFTS + "/" + made.id());
        assertThat(made.text("/title")).isEqualTo("Lights");
        assertThat(made.text("/created/by")).isEqualTo("mia");
        assertThat(made.at("/sale")).isNull();

        Answer read = mia.get(made.header("Location")).expect(200);
        assertThat(read.at("/sale/colour/2")).isEqualTo("\u0000");
        assertThat(read.text("/sale/limitPerUser")).isEqualTo("x");
        assertThat(read.text("/form/rows/tiers")).isEqualTo("2");
        Answer readiness = mia.get(made.header("Location") + "/readiness").expect(200);
        assertThat(readiness.texts("/errors", "/pointer")).contains("/id", "/limitPerUser", "/opensAt", "/colour");
        Answer refused = publish(mia, made.header("Location"), "\"v1\"");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.texts("/errors", "/pointer")).contains("/id", "/limitPerUser", "/opensAt", "/colour");
        assertThat(mia.get(made.header("Location")).text("/version")).isEqualTo("1");
    }

    @Test
    void whatIsNoDraftIsRefused() {
        for (String body : List.of("[]", "{", "{}", draft("7"), draft("null"), "{\"sale\": {}, \"form\": 1}")) {
            assertThat(mia.post(DRAFTS, body).status()).as(body).isEqualTo(400);
        }
        assertThat(mia.post(DRAFTS, "{\"sale\": {}, \"name\": \"x\"}").text("/errors/0/pointer"))
                .isEqualTo("/name");
        assertThat(mia.post(DRAFTS, draft("{\"limitPerUser\": 1e999}")).status())
                .as("cannot be written again")
                .isEqualTo(400);
        assertThat(mia.post(DRAFTS, draft("{\"title\": \"" + "x".repeat(256 * 1024) + "\"}"))
                        .status())
                .isEqualTo(413);
        assertThat(mia.with("Content-Type", "text/plain")
                        .post(DRAFTS, draft("{}"))
                        .status())
                .isEqualTo(415);
        assertThat(sluice.user("ann").post(DRAFTS, draft("{}")).status()).isEqualTo(403);
        assertThat(mia.get(DRAFTS + "/x").status()).isEqualTo(404);
        assertThat(mia.get(DRAFTS + "?kind=x").status()).isEqualTo(400);
    }

    @Test
    void colleaguesDoNotOverwriteOneAnotherUnknowingly() {
        String path = kept("{\"title\": \"One\"}");
        Answer key = mia.post("/v1/admin/keys", "{\"name\": \"Lin's desk\", \"scopes\": [\"administer\"]}")
                .expect(201);
        Visitor lin = sluice.visitor().withToken(key.text("/key"));

        Answer saved = put(lin, path, "\"v1\"", draft("{\"title\": \"Two\"}"));
        assertThat(saved.status()).isEqualTo(200);
        assertThat(saved.header("ETag")).isEqualTo("\"v2\"");
        assertThat(saved.at("/changed"))
                .isEqualTo(Map.of("at", saved.text("/changed/at"), "by", "mia", "keyName", "Lin's desk"));

        Answer late = put(mia, path, "\"v1\"", draft("{\"title\": \"Three\"}"));
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.reason()).isEqualTo("VERSION_CONFLICT");
        assertThat(publish(mia, path, "\"v1\"").status()).isEqualTo(412);
        assertThat(mia.with("If-Match", "\"v1\"").delete(path).status()).isEqualTo(412);
        assertThat(mia.delete(path).reason()).isEqualTo("IF_MATCH_REQUIRED");
        assertThat(mia.send("POST", path + "/publish", BodyPublishers.noBody()).status())
                .isEqualTo(428);
        assertThat(mia.get(path).text("/title")).isEqualTo("Two");
        assertThat(mia.with("If-Match", "*").delete(path).status()).isEqualTo(204);
        assertThat(mia.get(path).status()).isEqualTo(404);
    }

    @Test
    void theSameKeyIsTheSameDraft() {
        Visitor again = mia.with("Idempotency-Key", "k7");
        Answer first = again.post(DRAFTS, draft("{\"title\": \"First\"}")).expect(201);
        Answer second = again.post(DRAFTS, draft("{\"title\": \"Second\"}"));
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.text("/title")).isEqualTo("First");
        assertThat(sluice.merchant("noa")
                        .with("Idempotency-Key", "k7")
                        .post(DRAFTS, draft("{}"))
                        .status())
                .as("of another merchant")
                .isEqualTo(201);
        assertThat(mia.with("Idempotency-Key", " ").post(DRAFTS, draft("{}")).status())
                .isEqualTo(400);
    }

    @Test
    void aMerchantsDraftsAreTheirsAndOperators() {
        Visitor lea = sluice.merchant("lea");
        List<String> mine = new ArrayList<>();
        for (String title : List.of("Café by night", "Morning", "Night café")) {
            String sale = "{\"title\": \"" + title + "\", \"inventory\": {\"kind\": \"counted\"}}";
            mine.addFirst(lea.post(DRAFTS, draft(sale)).expect(201).id());
        }
        assertThat(ids(lea, "")).isEqualTo(mine);
        assertThat(ids(lea, "?q=NIGHT+cafe")).containsExactly(mine.get(0), mine.get(2));
        assertThat(ids(lea, "?kind=seated")).isEmpty();
        Answer page = lea.get(DRAFTS + "?limit=2").expect(200);
        assertThat(ids(lea, "?limit=2&cursor=" + page.text("/nextCursor"))).containsExactly(mine.get(2));
        assertThat(ids(mia, "?limit=200")).doesNotContainAnyElementsOf(mine);
        assertThat(mia.get(DRAFTS + "/" + mine.getFirst()).status()).isEqualTo(404);
        assertThat(ids(sluice.operator(), "?limit=200")).containsAll(mine);

        String path = DRAFTS + "/" + mine.getFirst();
        Answer changed =
                put(sluice.operator(), path, "*", draft(TestSale.of("leas").json()));
        assertThat(changed.text("/owner")).isEqualTo("lea");
        assertThat(changed.text("/changed/by")).isEqualTo("ops");
        Answer sale = publish(sluice.operator(), path, "*").expect(201);
        assertThat(sale.text("/owner")).as("whose the draft was").isEqualTo("lea");
    }

    private static List<String> ids(Visitor who, String query) {
        return who.get(DRAFTS + query).expect(200).texts("/drafts", "/id");
    }

    @Test
    void whatIsPublishedSellsAndIsToldAgain() {
        String path = kept(TestSale.of("lights").units(3).json());
        assertThat(mia.get(path + "/readiness").expect(200).text("/opens")).isEqualTo("true");

        Answer made = publish(mia, path, "\"v1\"");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo(ADMIN + "lights");
        assertThat(made.header("ETag")).isEqualTo("\"v1\"");
        assertThat(made.text("/owner")).isEqualTo("mia");
        assertThat(sluice.user("ann")
                        .with("Prefer", "wait=10")
                        .buy("lights", "k", 2)
                        .status())
                .isEqualTo(201);
        Answer again = publish(mia, path, "\"v1\"");
        assertThat(again.status()).as("the same click").isEqualTo(200);
        assertThat(again.header("Location")).isEqualTo(ADMIN + "lights");
        assertThat(again.text("/number")).isEqualTo(made.text("/number"));
        assertThat(mia.get(path).text("/publishedAs")).isEqualTo("lights");
        Answer late = put(mia, path, "*", draft("{}"));
        assertThat(late.reason()).isEqualTo("DRAFT_PUBLISHED");
        assertThat(late.text("/sale")).isEqualTo("lights");
        assertThat(mia.with("If-Match", "*").delete(path).reason()).isEqualTo("DRAFT_PUBLISHED");
        assertThat(mia.get(path + "/readiness").reason()).isEqualTo("DRAFT_PUBLISHED");
        assertThat(ids(mia, "?limit=200")).doesNotContain(path.substring(path.lastIndexOf('/') + 1));
        assertBalanced("lights");
        Answer deeds = mia.get("/v1/admin/deeds?sale=lights").expect(200);
        assertThat(deeds.texts("/deeds", "/act")).containsOnly("POST /v1/admin/drafts/{draft}/publish");
        assertThat(deeds.texts("/deeds", "/made")).containsOnly(ADMIN + "lights");
    }

    @Test
    void anIdThatIsTakenLeavesADraftThatCanBePublishedUnderAnother() {
        TestSale.of("there").create(sluice);
        String path = kept(TestSale.of("there").json());

        Answer refused = publish(mia, path, "*");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.reason()).isEqualTo("SALE_EXISTS");
        assertThat(refused.text("/errors/0/pointer")).isEqualTo("/id");
        put(mia, path, "\"v1\"", draft(TestSale.of("there-2").json())).expect(200);
        publish(mia, path, "\"v2\"").expect(201);
    }

    @Test
    void clicksAtOnceMakeOneSale() {
        String path = kept(TestSale.of("clicked").json());
        List<CompletableFuture<Answer>> clicks = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            clicks.add(CompletableFuture.supplyAsync(() -> publish(mia, path, "\"v1\"")));
        }
        List<Answer> answers = clicks.stream().map(CompletableFuture::join).toList();

        assertThat(answers).extracting(Answer::status).containsOnlyOnce(201);
        assertThat(answers).extracting(Answer::status).containsOnly(200, 201);
        assertThat(answers)
                .extracting(answer -> answer.text("/number"))
                .containsOnly(answers.getFirst().text("/number"));
        assertThat(sluice.stored("SELECT count(*) FROM sale WHERE id = 'clicked'"))
                .isEqualTo("1");
    }

    /** It committed, and told nobody: this process knows nothing of that sale. */
    @Test
    void aPublishingWhoseProcessDiedBeforeItsAnswerIsFoundByTheNextClick() {
        String path = kept(TestSale.of("orphan").json());
        UUID id = UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
        SaleTerms terms = SaleSample.terms("orphan", TakeStock.HOLD, 3);
        Drafts.Result died =
                sluice.drafts().publish(id, 1, terms, "mia", new Drafts.Stamp(SaleSample.NOW_MILLIS, "mia", null));
        assertThat(died.what()).isEqualTo(Drafts.What.DONE);

        Answer answer = publish(mia, path, "\"v1\"");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Location")).isEqualTo(ADMIN + "orphan");
        assertThat(sluice.user("ann")
                        .with("Prefer", "wait=10")
                        .buy("orphan", "k", 1)
                        .status())
                .isEqualTo(201);
        assertBalanced("orphan");
    }

    @Test
    void everyChangeIsWrittenDown() {
        Visitor noa = sluice.merchant("nora");
        String path = DRAFTS + "/" + noa.post(DRAFTS, draft("{}")).expect(201).id();
        put(noa, path, "*", draft("{}")).expect(200);
        noa.with("If-Match", "*").delete(path).expect(204);

        Answer deeds = noa.get("/v1/admin/deeds").expect(200);
        assertThat(deeds.texts("/deeds", "/act"))
                .containsExactly(
                        "DELETE /v1/admin/drafts/{draft}", "PUT /v1/admin/drafts/{draft}", "POST /v1/admin/drafts");
        assertThat(Stream.of("/deeds/0/details/0", "/deeds/1/details/0").map(deeds::text))
                .containsOnly("draft=" + path.substring(path.lastIndexOf('/') + 1));
    }
}
