package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.DocumentedRequests.Request;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.engine.port.Scope;
import dev.sluice.gateway.auth.RouteScopes;
import dev.sluice.json.JsonTree;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Keys by which machines ask: who may make which, and what they open. */
final class KeysTest extends SharedSluice {
    private static final String KEYS = "/v1/admin/keys";

    @Test
    void aMachineActsAsTheOwnerOfItsKey() {
        Answer made = make(sluice.merchant(), "\"read\", \"administer\"");
        assertThat(made.header("Location")).isEqualTo(KEYS + "/" + made.id());
        assertThat(made.text("/key")).startsWith("slk_" + made.id() + "_");
        Visitor machine = machine(made);

        Answer sale = machine.post("/v1/admin/sales", TestSale.of("by-machine").json())
                .expect(201);

        assertThat(machine.get(ADMIN + sale.id()).status()).isEqualTo(200);
        assertThat(sluice.merchant().get(ADMIN + sale.id()).status()).isEqualTo(200);
        assertThat(machine.post(ADMIN + sale.id() + "/pause", "").status()).isEqualTo(200);
    }

    @Test
    void whatOpensItIsToldOnceAndKeptNowhere() {
        Answer made = make(sluice.merchant(), "\"read\"");
        String secret = made.text("/key").substring("slk_".length() + made.id().length() + 1);

        Answer listed = find(sluice.merchant(), made.id());

        assertThat(listed.body()).doesNotContain(secret);
        assertThat(listed.at("/key")).isNull();
        assertThat(sluice.stored("SELECT row_to_json(api_key)::text FROM api_key WHERE id = '" + made.id() + "'"))
                .doesNotContain(secret)
                .contains("digest");
    }

    @Test
    void aRevokedKeyIsOfNoUseAndStaysInTheList() {
        Visitor mia = sluice.merchant();
        Answer made = make(mia, "\"read\"");
        Visitor machine = machine(made);
        machine.get(KEYS).expect(200);

        mia.delete(KEYS + "/" + made.id()).expect(204);

        Answer refused = Await.until("it is refused", () -> machine.get(KEYS), answer -> answer.status() == 401);
        assertThat(refused.text("/detail")).isEqualTo("the key is not good");
        Answer listed = find(mia, made.id());
        assertThat(listed.text("/revokedBy")).isEqualTo("mia");
        assertThat(listed.text("/usedAt")).isNotNull();
        mia.delete(KEYS + "/" + made.id()).expect(204);
    }

    @Test
    void whateverIsWrongWithAKeyIsAnsweredAlike() {
        Answer good = make(sluice.merchant(), "\"read\"");
        Answer other = make(sluice.merchant(), "\"read\"");
        Answer revoked = make(sluice.merchant(), "\"read\"");
        sluice.merchant().delete(KEYS + "/" + revoked.id()).expect(204);
        String key = good.text("/key");
        Set<String> answers = new HashSet<>();
        for (String wrong : List.of(
                "slk_",
                "slk_nothing",
                key + "x",
                key.substring(0, key.length() - 1),
                key.replace(good.id(), other.id()),
                key.replace(good.id(), "000000000000"),
                revoked.text("/key"))) {
            Answer answer = Await.until(
                    wrong, () -> sluice.visitor().withToken(wrong).get(KEYS), refused -> refused.status() == 401);
            answers.add(answer.body() + answer.header("WWW-Authenticate"));
        }
        assertThat(answers).hasSize(1);
    }

    @Test
    void aKeyThatExpiresIsOfNoUseThen() {
        String until = sluice.clock.instant().plusSeconds(60).toString();
        Answer made = sluice.merchant()
                .post(KEYS, "{\"name\": \"brief\", \"scopes\": [\"read\"], \"expiresAt\": \"" + until + "\"}")
                .expect(201);
        Visitor machine = machine(made);
        machine.get(KEYS).expect(200);

        sluice.advance(Duration.ofSeconds(60));

        assertThat(machine.get(KEYS).status()).isEqualTo(401);
    }

    /** Least of all one that never ends. */
    @Test
    void aKeyThatIsOverIsNotMade() {
        for (String over : List.of("1970-01-01T00:00:00Z", "2020-01-01T00:00:00Z")) {
            Answer refused = sluice.merchant()
                    .post(KEYS, "{\"name\": \"over\", \"scopes\": [\"read\"], \"expiresAt\": \"" + over + "\"}");
            assertThat(refused.status()).as(over).isEqualTo(400);
            assertThat(refused.texts("/errors", "/pointer")).containsExactly("/expiresAt");
        }
    }

    @Test
    void nobodyMakesAKeyThatMayDoMoreThanTheyMay() {
        Visitor mia = sluice.merchant();
        Visitor machine = machine(make(mia, "\"administer\""));
        assertThat(make(machine, "\"read\"").status()).isEqualTo(201);
        for (Answer refused : List.of(
                make(machine, "\"sell\""),
                make(machine(make(mia, "\"read\"")), "\"read\""),
                mia.post(KEYS, "{\"name\": \"x\", \"scopes\": [\"read\"], \"owner\": \"otto\"}"),
                mia.post(KEYS, "{\"name\": \"x\", \"scopes\": [\"read\"], \"role\": \"operator\"}"),
                mia.get(KEYS + "?owner=otto"),
                make(sluice.user("ann"), "\"read\""))) {
            assertThat(refused.status()).as(refused.body()).isEqualTo(403);
        }
    }

