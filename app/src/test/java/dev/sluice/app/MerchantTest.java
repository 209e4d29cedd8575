package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.engine.writer.LiveSale;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What merchants do to their sales and read of them. */
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
    void pagesOfOnesOwnSalesHaveEachOnceAndNobodyElses() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            sluice.merchant("pat")
                    .post("/v1/admin/sales", TestSale.of("pats-" + i).json())
                    .expect(201);
            TestSale.of("between-" + i).create(sluice);
            made.addFirst("pats-" + i);
        }

        List<String> listed = new ArrayList<>();
        String cursor = "";
        while (cursor != null && listed.size() < 100) {
            Answer page = sluice.merchant("pat")
                    .get("/v1/admin/sales?limit=3&cursor=" + cursor)
                    .expect(200);
            listed.addAll(page.texts("/sales", "/id"));
            cursor = page.text("/nextCursor");
        }
        assertThat(listed).isEqualTo(made);
        assertThat(sluice.merchant("pat").get("/v1/admin/sales?cursor=x").status())
                .isEqualTo(400);
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
    void pagesHaveEveryReservationOnceAndNewestFirst() {
        TestSale.of("pages").units(30).create(sluice);
        List<String> bought = new ArrayList<>();
        for (int i = 0; i < 13; i++) {
            bought.addFirst(sluice.user("user-" + i).buy("pages", "k", 1).id());
        }

        assertThat(ids(ADMIN + "pages/reservations", sluice.merchant())).isEqualTo(bought);
        sluice.user("user-3").delete(RESERVATIONS + bought.get(9));
        assertThat(ids(ADMIN + "pages/reservations?status=CANCELLED", sluice.merchant()))
                .containsExactly(bought.get(9));
        for (String wrong : new String[] {"status=LOST", "status=QUEUED", "cursor=x", "cursor=-1"}) {
            assertThat(sluice.merchant()
                            .get(ADMIN + "pages/reservations?" + wrong)
                            .status())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    @Test
    void myPagesHaveWhatIsHeldAndWhatIsSettled() {
        Visitor eve = sluice.user("eve");
        List<String> bought = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            sluice.clock.advance(Duration.ofMillis(1));
            TestSale.of("mine-" + i).create(sluice);
            String id = eve.buy("mine-" + i, "k", 1).id();
            bought.addFirst(id);
            if (i % 2 == 0) {
                eve.delete(RESERVATIONS + id);
            }
        }

        assertThat(ids("/v1/me/reservations", eve)).isEqualTo(bought);
        assertThat(sluice.user("nobody").get("/v1/me/reservations").list("/reservations"))
                .isEmpty();
    }

    /** They have one order, settled or not: none is twice on two pages, or on none. */
    @Test
    void mineOfOneMomentAreInOneOrder() {
        TestSale.of("moment").units(12).with("limitPerUser", "12").create(sluice);
        Visitor fay = sluice.user("fay");
        List<String> bought = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String id = fay.buy("moment", "k" + i, 1).id();
            bought.add(id);
            if (i % 3 == 0) {
                fay.delete(RESERVATIONS + id);
            }
        }
        sluice.clock.advance(Duration.ofMillis(1));
        String last = fay.buy("moment", "last", 1).id();

        List<String> expected = new ArrayList<>(bought);
        expected.sort(Comparator.<String>naturalOrder().reversed());
        expected.addFirst(last);
        assertThat(ids("/v1/me/reservations", fay)).isEqualTo(expected);
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
        assertThat(lines.get(1)).contains(",\"'=1+1\",standard,1,HELD,400000,CNY,");
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
    void salesAreFoundAndTheFrontPageHasWhatItNeeds() {
        String event = """
                {"startsAt": "2027-03-01T19:30:00Z", "timeZone": "Europe/Zurich", "place": "Große Halle"}""";
        TestSale.of("found-1")
                .with("title", "\"Nadelöhr\"")
                .with("event", event)
                .create(sluice);
        TestSale.of("found-2").with("title", "\"Nadeloehr\"").create(sluice);
        TestSale.of("found-3").with("title", "\"NADELÖHR again\"").create(sluice);
        Visitor anybody = sluice.visitor();

        Answer found = Await.until(
                "all are found",
                () -> anybody.get("/v1/sales?q=nadelohr"),
                answer -> answer.list("/sales").size() == 2);
        assertThat(found.texts("/sales", "/id")).containsExactly("found-3", "found-1");
        assertThat(found.at("/sales/0/descriptionHtml")).isNull();
        assertThat(anybody.get("/v1/sales?q=nadelohr&from=2027-03-01&to=2027-03-01")
                        .texts("/sales", "/id"))
                .containsExactly("found-1");
        Answer page = anybody.get("/v1/sales?q=nadelohr&limit=1");
        assertThat(page.texts("/sales", "/id")).containsExactly("found-3");
        assertThat(anybody.get("/v1/sales?q=nadelohr&limit=1&cursor=" + page.text("/nextCursor"))
                        .texts("/sales", "/id"))
                .containsExactly("found-1");
        assertThat(anybody.with("If-None-Match", found.header("ETag"))
                        .get("/v1/sales?q=nadelohr")
                        .status())
                .isEqualTo(304);
        for (String wrong :
                List.of("kind=air", "status=SOON", "from=soon", "to=2027-02-30", "q=%01", "q=" + "x".repeat(201))) {
            assertThat(anybody.get("/v1/sales?" + wrong).status()).as(wrong).isEqualTo(400);
        }
        Answer front = anybody.get("/v1/front");
        assertThat(front.list("/sales")).hasSizeBetween(3, 24);
        assertThat(front.number("/counts/counted")).isGreaterThanOrEqualTo(3);
        assertThat(front.header("Cache-Control")).contains("s-maxage");
    }

    @Test
    void ownSalesAreFoundByWhatTheyAreAndHowTheyStand() {
        Visitor pia = sluice.merchant("pia");
        for (String id : List.of("spring-1", "spring-2", "autumn")) {
            pia.post(
                            "/v1/admin/sales",
                            TestSale.of(id)
                                    .with("title", "\"Größe " + id + "\"")
                                    .json())
                    .expect(201);
        }
        pia.post(ADMIN + "spring-1/close", "").expect(200);
        pia.post(ADMIN + "autumn/pause", "").expect(200);

        Map.of(
                        "status=CLOSED", List.of("spring-1"),
                        "status=OPEN", List.of("spring-2"),
                        "status=PAUSED&kind=counted", List.of("autumn"),
                        "kind=seated", List.<String>of(),
                        "q=SPRING", List.of("spring-2", "spring-1"),
                        "q=grosse%20autumn%20x", List.<String>of(),
                        "q=gro%C3%9Fe%20autumn", List.of("autumn"),
                        "q=spring&status=CLOSED&limit=1", List.of("spring-1"))
                .forEach((query, ids) -> assertThat(
                                pia.get("/v1/admin/sales?" + query).texts("/sales", "/id"))
                        .as(query)
                        .isEqualTo(ids));
        Answer page = pia.get("/v1/admin/sales?q=spring&limit=1");
        assertThat(pia.get("/v1/admin/sales?q=spring&limit=1&cursor=" + page.text("/nextCursor"))
                        .texts("/sales", "/id"))
                .containsExactly("spring-1");
        assertThat(sluice.merchant("pit").get("/v1/admin/sales?q=spring").list("/sales"))
                .isEmpty();
        assertThat(sluice.operator().get("/v1/admin/sales?q=spring-2").texts("/sales", "/owner"))
                .containsExactly("pia");
        for (String wrong : List.of("kind=air", "status=SOON", "q=%01", "q=" + "x".repeat(201))) {
            assertThat(pia.get("/v1/admin/sales?" + wrong).status()).as(wrong).isEqualTo(400);
        }
    }

    @Test
    void whatIsHeldAndWhatWaitsIsFoundByItsNumberInWhicheverSale() {
        TestSale.of("somewhere").units(1).waitlist(5).create(sluice);
        TestSale.of("first-pays").units(5).with("takeStock", "\"PAYMENT\"").create(sluice);
        Answer held = sluice.user("ann").buy("somewhere", "k", 1).expect(201);
        Answer waiting = sluice.user("ben").buy("somewhere", "k", 1);
        assertThat(waiting.text("/status")).isEqualTo("WAITLISTED");
        Answer unpaid = sluice.user("cid").buy("first-pays", "k", 1).expect(201);

        for (Answer bought : List.of(held, waiting, unpaid)) {
            String query = "/v1/admin/reservations?q=" + bought.text("/orderNumber");
            assertThat(sluice.merchant().get(query).texts("/reservations", "/id"))
                    .containsExactly(bought.id());
            assertThat(sluice.merchant("noa").get(query).list("/reservations")).isEmpty();
        }
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
    void mineCanBeAskedOfOneSale() {
        TestSale.of("one").units(9).create(sluice);
        TestSale.of("other").units(9).create(sluice);
        Visitor ann = sluice.user("ann-of-two");
        String held = ann.buy("one", "k", 1).id();
        String cancelled = ann.buy("one", "l", 1).id();
        ann.delete("/v1/reservations/" + cancelled);
        ann.buy("other", "k", 1);

        assertThat(ann.get("/v1/me/reservations?sale=one").texts("/reservations", "/id"))
                .containsExactlyInAnyOrder(held, cancelled);
        assertThat(ann.get("/v1/me/reservations").list("/reservations")).hasSize(3);
        assertThat(ann.get("/v1/me/reservations?sale=none").status()).isEqualTo(404);
    }

    @Test
    void everyAnswerThatShowsAReservationHasItsOrderNumber() {
        TestSale.of("numbered").units(9).create(sluice);
        Visitor ann = sluice.user("ann-numbered");
        Answer bought = ann.buy("numbered", "k", 1);
        String number = bought.text("/orderNumber");
        assertThat(number).matches("[2-9A-Z]{10}");
        String path = "/v1/reservations/" + bought.id();

        assertThat(ann.buy("numbered", "k", 1).text("/orderNumber")).isEqualTo(number);
        assertThat(ann.get(path).text("/orderNumber")).isEqualTo(number);
        assertThat(ann.get("/v1/me/reservations").texts("/reservations", "/orderNumber"))
                .containsExactly(number);
        assertThat(ann.post(path + "/payment", "{\"provider\": \"sandbox\"}").text("/orderNumber"))
                .isEqualTo(number);
        assertThat(sluice.merchant().get(ADMIN + "numbered/reservations").texts("/reservations", "/orderNumber"))
                .containsExactly(number);
        assertThat(sluice.merchant().get(ADMIN + "numbered/reservations.csv").body())
                .contains("," + number + ",0,0\r\n");
        ann.buy("numbered", "other", 1);
        String typed = number.substring(0, 5).toLowerCase() + "%20" + number.substring(5);
        String search = ADMIN + "numbered/reservations?orderNumber=";
        assertThat(sluice.merchant().get(search + typed).texts("/reservations", "/id"))
                .containsExactly(bought.id());
        ann.delete(path);
        assertThat(sluice.merchant().get(search + number).texts("/reservations", "/status"))
                .containsExactly("CANCELLED");
        assertThat(sluice.merchant().get(search + "2222222222").list("/reservations"))
                .isEmpty();
        assertThat(sluice.merchant().get(search + "0OIL").status()).isEqualTo(400);
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

    /** Of all pages of three, one after the other. */
    private static List<String> ids(String path, Visitor visitor) {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        while (cursor != null && ids.size() < 100) {
            String separator = path.contains("?") ? "&" : "?";
            Answer page = visitor.get(path + separator + "limit=3&cursor=" + cursor);
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            ids.addAll(page.texts("/reservations", "/id"));
            cursor = page.text("/nextCursor");
        }
        return ids;
    }
}
