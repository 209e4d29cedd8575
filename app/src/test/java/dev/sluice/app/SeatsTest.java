package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Visitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Seats through everything that runs. */
final class SeatsTest extends SharedSluice {
    private static final String MAPS = "/v1/admin/seat-maps";
    private static final String HALL = """
            {"sections": [{"id": "main", "name": "Main", "rows": [
              {"label": "A", "seats": "1-6", "tier": "front"},
              {"label": "B", "seats": "1-6", "tier": "rear", "accessible": ["6"]}]}]}""";

    private static String inventory(String map, String orphans) {
        return """
                {"kind": "seated", "map": %s, "orphans": "%s", "tiers": [
                  {"id": "front", "name": "Front", "price": {"amount": 9000, "currency": "CNY"}},
                  {"id": "rear", "name": "Rear", "price": {"amount": 5000, "currency": "CNY"}}]}""".formatted(map, orphans);
    }

    private static Answer create(String id, String orphans) {
        return TestSale.of(id)
                .with("limitPerUser", "6")
                .with("waitlist", "{\"capacity\": 10}")
                .with("inventory", inventory(HALL, orphans))
                .create(sluice);
    }

    private static Answer buy(String user, String sale, String key, String body) {
        return sluice.user(user).with("Idempotency-Key", key).post(SALES + sale + "/reservations", body);
    }

    @Test
    void theBestSeatsAreGivenAndPaidFor() {
        Answer sale = create("best-seats", "soft");
        assertThat(sale.number("/tiers/0/capacity")).isEqualTo(6);
        assertThat(sale.text("/orphans")).isEqualTo("soft");
        assertThat(sale.number("/map/seats")).isEqualTo(12);

        Answer held = buy("ann", "best-seats", "k", "{\"bestAvailable\": {\"tier\": \"front\", \"quantity\": 2}}");

        assertThat(held.status()).as(held.body()).isEqualTo(201);
        assertThat(held.number("/amount/amount")).isEqualTo(18_000);
        assertThat(held.text("/tickets/0/unit/seat")).isEqualTo("A-3");
        assertThat(held.text("/tickets/1/unit/row")).isEqualTo("A");
        assertThat(held.text("/tickets/1/unit/label")).isEqualTo("4");
        assertThat(held.text("/tickets/1/unit/section")).isEqualTo("main");
        sluice.user("ann").click(held.id(), "pay");
        sluice.user("ann").awaitReservation(held.id(), "CONFIRMED");
        assertThat(sluice.user("ann").get("/v1/me/tickets").text("/tickets/0/unit/seat"))
                .startsWith("A-");
        Answer inSection = buy(
                "ben",
                "best-seats",
                "k",
                "{\"bestAvailable\": {\"tier\": \"rear\", \"quantity\": 1, \"section\": \"main\"}}");
        assertThat(inSection.text("/section")).isEqualTo("main");
        Answer plain = buy("cem", "best-seats", "k", "{\"tier\": \"rear\", \"quantity\": 2}");
        assertThat(plain.status()).isEqualTo(201);
        assertBalanced("best-seats");
    }

    /** Unless it says others. */
    @Test
    void aSaleCallsItsTiersAsItsMapDoes() {
        String map = HALL.replaceFirst(
                "\\{", "{\"tiers\": [{\"id\": \"front\", \"name\": \"前排\"}, {\"id\": \"rear\", \"name\": \"后排\"}], ");
        Answer sale =
                TestSale.of("called").with("inventory", """
                {"kind": "seated", "map": %s, "tiers": [
                  {"id": "front", "price": {"amount": 9000, "currency": "CNY"}},
                  {"id": "rear", "name": "Rear", "price": {"amount": 5000, "currency": "CNY"}}]}""".formatted(map)).create(sluice);

        assertThat(sale.texts("/tiers", "/name")).containsExactly("前排", "Rear");
        assertThat(sluice.visitor().get(sale.text("/map/url")).texts("/tiers", "/name"))
                .containsExactly("前排", "后排");
    }

