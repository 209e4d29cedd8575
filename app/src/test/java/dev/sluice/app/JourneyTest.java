package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A train through the running product: what merchants create, what passengers buy. */
final class JourneyTest extends SharedSluice {
    private static final String TRAIN = """
            {"id": "G7", "name": "G7", "timezone": "Asia/Shanghai", "currency": "CNY",
             "stops": [{"id": "a", "name": "Ah", "departs": "09:00"},
                       {"id": "b", "name": "Beh", "arrives": "10:00", "departs": "10:02"},
                       {"id": "c", "name": "Ceh", "arrives": "11:00", "departs": "11:02"},
                       {"id": "d", "name": "Deh", "arrives": "12:30"}],
             "classes": [{"id": "first", "name": "First", "hops": [300, 300, 300]},
                         {"id": "second", "name": "Second", "hops": [100, 120, 140],
                          "fares": [{"from": "a", "to": "d", "amount": 330}]}],
             "cars": [{"id": "1", "class": "first", "rows": 1, "seats": "A C"},
                      {"id": "2", "class": "second", "rows": 1, "seats": "AB"}]}""";
    private static final Instant DEPARTS = Instant.parse("2027-03-01T01:00:00Z");

    @Test
    void aSeatIsSoldAgainOnAStretchThatDoesNotOverlap() {
        create("again", "");
        Answer ann = buy("again", "ann", "a", "b", 2);
        assertThat(ann.status()).as(ann.body()).isEqualTo(201);
        assertThat(ann.text("/journey/from")).isEqualTo("a");
        assertThat(ann.text("/amount/amount")).isEqualTo("200");
        assertThat(seats(ann)).containsExactly("2/1A", "2/1B");
        assertThat(ann.text("/tickets/0/unit/departs")).isEqualTo("2027-03-01T01:00:00Z");
        assertThat(ann.text("/tickets/0/unit/arrives")).isEqualTo("2027-03-01T02:00:00Z");
        Answer bob = buy("again", "bob", "b", "d", 1);
        assertThat(seats(bob)).containsExactly("2/1A");
        assertThat(bob.text("/amount/amount")).isEqualTo("260");
        sluice.user("ann").click(ann.id(), "pay");
        sluice.user("ann").awaitReservation(ann.id(), "CONFIRMED");
        assertThat(sluice.merchant()
                        .post("/v1/admin/reservations/" + ann.id() + "/refund", "")
                        .status())
                .isEqualTo(200);
        assertThat(buy("again", "cat", "a", "d", 1).text("/tickets/0/unit/seat"))
                .isEqualTo("1B");
        Answer full = buy("again", "dan", "a", "d", 1);
        assertThat(full.reason()).isEqualTo("SOLD_OUT");
        assertThat(buy("again", "eve", "a", "b", 1).text("/tickets/0/unit/seat"))
                .isEqualTo("1A");
        assertBalanced("again");
    }

    @Test
    void theSaleSaysWhereTheTrainStopsAndWhatItCosts() {
        create("describe", "");
        Answer sale = sluice.visitor().get(SALES + "describe");
        assertThat(sale.text("/kind")).isEqualTo("journey");
        assertThat(sale.text("/journey/stops/1/name")).isEqualTo("Beh");
        assertThat(sale.text("/journey/stops/1/departs")).isEqualTo("2027-03-01T02:02:00Z");
        assertThat(sale.text("/journey/classes/1/hops/2")).isEqualTo("140");
        assertThat(sale.text("/journey/classes/1/fares/0/amount")).isEqualTo("330");
        assertThat(sale.text("/tiers/1/price/amount")).isEqualTo("330");
        assertThat(sale.text("/tiers/1/capacity")).isEqualTo("6");
    }

