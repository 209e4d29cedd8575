package dev.sluice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.port.Charges;
import dev.sluice.engine.port.Reports;
import dev.sluice.engine.port.SaleExistsException;
import dev.sluice.gateway.TestGateway.Answer;
import dev.sluice.gateway.http.Resources;
import dev.sluice.gateway.merchant.SampleTerms;
import dev.sluice.sale.Charge;
import dev.sluice.sale.ChargeStatus;
import dev.sluice.sale.Command;
import dev.sluice.sale.OrderNumber;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleStatus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one merchant may know and do of another's: nothing. Every route of merchants and operators is judged here, or the build fails. */
final class TenantTest {
    /** As the document has them; that it has all routes, {@link OpenApiTest} holds. */
    private static final JsonObject OPERATIONS = new JsonObject(Resources.read("/openapi.json")).getJsonObject("paths");

    private static final String MERCHANT = "merchant";
    private static final String RIVAL = "rival/merchant";
    private static final String OPERATOR = "boss/operator";

    /** Of the deployment: no merchant has a say in it. */
    private static final Set<String> OPERATORS = Set.of(
            "POST /v1/admin/clock/trust",
            "GET /v1/admin/nodes",
            "GET /v1/admin/operations",
            "GET /v1/admin/blocklist",
            "POST /v1/admin/blocklist",
            "POST /v1/admin/blocklist/import",
            "DELETE /v1/admin/blocklist/{block}");

    /** What is made is theirs who make it; what they name by a content that all have is everybody's. */
    private static final Set<String> MAKING = Set.of(
            "POST /v1/admin/sales",
            "POST /v1/admin/drafts",
            "POST /v1/admin/timetables",
            "POST /v1/admin/timetables/gtfs",
            "POST /v1/admin/seat-maps",
            "POST /v1/admin/pictures");

    /** They show what is one's own. */
    private static final Set<String> LISTS = Set.of(
            "GET /v1/admin/sales",
            "GET /v1/admin/drafts",
            "GET /v1/admin/doors",
            "GET /v1/admin/seat-maps",
            "GET /v1/admin/refunds",
            "GET /v1/admin/reservations",
            "GET /v1/admin/pictures");

    /** Of no sale: a merchant's keys, and what was done in its name. */
    private static final Set<String> OF_WHO_ASKS =
            Set.of("GET /v1/admin/keys", "POST /v1/admin/keys", "DELETE /v1/admin/keys/{key}", "GET /v1/admin/deeds");

    /** Of whichever sale a ticket is for; what is another's is unknown there, as {@code DoorTest} holds. */
    private static final String CHECK = "POST /v1/tickets/check";

    /** A picture may be several merchants'; each takes away its own alone, as {@code PictureTest} holds. */
    private static final String PICTURE = "DELETE /v1/admin/pictures/{picture}";