    @Test
    void operatorsMakeKeysForAnybodyAndSeeAll() {
        Visitor operator = sluice.user("olga", "operator");
        Answer made = operator.post(KEYS, "{\"name\": \"x\", \"scopes\": [\"read\"], \"owner\": \"otto\"}")
                .expect(201);
        assertThat(made.text("/createdBy")).isEqualTo("olga");
        assertThat(find(sluice.user("otto", "merchant"), made.id()).text("/owner"))
                .isEqualTo("otto");
        assertThat(operator.get(KEYS + "?owner=otto").texts("/keys", "/id")).containsExactly(made.id());
        Answer theirs = operator.post(
                        KEYS,
                        "{\"name\": \"x\", \"scopes\": [\"administer\"], \"role\": \"operator\", \"owner\": \"mia\"}")
                .expect(201);
        assertThat(sluice.merchant().delete(KEYS + "/" + theirs.id()).status())
                .as("it is hers by name, but may more than she")
                .isEqualTo(404);
        assertThat(machine(theirs).get(KEYS + "?owner=otto").status()).isEqualTo(200);
        operator.delete(KEYS + "/" + theirs.id()).expect(204);
    }

    @Test
    void othersKeysAreNotThere() {
        Answer mias = make(sluice.merchant(), "\"read\"");
        Visitor otto = sluice.user("otto", "merchant");

        assertThat(otto.delete(KEYS + "/" + mias.id()).status()).isEqualTo(404);
        assertThat(otto.get(KEYS + "?limit=200").texts("/keys", "/id")).doesNotContain(mias.id());
        assertThat(machine(mias).get(KEYS).status()).isEqualTo(200);
    }

    @Test
    void everyWrongFieldIsNamed() {
        Answer answer = sluice.merchant()
                .post(
                        KEYS,
                        "{\"name\": \" \", \"scopes\": [\"read\", \"read\", \"all\", 1], \"role\": \"king\", \"expiresAt\": \"2020-01-01T00:00:00Z\", \"x\": 1}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.texts("/errors", "/pointer"))
                .contains("/name", "/scopes/1", "/scopes/2", "/scopes/3", "/role", "/expiresAt", "/x");
        assertThat(sluice.merchant()
                        .post(KEYS, "{\"name\": \"x\", \"scopes\": []}")
                        .status())
                .isEqualTo(400);
    }

    /** Whatever route there is, a key opens it by the scope that the table names, and by no other. */
    @Test
    void everyRouteIsOpenedByItsScopeAlone() {
        OpenApi described = OpenApi.load();
        for (Scope scope : Scope.values()) {
            Visitor machine = machine(make(sluice.merchant(), "\"" + scope.word() + "\""));
            for (Request request : DocumentedRequests.all()) {
                String route = request.method() + " " + request.path();
                Answer answer = send(machine, request);
                if (described.asksForAToken(request.method(), request.path())) {
                    Scope needed = RouteScopes.needed(route);
                    boolean refused = answer.status() == 403
                            && (answer.body().contains("the scope ")
                                    || answer.body().contains("not for keys"));
                    assertThat(refused)
                            .as(route + " by " + scope + " -> " + answer.body())
                            .isEqualTo(needed == null || !scope.covers(needed));
                }
            }
        }
    }

    /** Of nothing that is there, so that nothing is changed by it. */
    private static Answer send(Visitor machine, Request request) {
        String path = request.path().replaceAll("\\{[a-z]+}", "00000000-0000-8000-8000-000000000000");
        Visitor sender = request.mediaType() == null ? machine : machine.with("Content-Type", request.mediaType());
        return sender.send(
                request.method(),
                path,
                request.mediaType() == null ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"));
    }

    @Test
    void moreKeysThanAnOwnerMayHaveAreRefused() {
        Visitor many = sluice.user("many", "merchant");
        List<Answer> made = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            made.add(make(many, "\"read\"").expect(201));
        }

        Answer refused = make(many, "\"read\"");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.reason()).isEqualTo("TOO_MANY_KEYS");
        many.delete(KEYS + "/" + made.getFirst().id()).expect(204);
        assertThat(make(many, "\"read\"").status()).isEqualTo(201);

        List<String> listed = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            Answer page = many.get(KEYS + "?limit=30&cursor=" + cursor).expect(200);
            listed.addAll(page.texts("/keys", "/id"));
            cursor = page.text("/nextCursor");
        }
        assertThat(listed).hasSize(101).doesNotHaveDuplicates();
    }

    private static Answer make(Visitor visitor, String scopes) {
        return visitor.post(KEYS, "{\"name\": \"a machine\", \"scopes\": [" + scopes + "]}");
    }

    /** What is known of a new key within a second. */
    private static Visitor machine(Answer made) {
        Visitor machine = sluice.visitor().withToken(made.expect(201).text("/key"));
        Await.until(
                "the key is known",
                () -> machine.get(SALES + "nothing").status() == 404
                        && machine.get(ADMIN + "nothing").status() != 401);
        return machine;
    }

    /** A key of a list, as a document of its own. */
    private static Answer find(Visitor visitor, String id) {
        Answer page = visitor.get(KEYS + "?limit=200").expect(200);
        int index = page.texts("/keys", "/id").indexOf(id);
        assertThat(index).as(id).isNotNegative();
        return new Answer(200, page.headers(), JsonTree.text(JsonTree.cast((Map<?, ?>) page.at("/keys/" + index))));
    }
}