    @Test
    void aStopIsFoundByAnyOfItsNamesHoweverItIsTyped() {
        String train = TRAIN.replace(
                "{\"id\": \"a\", \"name\": \"Ah\"",
                "{\"id\": \"munich-hb\", \"name\": \"München Hbf.\", \"aliases\": [\"慕尼黑\", \"Monaco di Baviera\"]");
        TestSale.of("named")
                .with(
                        "inventory",
                        "{\"kind\": \"journey\", \"date\": \"2027-03-01\", \"train\": "
                                + train.replace("\"from\": \"a\"", "\"from\": \"munich-hb\"") + "}")
                .create(sluice);
        for (String query : List.of("munchen hbf", "MÜNCHENHBF", "慕尼黑", "monacodi", "munich-hb", "munich hb")) {
            Answer found = sluice.visitor().get("/v1/stops?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
            assertThat(found.texts("/stops", "/id")).as(query).containsExactly("munich-hb");
            assertThat(found.text("/stops/0/timezone")).isEqualTo("Asia/Shanghai");
            assertThat(found.text("/stops/0/aliases/0")).isEqualTo("慕尼黑");
        }
        assertThat(sluice.visitor().get("/v1/stops?query=hbf-munich").texts("/stops", "/id"))
                .isEmpty();
    }

    @Test
    void whoeverFindsItFullWaitsForTheirStretch() {
        create("waits", ", \"waitlist\": {\"capacity\": 5}");
        Answer ann = buy("waits", "ann", "b", "c", 2);
        Answer bob = buy("waits", "bob", "a", "d", 1);
        assertThat(bob.status()).isEqualTo(202);
        assertThat(bob.text("/status")).isEqualTo("WAITLISTED");
        Answer cat = buy("waits", "cat", "b", "d", 2);
        assertThat(cat.text("/position")).isEqualTo("2");
        sluice.user("ann").delete(RESERVATIONS + ann.id());
        assertThat(seats(sluice.user("bob").awaitReservation(bob.id(), "HELD"))).containsExactly("2/1A");
        assertThat(sluice.user("cat").get(RESERVATIONS + cat.id()).text("/status"))
                .isEqualTo("WAITLISTED");
        assertBalanced("waits");
    }

    @Test
    void seatsGetTheirNumbersAtTheirTimeAndTheSaleGoesOn() {
        Instant numbers = sluice.clock.instant().plus(Duration.ofHours(1));
        createWith("later", "\"numbersAt\": \"" + numbers + "\"", "");
        Answer ann = buy("later", "ann", "a", "b", 1);
        Answer bob = buy("later", "bob", "c", "d", 2);
        assertThat(seats(ann)).containsExactly("/");
        sluice.user("bob").click(bob.id(), "pay");
        sluice.user("bob").awaitReservation(bob.id(), "CONFIRMED");
        assertThat(sluice.visitor().get(SALES + "later").text("/journey/numbersAt"))
                .isEqualTo(numbers.toString());
        sluice.setTime(numbers);
        assertThat(seats(sluice.user("bob").get(RESERVATIONS + bob.id()))).containsExactly("2/1A", "2/1B");
        assertThat(sluice.user("bob").get("/v1/me/tickets").text("/tickets/0/unit/seat"))
                .startsWith("1");
        assertThat(seats(buy("later", "cat", "a", "c", 2))).containsExactly("2/1A", "2/1B");
        assertBalanced("later");
    }

    @Test
    void aStretchIsOnSaleUntilTheTrainLeavesItsStop() {
        Instant now = sluice.clock.instant();
        String day = now.toString().substring(0, 10);
        int minute =
                (int) Duration.between(Instant.parse(day + "T00:00:00Z"), now).toMinutes();
        String train = """
                {"id": "L1", "name": "L1", "timezone": "UTC", "currency": "CNY",
                 "stops": [{"id": "leave-a", "name": "A", "departs": "%s"}, {"id": "leave-b", "name": "B", "arrives": "%2$s", "departs": "%2$s"},
                           {"id": "leave-c", "name": "C", "arrives": "%3$s"}],
                 "classes": [{"id": "second", "name": "Second", "hops": [100, 100]}],
                 "cars": [{"id": "1", "class": "second", "rows": 1, "seats": "A"}]}""".formatted(clock(minute + 10), clock(minute + 20), clock(minute + 40));
        Answer created = TestSale.of("leaves")
                .waitlist(5)
                .with(
                        "inventory",
                        "{\"kind\": \"journey\", \"date\": \"" + day
                                + "\", \"closes\": {\"minutesBefore\": 2}, \"train\": " + train + "}")
                .create(sluice);
        assertThat(created.text("/closesAt")).isEqualTo(created.text("/journey/stops/1/soldUntil"));
        TestSale.of("leaves-full")
                .with(
                        "inventory",
                        "{\"kind\": \"journey\", \"date\": \"" + day + "\", \"train\": "
                                + train.replace("leave-", "full-") + "}")
                .create(sluice);
        buy("leaves-full", "ann", "full-a", "full-c", 1).expect(201);
        assertThat(buy("leaves-full", "bob", "full-a", "full-b", 1).reason()).isEqualTo("SOLD_OUT");
        Answer ann = buy("leaves", "ann", "leave-a", "leave-c", 1);
        assertThat(ann.text("/expiresAt")).isEqualTo(created.text("/journey/stops/0/departs"));
        Answer bob = buy("leaves", "bob", "leave-a", "leave-b", 1);
        Answer cat = buy("leaves", "cat", "leave-b", "leave-c", 1);
        assertThat(found("leave-a", "leave-b", day)).isEqualTo(1);

        sluice.setTime(Instant.parse(created.text("/journey/stops/0/soldUntil")));
        Answer late = sluice.user("bob").awaitReservation(bob.id(), "EXPIRED");
        assertThat(late.text("/reason")).isEqualTo("DEPARTED");
        assertThat(buy("leaves", "dan", "leave-a", "leave-c", 1).reason()).isEqualTo("DEPARTED");
        assertThat(found("leave-a", "leave-b", day)).isZero();
        assertThat(found("leave-b", "leave-c", day)).isEqualTo(1);
        assertThat(sluice.user("ann").get(RESERVATIONS + ann.id()).text("/status"))
                .isEqualTo("HELD");

        sluice.setTime(Instant.parse(created.text("/journey/stops/0/departs")));
        sluice.user("cat").awaitReservation(cat.id(), "HELD");
        assertThat(buy("leaves-full", "dan", "full-a", "full-b", 1).reason()).isEqualTo("DEPARTED");
        assertThat(sluice.user("ann").get(RESERVATIONS + ann.id()).text("/status"))
                .isEqualTo("EXPIRED");
        sluice.user("cat").click(cat.id(), "pay");
        sluice.user("cat").awaitReservation(cat.id(), "CONFIRMED");

        sluice.setTime(Instant.parse(created.text("/closesAt")));
        assertThat(buy("leaves", "eve", "leave-b", "leave-c", 1).reason()).isEqualTo("CLOSED");
        assertThat(found("leave-b", "leave-c", day)).isZero();
        assertBalanced("leaves");
    }

    /** A sale opens before the last of its stretches ends, or not at all. */
    @Test
    void aTrainThatHasLeftBeforeItsSaleOpensIsNotSold() {
        String gone = "{\"kind\": \"journey\", \"date\": \"2026-11-01\", \"train\": " + TRAIN + "}";
        Answer refused = sluice.merchant()
                .post(
                        "/v1/admin/sales",
                        TestSale.of("gone").with("inventory", gone).json());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/errors/0/pointer")).isEqualTo("/opensAt");
    }

    @Test
    void anExportSaysWhoSitsWhere() {
        create("conductor", "");
        Answer ann = buy("conductor", "ann", "a", "c", 2);
        sluice.user("ann").click(ann.id(), "pay");
        String code = sluice.user("ann").awaitReservation(ann.id(), "CONFIRMED").text("/tickets/1/code");
        buy("conductor", "bob", "c", "d", 1);
        Answer listed = sluice.merchant().get(ADMIN + "conductor/reservations?status=CONFIRMED");
        assertThat(listed.text("/reservations/0/tickets/1/code")).isEqualTo(code);
        List<String> lines = sluice.merchant()
                .get(ADMIN + "conductor/reservations.csv")
                .body()
                .lines()
                .toList();
        assertThat(lines.getFirst()).contains(",reason,from,to,seats,codes,order_number,");
        assertThat(lines.get(1)).contains(",\"Ah\",\"Ceh\",\"2/1A; 2/1B\",").contains("; " + code + ",");
        assertThat(lines.get(2)).contains(",\"Ceh\",\"Deh\",\"2/1A\",,");
    }

    private static String clock(int minute) {
        return "%02d:%02d".formatted(minute / 60, minute % 60);
    }

    private static int found(String from, String to, String day) {
        return sluice.visitor()
                .get("/v1/journeys?from=" + from + "&to=" + to + "&date=" + day)
                .list("/journeys")
                .size();
    }

    @Test
    void whatIsNoStretchIsABadRequestThatNamesTheField() {
        create("wrong", "");
        Answer backwards = buy("wrong", "ann", "c", "b", 1);
        assertThat(backwards.status()).isEqualTo(400);
        assertThat(backwards.text("/errors/0/pointer")).isEqualTo("/journey/to");
        Answer plain = sluice.user("ann")
                .with("Idempotency-Key", "plain")
                .post(SALES + "wrong/reservations", "{\"tier\": \"second\", \"quantity\": 1}");
        assertThat(plain.texts("/errors", "/pointer")).containsExactly("/journey", "/tier", "/quantity");
        Answer atPayment = sluice.merchant()
                .post(
                        "/v1/admin/sales",
                        sale("at-payment", "").with("takeStock", "\"PAYMENT\"").json());
        assertThat(atPayment.text("/errors/0/pointer")).isEqualTo("/takeStock");
    }

    private static void create(String id, String more) {
        createWith(id, "", more);
    }

    private static void createWith(String id, String inventory, String more) {
        TestSale sale = sale(id, inventory);
        (more.isEmpty() ? sale : sale.waitlist(5)).create(sluice);
    }

    private static TestSale sale(String id, String inventory) {
        String fields = inventory.isEmpty() ? "" : ", " + inventory;
        return TestSale.of(id)
                .with("closesAt", "\"" + DEPARTS + "\"")
                .with(
                        "inventory",
                        "{\"kind\": \"journey\", \"date\": \"2027-03-01\", \"train\": " + TRAIN + fields + "}");
    }

    private static Answer buy(String sale, String user, String from, String to, int quantity) {
        return sluice.user(user)
                .with("Idempotency-Key", user + from + to)
                .post(SALES + sale + "/reservations", """
                {"journey": {"from": "%s", "to": "%s", "class": "second", "quantity": %d}}""".formatted(from, to, quantity));
    }

    private static List<String> seats(Answer reservation) {
        List<String> cars = reservation.texts("/tickets", "/unit/car");
        List<String> seats = reservation.texts("/tickets", "/unit/seat");
        return IntStream.range(0, cars.size())
                .mapToObj(ticket -> seats.get(ticket) == null ? "/" : cars.get(ticket) + "/" + seats.get(ticket))
                .toList();
    }
}
