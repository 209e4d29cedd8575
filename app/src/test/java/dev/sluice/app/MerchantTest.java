package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.engine.writer.LiveSale;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What merchants do to their sales and reservations, and read of them. */
final class MerchantTest extends SharedSluice {
    @Test
    void everyWrongFieldOfASaleIsNamed() {
        Answer answer = sluice.merchant().post("/v1/admin/sales", """
                {"id": "No Good", "opensAt": "soon", "limitPerUser": 0, "holdSeconds": "x", "mode": "LOTTERY",
                 "takeStock": 1, "colour": "red", "waitlist": {"capacity": -1, "x": 1},
                 "inventory": {"kind": "counted", "room": 1, "tiers": [
                   {"id": "a", "price": {"amount": -1, "currency": "XXL", "tax": 1}, "capacity": 1},
                   {"id": "a", "price": {"amount": 1, "currency": "EUR"}, "capacity": 1.5}, 7]}}""");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.texts("/errors", "/pointer"))
                .contains("/id", "/title", "/opensAt", "/limitPerUser", "/holdSeconds", "/takeStock", "/colour")
                .contains("/order", "/fairness")
                .contains("/waitlist/capacity", "/waitlist/x", "/inventory/room")
                .contains("/inventory/tiers/0/price/amount", "/inventory/tiers/0/price/currency")
                .contains("/inventory/tiers/0/price/tax")
                .contains("/inventory/tiers/1/id", "/inventory/tiers/1/capacity", "/inventory/tiers/2");
    }

    @Test
    void aKindThatNobodyKnowsIsNamed() {
        Answer answer = sluice.merchant()
                .post(
                        "/v1/admin/sales",
                        TestSale.of("kindless")
                                .with("inventory", "{\"kind\": \"air\"}")
                                .json());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/inventory/kind");
        assertThat(answer.text("/errors/0/detail")).contains("counted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+999999999-12-31T00:00:00Z",
                "-000001-01-01T00:00:00Z",
                "2026-12-01",
                "2026-12-01T00:00:00",
                "1960-01-01T00:00:00Z"
            })
    void aTimeThatNoSaleHasIsABadRequest(String time) {
        Answer answer = sluice.merchant()
                .post(
                        "/v1/admin/sales",
                        TestSale.of("times").with("opensAt", "\"" + time + "\"").json());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/opensAt");
    }

    @Test
    void aTextThatNoDatabaseTakesIsABadRequest() {
        for (String title : new String[] {"\"a\\u0000b\"", "\"\\ud800\""}) {
            Answer answer = sluice.merchant()
                    .post(
                            "/v1/admin/sales",
                            TestSale.of("text").with("title", title).json());
            assertThat(answer.status()).as(title).isEqualTo(400);
        }
        TestSale.of("text").with("title", "\"\\u9999 \\ud83d\\ude00\\n\"").create(sluice);
    }

    @Test
    void anIdIsTakenOnce() {
        TestSale.of("once").create(sluice);

        Answer again =
                sluice.merchant().post("/v1/admin/sales", TestSale.of("once").json());

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.reason()).isEqualTo("SALE_EXISTS");
    }

    /** From its creation on, through the ledger, and through a start of another process. */
    @Test
    void aSaleIsItsMerchantsUntilAnOperatorGivesItAway() {
        Answer created = TestSale.of("given").create(sluice);
        assertThat(created.text("/owner")).isEqualTo("mia");
        Visitor mia = sluice.merchant();
        Visitor noa = sluice.merchant("noa");
        String reservation = sluice.user("ann").buy("given", "k", 1).id();
        assertThat(noa.get(ADMIN + "given").json())
                .isEqualTo(noa.get(ADMIN + "never-made").json());
        assertThat(noa.post("/v1/admin/reservations/" + reservation + "/refund", "")
                        .status())
                .isEqualTo(404);
        assertThat(noa.get("/v1/admin/sales?limit=200").texts("/sales", "/id")).doesNotContain("given");
        assertThat(mia.get("/v1/admin/sales?limit=200").texts("/sales", "/id")).contains("given");
        assertThat(noa.post("/v1/admin/sales", TestSale.of("given").json()).reason())
                .isEqualTo("SALE_EXISTS");

        Answer given = sluice.operator()
                .with("If-Match", created.header("ETag"))
                .patch(ADMIN + "given", "{\"owner\": \"noa\"}");

        assertThat(given.text("/owner")).as(given.body()).isEqualTo("noa");
        assertThat(given.text("/title")).isEqualTo(created.text("/title"));
        assertThat(mia.get(ADMIN + "given").status()).isEqualTo(404);
        assertThat(noa.get(ADMIN + "given/reservations").texts("/reservations", "/id"))
                .containsExactly(reservation);
        assertThat(sluice.stored("SELECT merchant FROM sale WHERE id = 'given'"))
                .isEqualTo("noa");
        sluice = sluice.startAgain();
        assertThat(sluice.merchant("noa").get(ADMIN + "given/audit").status()).isEqualTo(200);
        assertThat(sluice.merchant().get(ADMIN + "given/audit").status()).isEqualTo(404);
    }

    /** As those are that a release made that knew no owners. */
    @Test
    void aSaleThatIsNobodysIsGivenToAMerchant() {
        Answer created = TestSale.of("nobodys").create(sluice);
        sluice.forge("UPDATE sale SET merchant = NULL WHERE id = 'nobodys'");
        sluice = sluice.startAgain();
        Await.until("it is loaded", () -> sluice.sales.find("nobodys").state() == LiveSale.State.RUNNING);
        assertThat(sluice.merchant().get(ADMIN + "nobodys").status()).isEqualTo(404);
        assertThat(sluice.operator().get(ADMIN + "nobodys").json()).doesNotContainKey("owner");

        sluice.operator()
                .with("If-Match", created.header("ETag"))
                .patch(ADMIN + "nobodys", "{\"owner\": \"mia\"}")
                .expect(200);

        assertThat(sluice.merchant().get(ADMIN + "nobodys").status()).isEqualTo(200);
    }

    @Test
    void aChangeNamesTheVersionThatItChanges() {
        Answer created = TestSale.of("versions").create(sluice);
        Visitor mia = sluice.merchant();
        String etag = created.header("ETag");
        assertThat(mia.patch(ADMIN + "versions", "{\"limitPerUser\": 3}").status())
                .isEqualTo(428);

        Answer changed = mia.with("If-Match", etag).patch(ADMIN + "versions", "{\"limitPerUser\": 3}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.number("/limitPerUser")).isEqualTo(3);
        assertThat(changed.text("/title")).isEqualTo("A sale");
        assertThat(changed.header("ETag")).isNotEqualTo(etag);
        assertThat(mia.get(ADMIN + "versions").header("ETag")).isEqualTo(changed.header("ETag"));
        for (String stale : new String[] {etag, "\"x\"", "W/" + changed.header("ETag")}) {
            Answer late = mia.with("If-Match", stale).patch(ADMIN + "versions", "{\"limitPerUser\": 4}");
            assertThat(late.status()).isEqualTo(412);
        }
        assertThat(mia.with("If-Match", "*")
                        .patch(ADMIN + "versions", "{\"limitPerUser\": 5}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatBuyersRelyOnStaysOnceTheSaleIsOpen() {
        Answer created = TestSale.of("promised").create(sluice);

        Answer answer = sluice.merchant()
                .with("If-Match", created.header("ETag"))
                .patch(ADMIN + "promised", "{\"takeStock\": \"ORDER\"}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.reason()).isEqualTo("ALREADY_OPEN");
    }

    @Test
    void aCapacityIsNeverLessThanWhatIsTaken() {
        TestSale.of("room").units(3).create(sluice);
        Visitor mia = sluice.merchant();
        sluice.user("ann").buy("room", "k", 2);
        String path = ADMIN + "room/tiers/standard/capacity";

        assertThat(mia.post(path, "{\"capacity\": 1}").reason()).isEqualTo("CAPACITY_TAKEN");
        assertThat(mia.post(path, "{\"capacity\": 2}").status()).isEqualTo(200);
        assertThat(sluice.user("ben").buy("room", "k", 1).reason()).isEqualTo("SOLD_OUT");
        assertThat(mia.post(path, "{\"capacity\": 3}").number("/tiers/0/available"))
                .isEqualTo(1);
        assertThat(sluice.user("ben").buy("room", "k", 1).status()).isEqualTo(201);
        assertThat(mia.post(path, "{\"capacity\": -1, \"x\": 1}").list("/errors"))
                .hasSize(2);
        assertThat(mia.post(ADMIN + "room/tiers/none/capacity", "{\"capacity\": 1}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void onlyWhatIsConfirmedIsRefunded() {
        TestSale.of("unpaid").create(sluice);
        String id = sluice.user("ann").buy("unpaid", "k", 1).id();

        Answer answer = sluice.merchant().post("/v1/admin/reservations/" + id + "/refund", "");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.reason()).isEqualTo("NOT_REFUNDABLE");
    }

    @Test
    void someTicketsGoBackWithWhatTheyCostAndTheOthersStay() {
        Visitor ann = sluice.user("ann-of-some");
        TestSale.of("some").units(5).with("limitPerUser", "3").create(sluice);
        String id = ann.buy("some", "k", 3).id();
        String payment = ann.click(id, "pay");
        List<String> tickets = ann.awaitReservation(id, "CONFIRMED").texts("/tickets", "/id");
        String path = "/v1/admin/reservations/" + id + "/refund";

        Answer first = sluice.merchant().post(path, "{\"tickets\": [\"" + tickets.get(1) + "\"]}");

        assertThat(first.text("/status")).isEqualTo("CONFIRMED");
        assertThat(first.texts("/tickets", "/status")).containsExactly("VALID", "REFUNDED", "VALID");
        assertThat(first.number("/refundedAmount/amount")).isEqualTo(400_000);
        Await.until(
                "the first part is back",
                () -> ann.get("/v1/payments/" + payment),
                answer -> "400000".equals(answer.text("/charges/0/returned/amount")));
        assertThat(ann.buy("some", "k", 3).id()).isEqualTo(id);
        assertThat(ann.get("/v1/me/tickets").texts("/tickets", "/status"))
                .containsExactlyInAnyOrder("VALID", "REFUNDED", "VALID");
        assertThat(sluice.merchant()
                        .post(
                                path,
                                "{\"tickets\": [\"" + tickets.get(1) + "\", \"" + tickets.get(0)
                                        + "\"], \"reason\": \"Row 1 = wet\"}")
                        .texts("/tickets", "/status"))
                .containsExactly("REFUNDED", "REFUNDED", "VALID");
        Await.until(
                "the second part is back",
                () -> ann.get("/v1/payments/" + payment),
                answer -> "800000".equals(answer.text("/charges/0/returned/amount")));
        assertThat(ann.get("/v1/payments/" + payment).text("/status")).isEqualTo("PAID");
        assertThat(sluice.stored("SELECT sum(amount) FROM sandbox_refund WHERE made AND payment = '" + payment + "'"))
                .isEqualTo("800000");
        Answer audit = sluice.merchant().get("/v1/admin/sales/some/audit");
        assertThat(audit.number("/money/0/kept")).isEqualTo(400_000);
        assertThat(audit.number("/money/0/returned")).isEqualTo(800_000);
        assertBalanced("some");
        assertThat(sluice.merchant()
                        .get("/v1/admin/sales/some/tickets.csv")
                        .body()
                        .lines())
                .hasSize(4)
                .anyMatch(line -> line.contains("," + tickets.get(1) + ",") && line.contains(",2,,REFUNDED,"))
                .anyMatch(line -> line.contains("," + tickets.get(2) + ",")
                        && line.contains("," + ann.get("/v1/reservations/" + id).text("/tickets/2/code") + ",VALID,"));
        assertThat(sluice.merchant()
                        .get("/v1/admin/sales/some/reservations.csv")
                        .body())
                .contains(",3,CONFIRMED,1200000,")
                .contains(",2,800000,12000.00,8000.00\r\n");

        Answer history = sluice.merchant().get("/v1/admin/reservations/" + id + "/history");
        assertThat(history.texts("/events", "/what"))
                .startsWith("MADE", "PAYMENT_BEGUN", "CHARGED", "CONFIRMED")
                .contains("TICKETS_REFUNDED", "REFUND_ORDERED", "MONEY_BACK", "DEED");
        int reason = history.texts("/events", "/reason").indexOf("Row 1 = wet");
        assertThat(history.text("/events/" + reason + "/what")).isEqualTo("DEED");
        assertThat(history.text("/events/" + reason + "/note")).startsWith("mia: POST");
        assertThat(sluice.merchant().get("/v1/admin/deeds?sale=some").body()).contains("reason=Row 1 = wet");
        for (String buyers : List.of("/v1/reservations/" + id, "/v1/me/reservations", "/v1/payments/" + payment)) {
            assertThat(ann.get(buyers).body()).as(buyers).doesNotContain("wet");
        }
        for (String said : new String[] {
            first.text("/orderNumber").toLowerCase(Locale.ROOT),
            first.text("/orderNumber").substring(0, 5) + "%20"
                    + first.text("/orderNumber").substring(5),
            id,
            tickets.get(1),
            ann.get("/v1/reservations/" + id).text("/tickets/2/code"),
            history.text("/user")
        }) {
            assertThat(sluice.merchant().get("/v1/admin/reservations?q=" + said).texts("/reservations", "/id"))
                    .as(said)
                    .containsExactly(id);
            assertThat(sluice.user("another merchant", "merchant")
                            .get("/v1/admin/reservations?q=" + said)
                            .list("/reservations"))
                    .as(said)
                    .isEmpty();
        }
        assertThat(sluice.user("another merchant", "merchant")
                        .get("/v1/admin/reservations/" + id + "/history")
                        .status())
                .isEqualTo(404);

        assertThat(sluice.merchant().post(path, "").text("/status")).isEqualTo("REFUNDED");
        ann.awaitPayment(payment, "REFUNDED");
        assertThat(sluice.stored("SELECT sum(amount) FROM sandbox_refund WHERE made AND payment = '" + payment + "'"))
                .isEqualTo("1200000");
        assertThat(sluice.stored("SELECT count(*) FROM outbox WHERE done_at IS NULL AND payment = '" + payment + "'"))
                .isEqualTo("0");
        assertBalanced("some");
    }

    @Test
    void aRefundThatAsksForAPartIsRefusedAndDoesNothing() {
        Visitor ann = sluice.user("ann");
        TestSale.of("part").with("limitPerUser", "3").create(sluice);
        String id = ann.buy("part", "k", 1).id();
        ann.click(id, "pay");
        ann.awaitReservation(id, "CONFIRMED");

        Answer refused = sluice.merchant().post("/v1/admin/reservations/" + id + "/refund", "{\"quantity\": 1}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.reason()).isEqualTo("INVALID");
        assertThat(ann.get("/v1/reservations/" + id).text("/status")).isEqualTo("CONFIRMED");
    }

    @Test
    void anExportQuotesAndDisarmsWhatUsersAreCalled() {
        TestSale.of("table").units(9).create(sluice);
        for (String user : new String[] {"=1+1", "+a", "-b", "@c", "＝1+1", "say \"hi\", you"}) {
            sluice.user(user).buy("table", "k", 1);
        }

        Answer table = sluice.merchant().get(ADMIN + "table/reservations.csv");

        List<String> lines = List.of(table.body().split("\r\n"));
        assertThat(table.header("Content-Disposition")).contains("table-reservations.csv");
        assertThat(lines).hasSize(7);
        assertThat(lines.getFirst()).startsWith("\uFEFFordinal,id,user,");
        assertThat(lines.getFirst()).endsWith(",amount_decimal,refunded_amount_decimal");
        assertThat(lines.get(1))
                .contains(",\"'=1+1\",standard,1,HELD,400000,CNY,")
                .endsWith(",4000.00,0.00");
        assertThat(lines.get(2)).contains(",\"'+a\",");
        assertThat(lines.get(3)).contains(",\"'-b\",");
        assertThat(lines.get(4)).contains(",\"'@c\",");
        assertThat(lines.get(5)).contains(",\"'＝1+1\",");
        assertThat(lines.get(6)).contains(",\"say \"\"hi\"\", you\",");
        assertThat(sluice.merchant()
                        .get(ADMIN + "table/reservations.csv?status=CONFIRMED")
                        .body())
                .hasLineCount(1);
    }

    @Test
    void aSaleTellsWhatItIsAbout() {
        String event = """
                {"startsAt": "2027-01-31T19:30:00+08:00", "timeZone": "Asia/Shanghai", "place": "鸟巢", "organiser": "Ann & Co"}""";
        Answer created = TestSale.of("telling").with("event", event).create(sluice);
        Visitor mia = sluice.merchant();

        for (Answer shown : List.of(created, mia.get(ADMIN + "telling"), mia.get("/v1/sales/telling"))) {
            assertThat(shown.text("/event/startsAt")).isEqualTo("2027-01-31T11:30:00Z");
            assertThat(shown.text("/event/timeZone")).isEqualTo("Asia/Shanghai");
            assertThat(shown.text("/event/place")).isEqualTo("鸟巢");
            assertThat(shown.text("/goods")).isEqualTo("TICKET");
            assertThat(shown.number("/offerSeconds")).isEqualTo(900);
        }
        assertThat(mia.get("/v1/sales").texts("/sales", "/event/place")).contains("鸟巢");
        assertThat(mia.with("If-Match", "*")
                        .patch(ADMIN + "telling", "{\"event\": {}, \"goods\": \"ITEM\", \"offerSeconds\": 60}")
                        .status())
                .isEqualTo(200);
        Answer changed = mia.get(ADMIN + "telling");
        assertThat(changed.text("/event")).isNull();
        assertThat(changed.text("/goods")).isEqualTo("ITEM");
        assertThat(changed.number("/offerSeconds")).isEqualTo(60);
        assertThat(mia.with("If-Match", "*")
                        .patch(ADMIN + "telling", "{\"event\": {\"picture\": \"" + "0a".repeat(32) + "\"}}")
                        .text("/errors/0/pointer"))
                .isEqualTo("/event/picture");
    }

    @Test
    void whenAHoldEndedIsInItsHistory() {
        TestSale.of("ending").with("holdSeconds", "60").create(sluice);
        Answer held = sluice.user("ann").buy("ending", "k", 1).expect(201);
        sluice.clock.advance(Duration.ofSeconds(61));
        sluice.user("ann").awaitReservation(held.id(), "EXPIRED");

        Answer history = sluice.merchant().get("/v1/admin/reservations/" + held.id() + "/history");

        assertThat(history.texts("/events", "/what")).containsExactly("MADE", "EXPIRED");
        assertThat(history.text("/events/1/at")).isEqualTo(held.text("/expiresAt"));
    }

    @Test
    void moneyIsSaidAsTheAuditSaysIt() {
        TestSale.of("earning").units(4).create(sluice);
        String id = sluice.user("ann").buy("earning", "k", 2).expect(201).id();
        assertThat(sluice.merchant().get(ADMIN + "earning/money").list("/money"))
                .isEmpty();
        sluice.user("ann").click(id, "pay");
        sluice.user("ann").awaitReservation(id, "CONFIRMED");

        Answer money = sluice.merchant().get(ADMIN + "earning/money");

        assertThat(money.number("/money/0/kept")).isEqualTo(800_000);
        assertThat(money.at("/money"))
                .isEqualTo(sluice.merchant().get(ADMIN + "earning/audit").at("/money"));
    }

    @Test
    void aDescriptionIsFormattedForPages() {
        TestSale.of("described")
                .with("description", "\"# *Bring* a coat\\n<script>alert(1)</script> [x](javascript:alert(1))\"")
                .create(sluice);

        Answer sale = sluice.merchant().get("/v1/sales/described");

        assertThat(sale.text("/description")).startsWith("# *Bring*");
        assertThat(sale.text("/descriptionHtml"))
                .isEqualTo("<h3><em>Bring</em> a coat</h3>\n<p>&lt;script&gt;alert(1)&lt;/script&gt; x</p>\n");
    }

    @Test
    void theAuditCountsTheRows() {
        TestSale.of("audited").units(4).create(sluice);
        sluice.user("ann").buy("audited", "k", 2);

        Answer audit = sluice.merchant().get(ADMIN + "audited/audit");

        assertThat(audit.text("/balanced")).isEqualTo("true");
        assertThat(audit.number("/tiers/0/capacity")).isEqualTo(4);
        assertThat(audit.number("/tiers/0/available")).isEqualTo(2);
        assertThat(audit.number("/tiers/0/held")).isEqualTo(2);
        assertThat(audit.texts("/checks", "/violations")).isNotEmpty().containsOnly("0");
    }
}