    private static final String RETRY = "POST /v1/admin/refunds/{refund}/retry";

    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z]+)}");

    private final TestGateway gateway = new TestGateway();
    private final FakeSale sale = gateway.sale;
    private final String reservation = gateway.reservation("ann", "k").toString();

    @AfterEach
    void close() {
        gateway.close();
    }

    /** Those that ask for a role. */
    private static Set<String> privileged() {
        Set<String> privileged = new TreeSet<>();
        OPERATIONS.forEach(path -> ((JsonObject) path.getValue()).forEach(operation -> {
            JsonArray security = ((JsonObject) operation.getValue()).getJsonArray("security", new JsonArray());
            boolean role = security.stream()
                    .anyMatch(one -> !((JsonObject) one)
                            .getJsonArray("token", new JsonArray())
                            .isEmpty());
            if (role || path.getKey().startsWith("/v1/admin")) {
                privileged.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
            }
        }));
        return privileged;
    }

    /** Those that are about one sale, which their address names. */
    private static Set<String> aboutASale() {
        Set<String> about = privileged();
        about.removeIf(route -> !route.contains("/sales/{sale}") && !route.contains("/reservations/{id}"));
        return about;
    }

    /** Those that are about one draft. */
    private static Set<String> aboutADraft() {
        Set<String> about = privileged();
        about.removeIf(route -> !route.contains("/drafts/{draft}"));
        return about;
    }

    @Test
    void everyRouteOfMerchantsIsJudged() {
        Set<String> judged = new HashSet<>(aboutASale());
        judged.addAll(aboutADraft());
        judged.addAll(OPERATORS);
        judged.addAll(MAKING);
        judged.addAll(LISTS);
        judged.addAll(OF_WHO_ASKS);
        judged.add(RETRY);
        judged.add(CHECK);
        judged.add(PICTURE);
        assertThat(aboutASale()).hasSizeGreaterThan(10);
        assertThat(privileged()).isEqualTo(judged);
    }

    /** Word for word, and before anything else is judged or read. */
    @Test
    void anothersSaleIsAnsweredAsOneThatIsNotThere() {
        for (String route : aboutASale()) {
            Answer theirs = ask(RIVAL, route, "sale", reservation);
            Answer none = ask(RIVAL, route, "nothing", nowhere());
            assertThat(theirs.status()).as(route).isEqualTo(404);
            assertThat(theirs.json()).as(route).isEqualTo(none.json());
            assertThat(ask("ann", route, "sale", reservation).status())
                    .as(route)
                    .isEqualTo(403);
        }
        assertThat(sale.wasAsked()).isFalse();
    }

    @Test
    void anothersDraftIsAnsweredAsOneThatIsNotThere() {
        Map<String, String> none = Map.of("draft", new UUID(8, 8).toString());
        assertThat(aboutADraft()).hasSize(5);
        for (String route : aboutADraft()) {
            for (String body : new String[] {"{\"sale\": {}}", "{", "[]"}) {
                Answer theirs = ask(RIVAL, route, Map.of(), body);
                assertThat(theirs.status()).as(route).isEqualTo(404);
                assertThat(theirs.json())
                        .as(route)
                        .isEqualTo(ask(RIVAL, route, none, body).json());
                assertThat(ask("ann", route, Map.of(), body).status()).as(route).isEqualTo(403);
            }
        }
        assertThat(gateway.drafts.find(FakeDrafts.ID).head().version()).isEqualTo(1);
        for (String route : aboutADraft()) {
            for (String who : new String[] {MERCHANT, OPERATOR}) {
                assertThat(ask(who, route, none, "{\"sale\": {}}").status())
                        .as(route)
                        .isEqualTo(404);
            }
        }
        for (String who : new String[] {MERCHANT, OPERATOR}) {
            for (String route : aboutADraft()) {
                if (!route.startsWith("DELETE")) {
                    assertThat(ask(who, route, Map.of(), "{\"sale\": {}}").status())
                            .as(route)
                            .isNotIn(401, 403, 404, 500);
                }
            }
        }
        assertThat(listed(RIVAL, "drafts")).isZero();
        assertThat(listed(MERCHANT, "drafts")).isEqualTo(1);
        assertThat(listed(OPERATOR, "drafts")).isEqualTo(1);
        assertThat(ask(MERCHANT, "DELETE /v1/admin/drafts/{draft}", Map.of(), "")
                        .status())
                .isEqualTo(204);
    }

    /** Not even that it is in trouble. */
    @Test
    void anothersSaleInTroubleIsNotThereEither() {
        sale.breaks();
        for (String route : aboutASale()) {
            assertThat(ask(RIVAL, route, "sale", reservation).status())
                    .as(route)
                    .isEqualTo(404);
        }
    }

    @Test
    void theOwnerAndOperatorsAreLetIn() {
        gateway.ledger.rows.add(row());
        sale.decides(this::decide);
        for (String route : aboutASale()) {
            Answer none = ask(MERCHANT, route, "nothing", nowhere());
            for (String who : new String[] {MERCHANT, OPERATOR}) {
                Answer answer = ask(who, route, "sale", reservation);
                assertThat(answer.status()).as(route).isNotIn(401, 403, 500);
                assertThat(answer.json()).as(route).isNotEqualTo(none.json());
            }
        }
    }

    /** A writer that knows one reservation, which is paid for. */
    private Outcome decide(Command command) {
        return switch (command) {
            case Command.Refund refund ->
                new Outcome.Reserved(gateway.state(refund.id(), "ann", ReservationStatus.REFUNDED), false);
            case Command.Find find
            when find.id().toString().equals(reservation) -> new Outcome.Reserved(row().state(), false);
            case Command.Find find -> new Outcome.Refused(find.id(), Rejection.NOT_FOUND, null);
            case Command.FindByBuyer find -> new Outcome.Listed(find.id(), List.of(row().state()));
            default -> new Outcome.Administered(command.id(), sale.view().sale());
        };
    }

    private Reports.Row row() {
        return new Reports.Row(
                FakeSale.NUMBER,
                "ann",
                gateway.state(UUID.fromString(reservation), "ann", ReservationStatus.CONFIRMED));
    }

    /** Nor is anything asked or told of it. */
    @Test
    void whatTheySendAboutAnothersSaleIsNotReadEither() {
        for (String route : aboutASale()) {
            for (String body : new String[] {"{", "[]", "{\"tickets\": [\"x\"]}", "\u0000"}) {
                assertThat(ask(RIVAL, route, Map.of(), body).status())
                        .as(route + " " + body)
                        .isEqualTo(404);
            }
        }
        assertThat(sale.wasAsked()).isFalse();
    }

    @Test
    void whatPeopleSayIsLookedForAmongOnesOwn() {
        gateway.ledger.rows.add(row());
        sale.decides(this::decide).knowsAll();
        UUID id = UUID.fromString(reservation);
        List<String> said = List.of(reservation, ReservationIds.ticket(id, 1).toString(), OrderNumber.of(id), "ann");
        for (String q : said) {
            assertThat(search(RIVAL, q, "").json())
                    .as(q)
                    .isEqualTo(search(RIVAL, "nobody", "").json());
            assertThat(search(RIVAL, q, "").json().getJsonArray("reservations"))
                    .as(q)
                    .isEmpty();
            Answer theirs = search(RIVAL, q, "&sale=sale");
            assertThat(theirs.status()).as(q).isEqualTo(404);
            assertThat(theirs.json())
                    .as(q)
                    .isEqualTo(search(RIVAL, q, "&sale=nothing").json());
            assertThat(search("ann", q, "").status()).as(q).isEqualTo(403);
        }
        assertThat(sale.wasAsked()).isFalse();
        for (String q : said) {
            for (String who : new String[] {MERCHANT, OPERATOR}) {
                assertThat(search(who, q, "&sale=sale").json())
                        .as(q)
                        .isEqualTo(search(who, q, "").json());
                assertThat(search(who, q, "").json().getJsonArray("reservations"))
                        .as(q)
                        .hasSize(1);
            }
        }
    }

    /** Whatever is wrong with the one that is named. */
    @Test
    void aSaleThatDoesNotAnswerIsNamedAndHidesNothing() {
        sale.takes(Intake.FULL).knowsAll();
        assertOnlyNamed("it is full");
        sale.breaks();
        assertOnlyNamed("it is broken");
        sale.isUnreadable();
        assertOnlyNamed("nobody can read it");
        JsonObject list = gateway.get(MERCHANT, "/v1/admin/sales").json();
        assertThat(list.getJsonArray("sales")).isEmpty();
        assertThat(list.getJsonArray("unavailable")).containsExactly("sale");
        assertThat(gateway.get(RIVAL, "/v1/admin/sales").json().containsKey("unavailable"))
                .isFalse();
        assertThat(search(RIVAL, reservation, "").json().containsKey("unavailable"))
                .isFalse();
    }

    private void assertOnlyNamed(String when) {
        for (String q : List.of(reservation, "ann")) {
            Answer found = search(MERCHANT, q, "");
            assertThat(found.status()).as(when + " " + q).isEqualTo(200);
            assertThat(found.json().getJsonArray("unavailable"))
                    .as(when + " " + q)
                    .containsExactly("sale");
        }
    }

    private Answer search(String who, String q, String more) {
        return gateway.get(who, "/v1/admin/reservations?q=" + q + more);
    }

    /** Whatever is named, and however the sale is. */
    @Test
    void noRouteFailsOverWhatItDoesNotKnow() {
        gateway.ledger.rows.add(row());
        sale.decides(this::decide);
        nothingFails("it sells");
        sale.decides(command -> new Outcome.Refused(command.id(), Rejection.NOT_FOUND, null));
        nothingFails("it refuses");
        sale.breaks();
        nothingFails("it is broken");
        sale.isUnreadable();
        nothingFails("nobody can read it");
    }

    private void nothingFails(String when) {
        Set<String> routes = privileged();
        routes.removeAll(OPERATORS);
        routes.add("GET /v1/admin/reservations?q=ann");
        routes.add("GET /v1/admin/reservations?q=" + reservation);
        routes.add("GET /v1/admin/reservations?q=%00");
        String ticket = ReservationIds.ticket(UUID.fromString(reservation), 1).toString();
        List<Map<String, String>> named = List.of(
                Map.of(),
                Map.of(
                        "id",
                        ticket,
                        "tier",
                        "t9",
                        "code",
                        "99",
                        "key",
                        nowhere(),
                        "refund",
                        "9",
                        "picture",
                        "0".repeat(64)),
                Map.of("sale", "%00", "id", "%00"),
                Map.of("tier", "%00", "code", "9".repeat(30), "list", "x", "person", "%00", "key", "x", "refund", "x"));
        List<String> bodies = List.of("{}", "{", "{\"tickets\": [\"" + nowhere() + "\"]}");
        List<String> failing = new ArrayList<>();
        for (String route : routes) {
            for (Map<String, String> names : named) {
                for (String body : takesBody(route) && names.isEmpty() ? bodies : List.of("{}")) {
                    if (ask(OPERATOR, route, names, body).status() == 500) {
                        failing.add(route + " of " + names + " with " + body);
                    }
                }
            }
        }
        assertThat(failing).as(when).isEmpty();
    }

    @Test
    void aSaleThatIsNobodysIsOperatorsAlone() {
        sale.shows(new SaleView(
                new SaleState(FakeSale.NUMBER, FakeSale.TERMS, false, false, FakeSale.VERSION),
                SaleStatus.OPEN,
                sale.view().tiers(),
                sale.view().availability(),
                false));
        assertThat(gateway.get(MERCHANT, "/v1/admin/sales/sale").status()).isEqualTo(404);
        assertThat(gateway.get("null/merchant", "/v1/admin/sales/sale").status())
                .isEqualTo(404);
        Answer operators = gateway.get(OPERATOR, "/v1/admin/sales/sale");
        assertThat(operators.status()).isEqualTo(200);
        assertThat(operators.json().containsKey("owner")).isFalse();
    }

    @Test
    void whatIsOfTheDeploymentIsForOperators() {
        for (String route : OPERATORS) {
            Answer merchants = ask(MERCHANT, route, "sale", reservation);
            assertThat(merchants.status()).as(route).isEqualTo(403);
            assertThat(merchants.json().getString("detail")).contains("role operator");
        }
    }

    @Test
    void listsShowWhatIsOnesOwn() {
        gateway.charges.orders.add(order(3, UUID.randomUUID()));
        gateway.charges.orders.add(order(2, null));
        assertThat(listed(MERCHANT, "sales")).isEqualTo(1);
        assertThat(listed(RIVAL, "sales")).isZero();
        assertThat(listed(OPERATOR, "sales")).isEqualTo(1);
        assertThat(listed(MERCHANT, "refunds")).isEqualTo(1);
        assertThat(listed(RIVAL, "refunds")).isZero();
        assertThat(listed(OPERATOR, "refunds")).isEqualTo(2);
        assertThat(gateway.get(MERCHANT, "/v1/admin/sales")
                        .json()
                        .getJsonArray("sales")
                        .getJsonObject(0)
                        .getString("owner"))
                .isEqualTo(FakeSale.OWNER);
    }

    private int listed(String who, String what) {
        return gateway.get(who, "/v1/admin/" + what).json().getJsonArray(what).size();
    }

    @Test
    void aRefundIsTriedAgainByItsOwnMerchant() {
        gateway.charges.orders.add(order(3, UUID.randomUUID()));
        gateway.charges.orders.add(order(2, null));
        Answer none = retry(RIVAL, 9);
        for (Answer answer : new Answer[] {retry(RIVAL, 3), retry(RIVAL, 2), retry(MERCHANT, 2)}) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.json()).isEqualTo(none.json());
        }
        assertThat(gateway.charges.retried).isEmpty();
        assertThat(retry(MERCHANT, 3).status()).isEqualTo(200);
        assertThat(retry(OPERATOR, 2).status()).isEqualTo(200);
        assertThat(gateway.charges.retried).containsExactly(3L, 2L);
    }

    private Answer retry(String who, int number) {
        return gateway.send(gateway.request(who, "POST", "/v1/admin/refunds/" + number + "/retry", null));
    }

    private static Charges.Order order(long number, UUID reservation) {
        return new Charges.Order(
                number,
                "sale",
                reservation,
                UUID.randomUUID(),
                FakeProvider.NAME,
                new Charge("charge", 100, "EUR", ChargeStatus.REFUND_DUE, 1_000),
                1,
                "no such charge",
                2_000,
                3_000,
                5_000,
                0);
    }

    @Test
    void whatIsCreatedIsTheirsWhoCreateItAndOnlyOperatorsNameOthers() {
        gateway.ledger.creation = _ -> sale;
        JsonObject terms = SampleTerms.json(1);
        assertThat(gateway.post(RIVAL, "/v1/admin/sales", terms.encode()).status())
                .isEqualTo(201);
        assertThat(gateway.post(OPERATOR, "/v1/admin/sales", terms.encode()).status())
                .isEqualTo(201);
        String named = terms.copy().put("owner", "mei").encode();
        assertThat(gateway.post(OPERATOR, "/v1/admin/sales", named).status()).isEqualTo(201);
        assertThat(gateway.post("mei/merchant", "/v1/admin/sales", named).status())
                .isEqualTo(201);
        Answer refused = gateway.post(RIVAL, "/v1/admin/sales", named);
        assertThat(refused.status()).isEqualTo(403);
        for (String wrong : new String[] {"", " ", "\u0000", "x".repeat(201)}) {
            assertThat(gateway.post(
                                    OPERATOR,
                                    "/v1/admin/sales",
                                    terms.copy().put("owner", wrong).encode())
                            .status())
                    .isEqualTo(400);
        }
        assertThat(gateway.ledger.owners).containsExactly("rival", "boss", "mei", "mei");
    }

    /** It says that the name is taken, and no more. */
    @Test
    void anIdThatAnotherHasIsTaken() {
        gateway.ledger.creation = _ -> {
            throw new SaleExistsException("sale");
        };
        String terms = SampleTerms.json(1).encode();
        Answer mine = gateway.post(MERCHANT, "/v1/admin/sales", terms);
        Answer theirs = gateway.post(RIVAL, "/v1/admin/sales", terms);
        assertThat(theirs.status()).isEqualTo(409);
        assertThat(theirs.reason()).isEqualTo("SALE_EXISTS");
        assertThat(theirs.json()).isEqualTo(mine.json());
    }

    @Test
    void onlyOperatorsGiveASaleAway() {
        sale.decides(
                command -> new Outcome.Administered(command.id(), sale.view().sale()));
        assertThat(give(MERCHANT, "rival").status()).isEqualTo(403);
        assertThat(give(RIVAL, "rival").status()).isEqualTo(404);
        assertThat(sale.wasAsked()).isFalse();
        assertThat(give(MERCHANT, FakeSale.OWNER).status()).isEqualTo(200);
        assertThat(((Command.Amend) sale.next().command()).owner()).isEqualTo(FakeSale.OWNER);
        assertThat(give(OPERATOR, "rival").status()).isEqualTo(200);
        assertThat(((Command.Amend) sale.next().command()).owner()).isEqualTo("rival");
    }

    private Answer give(String who, String owner) {
        String change = new JsonObject().put("owner", owner).encode();
        return gateway.send(
                gateway.request(who, "PATCH", "/v1/admin/sales/sale", change).header("If-Match", "*"));
    }

    private Answer ask(String who, String route, String saleId, String reservationId) {
        return ask(who, route, Map.of("sale", saleId, "id", reservationId), "{}");
    }

    /** @param named what is said in the path, other than what is usual */
    private Answer ask(String who, String route, Map<String, String> named, String sent) {
        String method = route.substring(0, route.indexOf(' '));
        String template = route.substring(method.length() + 1);
        Map<String, String> names = new HashMap<>(
                Map.of("sale", "sale", "id", reservation, "tier", "t0", "list", "members", "person", "ab".repeat(32)));
        names.put("draft", FakeDrafts.ID.toString());
        names.putAll(named);
        String path = PARAMETER.matcher(template).replaceAll(found -> names.getOrDefault(found.group(1), "1"));
        HttpRequest.Builder request = gateway.request(who, method, path, takesBody(route) ? sent : null);
        return gateway.send(request.header("If-Match", "*"));
    }

    private static boolean takesBody(String route) {
        String[] parts = route.split("[ ?]");
        return OPERATIONS
                .getJsonObject(parts[1])
                .getJsonObject(parts[0].toLowerCase(Locale.ROOT))
                .containsKey("requestBody");
    }

    /** The id of a reservation in a sale that is not there. */
    private static String nowhere() {
        return new ReservationIds().reservation(99, new UUID(1, 2), "k").toString();
    }
}
