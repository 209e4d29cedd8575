package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.engine.writer.LiveSale;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Rows that somebody spoilt past all rules, and a restart: the sales that they are of are broken, named, and alone. */
final class BadSaleTest {
    private static final String TRAIN = """
            {"kind": "journey", "date": "2027-03-01", "train":
              {"id": "G7", "name": "G7", "timezone": "Asia/Shanghai", "currency": "CNY",
               "stops": [{"id": "a", "name": "Ah", "departs": "09:00"}, {"id": "b", "name": "Beh", "arrives": "10:00"}],
               "classes": [{"id": "second", "name": "Second", "hops": [100]}],
               "cars": [{"id": "1", "class": "second", "rows": 1, "seats": "AB"}]}}""";

    /** What spoils the sale of this name; %d is its number. */
    private static final Map<String, String> SPOILT = new LinkedHashMap<>();

    static {
        SPOILT.put("counts", "UPDATE tier SET sold = sold + 1 WHERE sale = %d");
        SPOILT.put(
                "terms", "UPDATE sale SET kind = 'redPacket', inventory = '{\"total\": \"much\"}' WHERE number = %d");
        SPOILT.put("zone", "UPDATE plan SET document = jsonb_set(document, '{timezone}', '\"Mars/Olympus\"')");
        SPOILT.put(
                "status",
                "ALTER TABLE reservation DROP CONSTRAINT reservation_status_check;"
                        + " UPDATE reservation SET status = 9 WHERE sale = %d");
        SPOILT.put("tier", "UPDATE reservation SET tier = 7 WHERE sale = %d");
        SPOILT.put("ordinal", "UPDATE reservation SET ordinal = ordinal + 5 WHERE sale = %d");
    }

    private static final Duration AGAIN = Duration.ofSeconds(60);

    /** What mends it. */
    private static final Map<String, String> MENDED = new LinkedHashMap<>();

    static {
        MENDED.put("counts", "UPDATE tier SET sold = sold - 1 WHERE sale = %d");
        MENDED.put("terms", "UPDATE sale SET kind = 'counted', inventory = '{}' WHERE number = %d");
        MENDED.put("zone", "UPDATE plan SET document = jsonb_set(document, '{timezone}', '\"Asia/Shanghai\"')");
        MENDED.put("status", "UPDATE reservation SET status = 3 WHERE sale = %d");
        MENDED.put("tier", "UPDATE reservation SET tier = 0 WHERE sale = %d");
        MENDED.put("ordinal", "UPDATE reservation SET ordinal = ordinal - 5 WHERE sale = %d");
    }

    @Test
    void aBadSaleIsBrokenAlone() {
        RunningSluice sluice = RunningSluice.start();
        try {
            TestSale.of("good").units(5).create(sluice);
            String held = sluice.user("ann").buy("good", "k", 1).id();
            String paid = confirmed(sluice, "good");
            Map<String, String> bought = new LinkedHashMap<>();
            SPOILT.forEach((sale, sql) -> {
                create(sluice, sale);
                if (!sale.equals("zone")) {
                    bought.put(sale, confirmed(sluice, sale));
                }
                sluice.forge(sql.formatted(sluice.sales.find(sale).number()));
            });
            RunningSluice again = sluice.startAgain();
            assertTheGoodOneSells(again, held, paid);
            assertTheBadOnesAreNamed(again);
            SPOILT.keySet().forEach(sale -> assertBroken(again, sale, bought.get(sale)));
            assertReported(again, bought);
            assertThoseThatAreMendedComeBack(again);
            again.close();
        } finally {
            sluice.close();
        }
    }

    /** One after the other, without a restart. One that is mended in part stays broken for what is left. */
    private static void assertThoseThatAreMendedComeBack(RunningSluice sluice) {
        String good = sluice.user("ann").buy("good", "while", 1).id();
        long goodEpoch = epoch(sluice, "good");
        long badEpoch = epoch(sluice, "counts");
        sluice.clock.advance(AGAIN);
        Await.until("it was tried in vain", () -> epoch(sluice, "counts") > badEpoch);
        assertTheBadOnesAreNamed(sluice);
        Set<String> broken = new TreeSet<>(SPOILT.keySet());
        for (List<String> mended : List.of(List.of("zone"), List.of("counts", "terms", "status", "tier", "ordinal"))) {
            mended.forEach(sale -> sluice.forge(
                    MENDED.get(sale).formatted(sluice.sales.find(sale).number())));
            mended.forEach(sale -> awaitRunning(sluice, sale));
            mended.forEach(broken::remove);
            assertThat(sluice.operator().get("/v1/admin/operations").texts("/faults", "/sale"))
                    .containsExactlyInAnyOrderElementsOf(broken);
        }
        for (String sale : MENDED.keySet()) {
            assertThat(sluice.visitor().get("/v1/sales/" + sale).status()).isEqualTo(200);
            if (!sale.equals("zone")) {
                assertThat(sluice.user("eve").buy(sale, "k", 1).status())
                        .as(sale)
                        .isEqualTo(201);
            }
        }
        Answer list = sluice.visitor().get("/v1/sales");
        assertThat(list.texts("/sales", "/id")).contains("good").containsAll(SPOILT.keySet());
        assertThat(sluice.visitor().get("/health/ready").json()).doesNotContainKey("broken");
        assertThat(epoch(sluice, "good")).as("the good one never noticed").isEqualTo(goodEpoch);
        assertThat(sluice.user("ann").get("/v1/reservations/" + good).status()).isEqualTo(200);
    }