    @Test
    void chosenSeatsAreAllOrNone() {
        create("chosen-seats", "strict");
        Answer ann = buy("ann", "chosen-seats", "k", "{\"seats\": [\"A-4\", \"A-3\"]}");
        assertThat(ann.status()).as(ann.body()).isEqualTo(201);
        assertThat(ann.list("/seats")).isEqualTo(List.of("A-3", "A-4"));
        assertThat(ann.text("/tier")).isEqualTo("front");
        Answer again = buy("ann", "chosen-seats", "k", "{\"seats\": [\"A-3\", \"A-4\"]}");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.id()).isEqualTo(ann.id());

        Answer taken = buy("ben", "chosen-seats", "k", "{\"seats\": [\"A-4\", \"A-5\"]}");

        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.reason()).isEqualTo("SEAT_TAKEN");
        assertThat(taken.list("/taken")).isEqualTo(List.of("A-4"));
        assertThat(taken.list("/instead")).isEqualTo(List.of("A-5", "A-6"));
        Answer orphan = buy("ben", "chosen-seats", "k", "{\"seats\": [\"B-2\"]}");
        assertThat(orphan.reason()).isEqualTo("LEAVES_ORPHAN");
        assertThat(buy("ben", "chosen-seats", "k", "{\"seats\": [\"A-1\", \"B-1\"]}")
                        .reason())
                .isEqualTo("TIERS_DIFFER");
        Answer unknown = buy("ben", "chosen-seats", "k", "{\"seats\": [\"A-1\", \"Z-1\", \"A-1\"]}");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.list("/errors")).hasSize(2);
        assertBalanced("chosen-seats");
    }

    @Test
    void aLatePaymentForASeatThatWasMovedGoesBackAndTheSaleGoesOn() {
        create("moved-late", "soft");
        Visitor ann = sluice.user("ann");
        String id = buy("ann", "moved-late", "k", "{\"seats\": [\"A-1\"]}").id();
        String payment = ann.openPayment(id).id();
        sluice.advance(Duration.ofSeconds(900));
        Answer moved = sluice.merchant().post(ADMIN + "moved-late/seats", "{\"seats\": [\"A-1\"], \"tier\": \"rear\"}");
        assertThat(moved.status()).as(moved.body()).isEqualTo(200);

        ann.answerPayment(payment, "pay");

        ann.awaitPayment(payment, "REFUNDED");
        assertThat(ann.get("/v1/reservations/" + id).reason()).isEqualTo("TIERS_DIFFER");
        Answer next = buy("ben", "moved-late", "k", "{\"seats\": [\"A-1\"]}");
        assertThat(next.status()).as(next.body()).isEqualTo(201);
        assertThat(next.text("/tier")).isEqualTo("rear");
        assertBalanced("moved-late");
    }

    @Test
    void onlookersSeeWhatIsFreeAndWhatChanged() {
        create("board", "soft");
        Answer all = sluice.visitor().get(SALES + "board/seats");
        assertThat(all.status()).as(all.body()).isEqualTo(200);
        assertThat(all.header("Cache-Control")).isEqualTo("public, max-age=1, s-maxage=1");
        assertThat(free(all)).isEqualTo("111111111111");
        String first = all.text("/version");
        buy("ann", "board", "k", "{\"seats\": [\"A-1\", \"A-2\"]}");

        assertThat(sluice.visitor().get(SALES + "board/seats").text("/version"))
                .as("at most once a second")
                .isEqualTo(first);
        sluice.advance(Duration.ofSeconds(1));
        Answer changes = sluice.visitor().get(SALES + "board/seats?since=" + first);

        assertThat(changes.list("/taken")).isEqualTo(List.of(0, 1));
        assertThat(changes.list("/freed")).isEqualTo(List.of());
        assertThat(changes.text("/free")).isNull();
        Answer now = sluice.visitor().get(SALES + "board/seats");
        assertThat(free(now)).isEqualTo("001111111111");
        assertThat(now.text("/version")).isEqualTo(changes.text("/version")).isNotEqualTo(first);
        Answer known =
                sluice.visitor().with("If-None-Match", now.header("ETag")).get(SALES + "board/seats");
        assertThat(known.status()).isEqualTo(304);
        assertThat(free(sluice.visitor().get(SALES + "board/seats?since=of-another-time")))
                .isEqualTo("001111111111");
        assertThat(sluice.visitor().get(SALES + "nowhere/seats").status()).isEqualTo(404);
    }

    @Test
    void theMerchantWithholdsAndMovesSeats() {
        create("changed", "soft");
        Answer held = buy("ann", "changed", "k", "{\"seats\": [\"A-1\"]}");
        String path = ADMIN + "changed/seats";

        Answer taken = sluice.merchant().post(path, "{\"row\": \"A\", \"withhold\": true}");
        Answer withheld = sluice.merchant().post(path, "{\"seats\": [\"A-2\", \"A-3\"], \"withhold\": true}");
        Answer moved = sluice.merchant().post(path, "{\"section\": \"main\", \"row\": \"B\", \"tier\": \"front\"}");

        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.list("/taken")).isEqualTo(List.of("A-1"));
        assertThat(withheld.status()).as(withheld.body()).isEqualTo(200);
        assertThat(withheld.number("/tiers/0/withheld")).isEqualTo(2);
        assertThat(moved.number("/tiers/0/capacity")).isEqualTo(12);
        assertThat(moved.number("/tiers/0/available")).isEqualTo(9);
        assertThat(moved.number("/tiers/1/capacity")).isZero();
        Answer board = sluice.visitor().get(SALES + "changed/seats");
        assertThat(free(board)).isEqualTo("000111111111");
        assertThat(board.text("/tiers/0/tier")).isEqualTo("front");
        assertThat(board.list("/tiers/0/seats")).hasSize(6);
        assertThat(buy("ben", "changed", "k", "{\"seats\": [\"A-2\"]}").reason())
                .isEqualTo("SEAT_TAKEN");
        assertThat(buy("ben", "changed", "k", "{\"seats\": [\"B-1\"]}").text("/tier"))
                .isEqualTo("front");
        assertThat(sluice.merchant().post(path, "{\"seats\": [\"Z\"]}").list("/errors"))
                .hasSize(2);
        assertThat(sluice.user("ann").post(path, "{}").status()).isEqualTo(403);
        sluice.user("ann").click(held.id(), "pay");
        sluice.user("ann").awaitReservation(held.id(), "CONFIRMED");
        Answer standing = sluice.merchant().get(path).expect(200);
        assertThat(standing.list("/withheld")).isEqualTo(List.of("A-2", "A-3"));
        assertThat(standing.list("/held")).isEqualTo(List.of("B-1"));
        assertThat(standing.list("/sold")).isEqualTo(List.of("A-1"));
        assertThat(standing.text("/moved/0/tier")).isEqualTo("front");
        assertThat(standing.list("/moved/0/seats")).hasSize(6).asString().contains("B-1");
        assertThat(sluice.user("another merchant", "merchant").get(path).status())
                .isEqualTo(404);
        assertThat(sluice.merchant()
                        .post(ADMIN + "changed/tiers/front/capacity", "{\"capacity\": 1}")
                        .reason())
                .isEqualTo("FIXED_CAPACITY");
        assertThat(held.status()).isEqualTo(201);
        assertBalanced("changed");
    }

    /** More than any other request may say. */
    @Test
    void thousandsOfSeatsAreWithheldByTheirNames() {
        String rows = IntStream.rangeClosed(1, 30)
                .mapToObj(row -> "{\"label\": \"row-" + row + "\", \"seats\": \"1-100\"}")
                .collect(Collectors.joining(", "));
        TestSale.of("large-hall").with("inventory", """
                {"kind": "seated", "map": {"tier": "a", "sections": [{"id": "s", "rows": [%s]}]},
                 "tiers": [{"id": "a", "price": {"amount": 1, "currency": "EUR"}}]}""".formatted(rows)).create(sluice);
        String names = IntStream.rangeClosed(1, 30)
                .boxed()
                .flatMap(row -> IntStream.rangeClosed(1, 100).mapToObj(seat -> "\"row-" + row + "-" + seat + "\""))
                .collect(Collectors.joining(", "));

        Answer withheld =
                sluice.merchant().post(ADMIN + "large-hall/seats", "{\"seats\": [" + names + "], \"withhold\": true}");

        assertThat(withheld.status()).as(withheld.body()).isEqualTo(200);
        assertThat(withheld.number("/tiers/0/withheld")).isEqualTo(3_000);
        assertBalanced("large-hall");
    }

    @Test
    void releasedSeatsGoToWhoeverWaits() {
        create("released", "soft");
        String path = ADMIN + "released/seats";
        sluice.merchant().post(path, "{\"row\": \"A\", \"withhold\": true}");
        Answer waits = buy("ann", "released", "k", "{\"tier\": \"front\", \"quantity\": 2}");
        assertThat(waits.status()).isEqualTo(202);
        assertThat(buy("ben", "released", "k", "{\"seats\": [\"A-1\"]}").reason())
                .isEqualTo("SEAT_TAKEN");

        sluice.merchant().post(path, "{\"row\": \"A\", \"withhold\": false}");

        Answer offered = sluice.user("ann").awaitReservation(waits.id(), "HELD");
        assertThat(offered.text("/tickets/0/unit/seat")).isEqualTo("A-3");
        assertBalanced("released");
    }

    @Test
    void aMapIsImportedOnceAndNeverChanges() {
        Answer stored = sluice.merchant().post(MAPS, HALL);
        assertThat(stored.status()).as(stored.body()).isEqualTo(201);
        assertThat(stored.number("/seats")).isEqualTo(12);
        String version = stored.text("/version");
        assertThat(sluice.merchant().post(MAPS, HALL).text("/version")).isEqualTo(version);

        Answer map = sluice.visitor().get(stored.header("Location"));

        assertThat(map.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(map.text("/sections/0/rows/0/seats")).isEqualTo("1-6");
        assertThat(sluice.visitor()
                        .with("If-None-Match", map.header("ETag"))
                        .get(stored.header("Location"))
                        .status())
                .isEqualTo(304);
        assertThat(sluice.merchant().post(MAPS, map.body()).text("/version")).isEqualTo(version);
        Answer sale = TestSale.of("by-version")
                .with("inventory", inventory("\"" + version + "\"", "off"))
                .create(sluice);
        assertThat(sale.text("/map/version")).isEqualTo(version);
        assertThat(sale.text("/map/url")).isEqualTo(stored.header("Location"));
        assertThat(sluice.visitor().get("/v1/seat-maps/" + "0".repeat(64)).status())
                .isEqualTo(404);
        assertThat(sluice.visitor().get("/v1/seat-maps/x").status()).isEqualTo(404);
    }

    @Test
    void aTableIsImportedAndItsErrorsAreNamed() {
        Visitor merchant = sluice.merchant().with("Content-Type", "text/csv; charset=utf-8");
        String table = "section,row,seat,tier,x,y\nmain,A,1,front,0,10\nmain,A,2,front,10,10\n";

        Answer stored = merchant.send("POST", MAPS + "?focalX=5&focalY=0", BodyPublishers.ofString(table));
        Answer wrong = merchant.send("POST", MAPS, BodyPublishers.ofString(table + "main,A,2,Front,x,10\n"));

        assertThat(stored.status()).as(stored.body()).isEqualTo(201);
        assertThat(sluice.visitor().get(stored.header("Location")).number("/focalPoint/x"))
                .isEqualTo(5);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.texts("/errors", "/pointer"))
                .containsExactlyInAnyOrder("line 4, column tier", "line 4, column x", "line 4, column seat");
        assertThat(merchant.send("POST", MAPS + "?focalX=5&focalY=a", BodyPublishers.ofString(table))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aTableIsReadInTheCharsetThatItsHeadDeclares() {
        String table = "section,row,seat,tier\nRängé,A,1,front\n";
        byte[] latin = table.getBytes(StandardCharsets.ISO_8859_1);
        Answer stored = sluice.merchant()
                .with("Content-Type", "text/csv; charset=\"iso-8859-1\"")
                .send("POST", MAPS, BodyPublishers.ofByteArray(latin));
        assertThat(stored.status()).as(stored.body()).isEqualTo(201);
        assertThat(sluice.visitor().get(stored.header("Location")).body()).contains("Rängé");
        Answer undeclared = sluice.merchant()
                .with("Content-Type", "text/csv")
                .send("POST", MAPS, BodyPublishers.ofByteArray(latin));
        assertThat(undeclared.status()).isEqualTo(400);
        assertThat(undeclared.texts("/errors", "/pointer")).containsExactly("line 2, column 2");
        assertThat(sluice.merchant()
                        .with("Content-Type", "text/csv; charset=klingon")
                        .send("POST", MAPS, BodyPublishers.ofByteArray(latin))
                        .status())
                .isEqualTo(415);
        assertThat(sluice.merchant()
                        .with("Content-Type", "application/json; charset=utf-16")
                        .send("POST", MAPS, BodyPublishers.ofString("{}"))
                        .status())
                .isEqualTo(415);
    }

    @Test
    void onlyMerchantsSendLargeBodies() {
        String large = " ".repeat(100_000) + HALL;

        assertThat(sluice.merchant().post(MAPS, large).status()).isEqualTo(201);
        assertThat(sluice.user("ann").post(MAPS, large).status()).isEqualTo(403);
        assertThat(sluice.visitor().post(MAPS, large).status()).isEqualTo(401);
        assertThat(sluice.merchant()
                        .with("Content-Type", "text/plain")
                        .post(MAPS, large)
                        .status())
                .isEqualTo(415);
        Answer number = sluice.merchant().post(ADMIN + "nowhere/tiers/a/capacity", large);
        assertThat(number.status()).isEqualTo(413);
        Answer change = sluice.merchant().post(ADMIN + "nowhere/seats", large.repeat(3));
        assertThat(change.status()).isEqualTo(413);
        Answer huge = sluice.merchant().post(MAPS, " ".repeat(33 * 1024 * 1024));
        assertThat(huge.status()).isEqualTo(413);
        assertThat(huge.text("/detail")).contains("33554432");
    }

    @Test
    void whatIsWrongWithASaleOfSeatsIsNamed() {
        Answer wrong = sluice.merchant()
                .post(
                        "/v1/admin/sales",
                        TestSale.of("wrong-seats")
                                .with("takeStock", "\"PAYMENT\"")
                                .with("inventory", inventory("\"no-version\"", "never"))
                                .json());

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.texts("/errors", "/pointer")).contains("/inventory/map", "/inventory/orphans");
        assertThat(sluice.merchant()
                        .post(
                                "/v1/admin/sales",
                                TestSale.of("at-payment")
                                        .with("takeStock", "\"PAYMENT\"")
                                        .with("inventory", inventory(HALL, "off"))
                                        .json())
                        .text("/errors/0/pointer"))
                .isEqualTo("/takeStock");
    }

    /** The board's seats in order, 1 for a free one. */
    private static String free(Answer board) {
        byte[] bytes = Base64.getDecoder().decode(board.text("/free"));
        StringBuilder seats = new StringBuilder();
        for (int seat = 0; seat < 12; seat++) {
            seats.append(bytes[seat / 8] >> seat % 8 & 1);
        }
        return seats.toString();
    }
}