    /** An attempt that began before it was mended may be in the way of the next. */
    private static void awaitRunning(RunningSluice sluice, String sale) {
        AtomicLong nextNanos = new AtomicLong(System.nanoTime());
        Await.until("it comes back: " + sale, () -> {
            if (System.nanoTime() >= nextNanos.get()) {
                sluice.clock.advance(AGAIN);
                nextNanos.addAndGet(Duration.ofSeconds(8).toNanos());
            }
            return sluice.sales.find(sale).state() == LiveSale.State.RUNNING;
        });
    }

    private static long epoch(RunningSluice sluice, String sale) {
        return Long.parseLong(
                sluice.stored("SELECT epoch FROM writer JOIN sale ON number = sale WHERE id = '" + sale + "'"));
    }

    private static void create(RunningSluice sluice, String sale) {
        TestSale spoilt = TestSale.of(sale).units(5);
        (sale.equals("zone") ? spoilt.with("inventory", TRAIN) : spoilt).create(sluice);
    }

    /** A reservation of somebody's that is paid for. */
    private static String confirmed(RunningSluice sluice, String sale) {
        String id = sluice.user("bob").buy(sale, "k", 1).id();
        sluice.user("bob").click(id, "pay");
        sluice.user("bob").awaitReservation(id, "CONFIRMED");
        return id;
    }

    private static void assertTheGoodOneSells(RunningSluice sluice, String held, String paid) {
        Await.until("it has loaded", () -> sluice.sales.find("good").state() == LiveSale.State.RUNNING);
        Await.until("the others have tried to", () -> sluice.sales.count(LiveSale.State.LOADING) == 0);
        assertThat(sluice.user("eve").buy("good", "k", 1).status()).isEqualTo(201);
        Answer list = sluice.visitor().get("/v1/sales");
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.texts("/sales", "/id")).contains("good").doesNotContain("terms", "zone");
        Answer ann = sluice.user("ann").get("/v1/me/reservations");
        assertThat(ann.status()).as(ann.body()).isEqualTo(200);
        assertThat(ann.texts("/reservations", "/id")).containsExactly(held);
        Answer bob = sluice.user("bob").get("/v1/me/reservations");
        assertThat(bob.texts("/reservations", "/id")).contains(paid);
        assertThat(bob.list("/unavailable").stream().map(Object::toString)).contains("terms", "zone", "status");
        Answer tickets = sluice.user("bob").get("/v1/me/tickets");
        assertThat(tickets.texts("/tickets", "/reservation")).contains(paid);
        assertThat(sluice.visitor().get("/v1/stops").status()).isEqualTo(200);
        assertThat(sluice.visitor()
                        .get("/v1/journeys?from=a&to=b&date=2027-03-01")
                        .status())
                .isEqualTo(200);
    }

    private static void assertTheBadOnesAreNamed(RunningSluice sluice) {
        Answer health = sluice.visitor().get("/health/ready");
        assertThat(health.status()).as(health.body()).isEqualTo(200);
        assertThat(health.text("/status")).isEqualTo("UP");
        assertThat(health.list("/broken").stream().map(Object::toString))
                .containsExactlyInAnyOrderElementsOf(SPOILT.keySet());
        Answer operations = sluice.operator().get("/v1/admin/operations");
        assertThat(operations.texts("/faults", "/sale")).containsExactlyInAnyOrderElementsOf(SPOILT.keySet());
        assertThat(operations.texts("/faults", "/why"))
                .allSatisfy(why -> assertThat(why).isNotBlank());
        assertThat(operations.number("/sales/BROKEN")).isEqualTo(SPOILT.size());
        assertThat(sluice.user("ann").get("/v1/admin/operations").status()).isEqualTo(403);
    }

    /** What is read of their rows is shown, or told apart from a fault that nobody expected. */
    private static void assertReported(RunningSluice sluice, Map<String, String> bought) {
        List<String> reports = new ArrayList<>();
        reports.add("/v1/admin/reservations?q=bob");
        for (String sale : SPOILT.keySet()) {
            for (String report : List.of(
                    "reservations", "reservations.csv", "tickets.csv", "admissions", "door", "codes", "audit")) {
                reports.add("/v1/admin/sales/" + sale + "/" + report);
            }
            reports.add("/v1/admin/reservations?q=bob&sale=" + sale);
        }
        for (String id : bought.values()) {
            reports.add("/v1/admin/reservations?q=" + id);
            reports.add("/v1/admin/reservations/" + id + "/history");
        }
        List<String> unexpected = new ArrayList<>();
        for (String report : reports) {
            Answer answer = sluice.merchant().get(report);
            boolean isTold = answer.status() == 503
                    && Set.of("SALE_BROKEN", "UNREADABLE").contains(answer.reason());
            boolean isSearch = report.startsWith("/v1/admin/reservations?q=") && !report.contains("&sale=");
            if (answer.status() != 200 && (isSearch || !isTold)) {
                unexpected.add(report + ": " + answer.body());
            }
        }
        assertThat(unexpected).isEmpty();
    }

    private static void assertBroken(RunningSluice sluice, String sale, String bought) {
        List<Answer> answers = List.of(
                sluice.visitor().get("/v1/sales/" + sale),
                sluice.user("eve").buy(sale, "k", 1),
                sluice.merchant().get("/v1/admin/sales/" + sale),
                sluice.merchant().post("/v1/admin/sales/" + sale + "/pause", ""));
        assertThat(answers).as(sale).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.reason()).isEqualTo("SALE_BROKEN");
        });
        if (bought != null) {
            Answer look = sluice.user("bob").get("/v1/reservations/" + bought);
            assertThat(look.status() == 200 ? "CONFIRMED" : "SALE_BROKEN")
                    .as(sale + look.body())
                    .isEqualTo(look.status() == 200 ? look.text("/status") : look.reason());
        }
    }
}
