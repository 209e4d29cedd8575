package dev.sluice.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.ledger.DatabaseConfig;
import dev.sluice.sale.draw.DrawSecret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Those who run sales, in a real browser: from an empty console to a sale that is sold out, its refunds, its tables and its audit. */
@BrowsedShop.Settings("payment.sandbox.delay-millis=200")
final class ConsolePageTest extends BrowsedShop {
    private static final AtomicInteger LAST = new AtomicInteger();
    private static final Duration TIME_TO_ENTER = Duration.ofMinutes(10);
    /** On each of which a train goes: more than a list shows at once, and than a door offers. */
    private static final int MANY_DAYS = 55;

    private static final Pattern ENGLISH =
            Pattern.compile("\\b(?:Sale|Sold|Held|Order|Refund|Key|Close|Pause|Change)\\b");

    private final String sale = "run-" + LAST.incrementAndGet();

    private static Visitor api(WindowShopper who) {
        return client.as(who.name(), "merchant");
    }

    private void create(WindowShopper merchant, Instant opens, String more) {
        api(merchant)
                .post("/v1/admin/sales", """
                {"id": "%s", "title": "Concert %s", "opensAt": "%s", "limitPerUser": 3, "holdSeconds": 600%s,
                 "inventory": {"kind": "counted", "tiers": [{"id": "floor", "name": "Floor", "price": {"amount": 4000, "currency": "EUR"}, "capacity": 3}]}}""".formatted(sale, sale, opens, more))
                .expect(201);
    }

    private void createOpen(WindowShopper merchant) {
        create(merchant, Instant.now().minusSeconds(5), "");
    }

    /** Bought and paid for. */
    private Answer sold(String buyer, int quantity) {
        return paid(client.as(buyer), sale, "{\"quantity\": " + quantity + "}");
    }

    @Test
    void aSaleRunsFromAnEmptyConsoleToItsRefunds() {
        WindowShopper mia = shopper("mia").worksAs("merchant", "/console");
        Page page = mia.page();
        assertThat(mia.find("#no-sales a.primary")).hasAttribute("href", "/console/sales/new");
        assertThat(mia.find("#no-sales a[href='/console/timetables']")).isVisible();
        Axe.findsNothing(page, "no sales");
        create(mia, Instant.now().plusSeconds(3_600), "");
        page.reload();
        mia.sees("[data-sale=" + sale + "]", "Scheduled");
        mia.find("#field-q").fill("nothing like it");
        assertThat(mia.find("#none-fits")).isVisible();
        mia.find("#field-q").fill(sale.toUpperCase());
        mia.sees("[data-kept=" + sale + "]", "–");
        Axe.findsNothing(page, "sales");
        mia.find("[data-sale=" + sale + "] .item-title").click();

        mia.sees("[data-figure=available]", "3");
        assertThat(mia.find("#share code")).hasText(page.evaluate("location.origin") + "/sales/" + sale);
        Axe.findsNothing(page, "a sale");
        mia.find("[data-act=open]").click();
        mia.sees("#ask-title", "Open “Concert " + sale + "” now?");
        mia.find("#ask-no").click();
        assertThat(mia.find(".head-line .badge")).hasAttribute("data-status", "SCHEDULED");
        mia.find("[data-act=open]").click();
        mia.confirms();
        assertThat(mia.find(".head-line .badge")).hasAttribute("data-status", "OPEN");
        changeCapacity(mia);

        Answer anns = sold("ann-" + sale, 3);
        sold("=ben-" + sale, 1);
        mia.sees("[data-figure=sold]", "4");
        mia.sees("[data-figure=available]", "0");
        mia.sees("[data-figure=kept]", "€160.00");
        tablesAreThere(mia, anns);
        mia.unfolds("audit");
        mia.find("#audit-run").click();
        mia.sees("[data-balanced=true]", "It adds up");
        Axe.findsNothing(page, "audit");

        findsAndRefunds(mia, anns);

        mia.open("/console/sales/" + sale);
        mia.sees("[data-figure=sold]", "1");
        mia.sees("[data-figure=returned]", "€120.00");
        mia.find("[data-act=close]").click();
        mia.sees("#ask-words", "The 1 sold stay sold.");
        mia.confirms();
        assertThat(mia.find(".head-line .badge")).hasAttribute("data-status", "CLOSED");
        assertThat(mia.find("[data-act]")).hasCount(0);
        mia.unfolds("deeds");
        mia.sees("#deeds tbody", "Closed");
        mia.sees("#deeds tbody", "Refunded");
        mia.sees("#deeds [data-reason]", "Row 1 is <b>wet</b> = gone");
        mia.open("/console?status=CLOSED");
        mia.sees("[data-sale=" + sale + "]", "Closed");
        mia.sees("[data-kept=" + sale + "]", "€40.00");
    }

    private void changeCapacity(WindowShopper mia) {
        mia.find("[data-tier=floor] button").click();
        for (String wrong : List.of("", "-1", "1.5")) {
            mia.find("#field-capacity").fill(wrong);
            mia.find("#ask-yes").click();
            assertThat(mia.find("#field-capacity")).hasAttribute("aria-invalid", "true");
            assertThat(mia.find("#field-capacity")).isFocused();
        }
        Axe.findsNothing(mia.page(), "a wrong capacity");
        mia.find("#field-capacity").fill("4");
        mia.find("#ask-yes").click();
        assertThat(mia.find("dialog")).hasCount(0);
        mia.sees("[data-figure=available]", "4");
    }

    private void tablesAreThere(WindowShopper mia, Answer anns) {
        mia.unfolds("exports");
        String tickets = text(
                mia.page().waitForDownload(() -> mia.find("#export-tickets").click()));
        assertThat(tickets).startsWith("\uFEFForder_number,").hasLineCount(5).contains("\"'=ben-" + sale + "\"");
        for (String code : anns.texts("/tickets", "/code")) {
            assertThat(tickets).contains("," + code + ",VALID,");
        }
        Download orders = mia.page()
                .waitForDownload(() -> mia.find("#export-reservations").click());
        assertThat(orders.suggestedFilename()).isEqualTo(sale + "-reservations.csv");
        assertThat(text(orders)).startsWith("\uFEFFordinal,").contains(anns.text("/tickets/0/code") + "; ");
    }

    private void findsAndRefunds(WindowShopper mia, Answer anns) {
        Page page = mia.page();
        String number = anns.text("/orderNumber");
        String words = number.substring(0, 5) + " " + number.substring(5);
        for (String said : List.of(words.toLowerCase(), anns.text("/tickets/1/code"), "ann-" + sale, anns.id())) {
            mia.open("/console/orders");
            mia.find("#field-q").fill(said);
            page.keyboard().press("Enter");
            mia.sees("#results tbody", words);
        }
        Axe.findsNothing(page, "orders");
        mia.find("#results .order-number").click();
        mia.sees("h1", "Order " + words);
        mia.sees("#history", "Tickets given");
        Axe.findsNothing(page, "an order");

        mia.find("#refund-some").click();
        mia.sees("#tickets [role=status]", "Choose tickets first.");
        AtomicInteger asked = new AtomicInteger();
        page.onRequest(request -> asked.addAndGet(request.method().equals("POST") ? 1 : 0));
        mia.find("#tickets tbody input").nth(1).check();
        mia.find("#refund-some").click();
        mia.sees("#ask-title", "Refund one ticket?");
        mia.sees("#ask-words", "gets back €40.00");
        assertThat(mia.find("#ask-no")).isFocused();
        mia.find("#field-reason").fill("Row 1 is <b>wet</b> = gone");
        page.keyboard().press("Enter");
        Axe.findsNothing(page, "refund?");
        mia.find("#ask-yes").dblclick();
        assertThat(mia.find("#tickets [data-status=REFUNDED]")).hasCount(1);
        assertThat(mia.find("#order-state .badge")).hasText("Paid, refunded in part");
        mia.sees("#history [data-what=MONEY_BACK]", "€40.00");
        mia.sees("#history [data-what=TICKETS_REFUNDED]", "ticket 2");
        mia.sees("#history [data-what=DEED]", "Reason: Row 1 is <b>wet</b> = gone");
        assertThat(asked.get()).as("one click, one request").isEqualTo(1);

        page.route("**/refund", BrowsedShop::loseTheAnswer);
        mia.find("#refund-all").click();
        mia.sees("#ask-title", "Refund all 2 tickets?");
        assertThat(mia.find("#field-reason")).hasValue("");
        mia.sees("#ask-words", "gets back €80.00");
        mia.find("#ask-yes").click();
        assertThat(mia.find("#tickets [data-status=REFUNDED]")).hasCount(3);
        assertThat(mia.find("#order-state .badge")).hasText("Refunded");
        mia.sees("#tickets [role=status]", "No answer came.");
        page.unroute("**/refund");
    }

    @Test
    void aRefundSaysWhatItGivesBackOfEachTier() {
        WindowShopper mia = shopper("mia");
        api(mia).post("/v1/admin/sales", """
                {"id": "%s", "title": "Mixed", "opensAt": "%s", "limitPerUser": 4, "holdSeconds": 600, "mixedTiers": true,
                 "inventory": {"kind": "counted", "tiers": [
                   {"id": "a", "name": "Adults", "price": {"amount": 4000, "currency": "EUR"}, "capacity": 3},
                   {"id": "b", "name": "Children", "price": {"amount": 1550, "currency": "EUR"}, "capacity": 3},
                   {"id": "c", "name": "Babies", "price": {"amount": 0, "currency": "EUR"}, "capacity": 3}]}}""".formatted(sale, Instant.now().minusSeconds(5)))
                .expect(201);
        Answer anns = paid(client.as("ann-" + sale), sale, """
                {"items": [{"tier": "a", "quantity": 1}, {"tier": "b", "quantity": 2}, {"tier": "c", "quantity": 1}]}""");
        mia.worksAs("merchant", "/console/orders/" + anns.id());
        mia.find("#tickets tbody input").nth(1).check();
        mia.find("#tickets tbody input").nth(2).check();
        mia.find("#refund-some").click();
        mia.sees("#ask-words", "gets back €31.00");
        mia.find("#ask-yes").click();
        assertThat(mia.find("#tickets [data-status=REFUNDED]")).hasCount(2);
        mia.find("#tickets tbody input").last().check();
        mia.find("#refund-some").click();
        mia.sees("#ask-words", "gets back nothing");
    }

    @Test
    void merchantsDoNotSeeOneAnother() {
        WindowShopper mia = shopper("mia");
        createOpen(mia);
        Answer anns = sold("ann-" + sale, 1);
        WindowShopper noa = shopper("noa").worksAs("merchant", "/console");
        assertThat(noa.find("#no-sales")).isVisible();
        noa.find("#field-q").fill(sale);
        assertThat(noa.find("#none-fits")).isVisible();
        noa.open("/console/sales/" + sale);
        noa.sees("#missing", "There is no such sale");
        noa.open("/console/orders/" + anns.id());
        noa.sees("#missing", "There is no such order");
        for (String said : List.of(anns.text("/orderNumber"), anns.id(), "ann-" + sale, anns.text("/tickets/0/code"))) {
            noa.open("/console/orders?q=" + said);
            noa.sees("#found", "Nothing was found.");
        }
        noa.open("/console/team");
        noa.sees("#who-did-what .empty", "Nothing was done");

        WindowShopper boss = shopper("boss").worksAs("operator", "/console?q=" + sale);
        boss.sees("[data-sale=" + sale + "]", mia.name());
        boss.open("/console/sales/" + sale);
        boss.sees("[data-figure=sold]", "1");
        Axe.findsNothing(boss.page(), "an operator's");
    }

    /** What an open dialog asked for is done then, and nothing of it is lost. */
    private void signsInAboveADialog(WindowShopper mia) {
        mia.find("[data-tier=floor] button").click();
        mia.find("#field-capacity").fill("5");
        mia.page().evaluate("""
                user => {
                  localStorage.setItem('sluice.staff', JSON.stringify({ token: 'x.y.z', user, roles: ['merchant'] }));
                  document.getElementById('ask-yes').click();
                }""", mia.name());
        mia.sees("dialog #staff-message", "You were signed out.");
        mia.page().keyboard().press("Escape");
        mia.page().keyboard().press("Escape");
        Axe.findsNothing(mia.page(), "signed out at a dialog");
        mia.find("#field-staff-name").fill(mia.name());
        mia.find("#staff-submit").click();
        assertThat(mia.find("dialog")).hasCount(0);
        mia.sees("[data-figure=available]", "5");
    }

    @Test
    void whoIsNotKnownAnyMoreSignsInAgainAndWhoMayNotIsTold() {
        WindowShopper mia = shopper("mia").worksAs("merchant", "/console");
        createOpen(mia);
        mia.page()
                .evaluate(
                        "localStorage.setItem('sluice.staff', JSON.stringify({ token: 'x.y.z', user: 'mia', roles: ['merchant'] }))");
        mia.open("/console/sales/" + sale);
        mia.sees("#staff-message", "You were signed out.");
        Axe.findsNothing(mia.page(), "signed out");
        mia.find("#field-staff-name").fill(mia.name());
        mia.find("#staff-submit").click();
        mia.sees("[data-figure=available]", "3");
        signsInAboveADialog(mia);

        String token = client.anybody()
                .post("/v1/demo/token", "{\"user\": \"eve\"}")
                .expect(201)
                .text("/token");
        mia.page()
                .evaluate(
                        "token => localStorage.setItem('sluice.staff', JSON.stringify({ token, user: 'eve', roles: [] }))",
                        token);
        for (String path : List.of("/console", "/console/sales/" + sale, "/console/orders", "/console/team")) {
            mia.open(path);
            assertThat(mia.find("#error:visible, #trouble:visible").first())
                    .not()
                    .isEmpty();
        }
    }

    /** Whatever it sells: its page steers it, its order is shown, its tables can be had. */
    @Test
    void everyKindIsRunAndSettled() {
        WindowShopper mia = shopper("mia");
        String hall = """
                {"kind": "seated", "orphans": "off", "tiers": [{"id": "all", "name": "Hall", "price": {"amount": 3000, "currency": "EUR"}}],
                 "map": {"sections": [{"id": "main", "name": "Main", "rows": [{"label": "A", "tier": "all", "seats": "1-3", "y": 20, "x": 0}]}]}}""";
        String train = """
                {"kind": "journey", "date": "2027-03-01", "train":
                  {"id": "G7", "name": "G7", "timezone": "Asia/Shanghai", "currency": "CNY",
                   "stops": [{"id": "a", "name": "Ah", "departs": "09:00"}, {"id": "b", "name": "Beh", "arrives": "10:00"}],
                   "classes": [{"id": "second", "name": "Second", "hops": [100]}],
                   "cars": [{"id": "1", "class": "second", "rows": 1, "seats": "AB"}]}}""";
        String packet = """
                {"kind": "redPacket", "total": {"amount": 1000, "currency": "CNY"}, "shares": 2, "split": "equal"}""";
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put(hall, "{\"tier\": \"all\", \"quantity\": 2}");
        wanted.put(train, "{\"journey\": {\"from\": \"a\", \"to\": \"b\", \"class\": \"second\", \"quantity\": 2}}");
        wanted.put(packet, "{}");
        mia.worksAs("merchant", "/console");
        wanted.forEach((inventory, purchase) -> runAndSettle(mia, inventory, purchase));
    }

    private void runAndSettle(WindowShopper mia, String inventory, String purchase) {
        String id = "kind-" + LAST.incrementAndGet();
        api(mia).post("/v1/admin/sales", """
                {"id": "%s", "title": "Kind", "opensAt": "%s", "limitPerUser": %d, "holdSeconds": 600, "inventory": %s}""".formatted(
                                id, Instant.now().minusSeconds(5), inventory.contains("redPacket") ? 1 : 2, inventory))
                .expect(201);
        if (inventory.contains("redPacket")) {
            client.as("ben-" + id).reserve(id, "k", purchase).expect(201);
        }
        Visitor ann = client.as("ann-" + id);
        Answer bought = ann.with("Prefer", "wait=10").reserve(id, "k", purchase).expect(201);
        if (bought.text("/status").equals("HELD")) {
            ann.click(bought.id(), "pay");
            ann.awaitReservation(bought.id(), "CONFIRMED");
        }
        mia.open("/console/sales/" + id);
        mia.sees("[data-figure=sold]", "2");
        assertThat(mia.find("[data-tier] button")).hasCount(0);
        assertThat(mia.find("table:has([data-tier]) th")).hasCount(8);
        if (inventory.contains("seated")) {
            mia.unfolds("seats");
            mia.unfolds("seats-by-name");
            mia.find("#seats-form [type=submit]").click();
            mia.sees("#field-seats-error", "Name seats, or a section.");
            mia.find("#field-seats").fill("A-3, nowhere");
            mia.find("#seats-form [type=submit]").click();
            assertThat(mia.find("#field-seats")).hasAttribute("aria-invalid", "true");
            mia.find("#field-seats").fill("A-3");
            mia.find("#seats-form [type=submit]").click();
            mia.sees("#seats-form .news", "The seats are changed.");
            mia.sees("[data-figure=withheld]", "1");
        }
        mia.sees("[data-figure=available]", "0");
        mia.unfolds("exports");
        String tickets = text(
                mia.page().waitForDownload(() -> mia.find("#export-tickets").click()));
        assertThat(tickets).contains(bought.text("/orderNumber")).contains(",VALID,");
        mia.unfolds("audit");
        mia.find("#audit-run").click();
        assertThat(mia.find("[data-balanced=true]")).isVisible();
        Axe.findsNothing(mia.page(), inventory.substring(0, 24));
        mia.open("/console/orders/" + bought.id());
        mia.sees("#history", "Tickets given");
        if (inventory.contains("redPacket")) {
            assertThat(mia.find("#refund-all")).isHidden(); // What was grabbed stays whose it is.
            return;
        }
        mia.find("#refund-all").click();
        mia.confirms();
        assertThat(mia.find("#order-state .badge")).hasText("Refunded");
        mia.open("/console/sales/" + id);
        mia.find("[data-act=pause]").click();
        mia.confirms();
        mia.find("[data-act=resume]").click();
        mia.confirms();
        assertThat(mia.find(".head-line .badge")).hasAttribute("data-status", "OPEN");
    }

    /** Entered and sealed; told what is wrong and what is right, and let go on without the rest; sold out, counted, and given back to who waits. */
    @Test
    void aLotteryIsDrawnFromItsPageAndSoldOut() {
        WindowShopper mia = shopper("mia").worksAs("merchant", "/console");
        Instant opens = shop.now().plus(TIME_TO_ENTER);
        create(mia, opens, """
                , "mode": "LOTTERY", "order": {"entriesFrom": "%s", "entriesUntil": "%s", "payWithinSeconds": 300}, "waitlist": {"capacity": 5},
                  "fairness": {"parties": ["%s", "%s"]}""".formatted(
                        Instant.now().minusSeconds(1),
                        opens.minusSeconds(1),
                        DrawSecret.commitment("alpha"),
                        DrawSecret.commitment("beta")));
        List<Visitor> buyers = List.of(client.as("ann-" + sale), client.as("ben-" + sale));
        buyers.forEach(each -> each.with("Idempotency-Key", "k")
                .post("/v1/sales/" + sale + "/entries", "{\"quantity\": 3}")
                .expect(201));
        shop.pass(TIME_TO_ENTER);
        Await.until(
                "it is sealed",
                () -> client.anybody().get("/v1/sales/" + sale + "/draw"),
                draw -> draw.text("/phase").equals("SEALED"));
        mia.open("/console/sales/" + sale + "#draw");
        mia.sees("#draw", DrawSecret.commitment("alpha"));
        assertThat(mia.find("[data-act=open]")).hasCount(0);
        tellsTheDraw(mia);
        mia.find("#draw-waive").click();
        mia.confirms();
        mia.sees("[data-figure=phase]", "Drawn");
        mia.sees("#draw .notice", "proves nothing");
        assertThat(mia.find("#draw-form")).isHidden();

        Visitor winner = Await.until(
                        "somebody won",
                        () -> buyers.stream()
                                .filter(each -> entry(each).text("/status").equals("WON"))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        String won = entry(winner).text("/reservation/id");
        winner.click(won, "pay");
        winner.awaitReservation(won, "CONFIRMED");
        mia.sees("[data-figure=sold]", "3");
        mia.sees("[data-figure=available]", "0");
        mia.unfolds("exports");
        assertThat(text(mia.page()
                        .waitForDownload(() -> mia.find("#export-tickets").click())))
                .hasLineCount(4);
        mia.unfolds("audit");
        mia.find("#audit-run").click();
        assertThat(mia.find("[data-balanced=true]")).isVisible();
        Axe.findsNothing(mia.page(), "drawn");
        mia.open("/console/orders/" + won);
        mia.find("#refund-all").click();
        mia.confirms();
        assertThat(mia.find("#order-state .badge")).hasText("Refunded");
        mia.open("/console/sales/" + sale);
        mia.sees("[data-figure=held]", "3");
    }

    private static void tellsTheDraw(WindowShopper mia) {
        Map.of("", "Please fill this in.", "gamma", "not what was promised").forEach((secret, words) -> {
            mia.find("#field-secret").fill(secret);
            mia.find("#draw-form [type=submit]").click();
            mia.sees("#field-secret-error", words);
            assertThat(mia.find("#field-secret")).isFocused();
        });
        assertThat(mia.find("#error")).isHidden();
        Axe.findsNothing(mia.page(), "a wrong secret");
        AtomicInteger told = new AtomicInteger();
        mia.page().route("**/draw/values", route -> {
            told.incrementAndGet();
            loseTheAnswer(route);
        });
        mia.find("#field-secret").fill("alpha");
        mia.find("#draw-form [type=submit]").dblclick();
        mia.sees("#error", "No answer came.");
        assertThat(mia.find("#draw")).not().containsText(DrawSecret.commitment("alpha"));
        mia.sees("#draw", DrawSecret.commitment("beta"));
        assertThat(told).hasValue(1);
    }

    private Answer entry(Visitor buyer) {
        return buyer.get("/v1/sales/" + sale + "/entries/mine").expect(200);
    }

    /** The provider says that it took nothing; a person has it tried again, from the list and from the order. */
    @Test
    void aRefundThatIsRefusedForGoodIsTriedAgainByAPerson() throws SQLException {
        WindowShopper mia = shopper("mia");
        createOpen(mia);
        Visitor ann = client.as("ann-" + sale);
        String order =
                ann.with("Prefer", "wait=10").buy(sale, "k", 2).expect(201).id();
        String payment = ann.click(order, "pay");
        ann.awaitReservation(order, "CONFIRMED");
        provider("DECLINED", payment);
        mia.worksAs("merchant", "/console/orders/" + order);
        mia.find("#refund-all").click();
        mia.confirms();
        mia.sees("#failed-refunds", "took nothing");
        mia.sees("#history [data-what=REFUND_GIVEN_UP]", "took nothing");
        Axe.findsNothing(mia.page(), "a refund that was given up");

        mia.open("/console/orders");
        mia.sees("#refunds [data-refund]", "took nothing");
        mia.sees("#refunds [data-refund]", "€80.00");
        AtomicInteger tried = new AtomicInteger();
        mia.page().route("**/retry", route -> {
            tried.incrementAndGet();
            loseTheAnswer(route);
        });
        mia.find("#refunds [data-retry]").dblclick();
        mia.sees("#error", "No answer came.");
        assertThat(tried).hasValue(1);
        mia.page().unroute("**/retry");
        Visitor staff = api(mia);
        Await.until(
                "it is given up again",
                () -> staff.get("/v1/admin/refunds?state=FAILED")
                                .list("/refunds")
                                .size()
                        == 1);

        provider("PAID", payment);
        mia.open("/console/orders/" + order);
        mia.find("#failed-refunds button").click();
        mia.sees("#history [data-what=MONEY_BACK]", "€80.00");
        assertThat(mia.find("#failed-refunds [data-refund]")).hasCount(0);
        mia.open("/console/orders");
        mia.sees("#refunds .empty", "No refund needs you.");
        mia.find("#field-refund-state").selectOption("DONE");
        mia.sees("#refunds [data-refund]", "€80.00");
    }

    /** In its own books. */
    private static void provider(String status, String payment) throws SQLException {
        DatabaseConfig books = shop.ledger();
        try (Connection connection = DriverManager.getConnection(books.url(), books.user(), books.password());
                PreparedStatement update =
                        connection.prepareStatement("UPDATE sandbox_charge SET status = ? WHERE payment = ?::uuid")) {
            update.setString(1, status);
            update.setString(2, payment);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    /** More sales than a page shows, or a door offers. */
    @Test
    void manySalesAreGoneThroughAndFound() {
        WindowShopper mia = shopper("mia");
        String first = LocalDate.now(ZoneOffset.UTC).plusDays(2).toString();
        String last = LocalDate.now(ZoneOffset.UTC).plusDays(1 + MANY_DAYS).toString();
        api(mia).post("/v1/admin/timetables", """
                {"timezone": "Asia/Shanghai", "currency": "CNY", "stops": [{"id": "a"}, {"id": "b"}],
                 "formations": [{"id": "f", "classes": [{"id": "c"}], "cars": [{"id": "1", "class": "c", "rows": 1, "seats": "AB"}]}],
                 "sales": {"opens": {"daysBefore": 100}},
                 "trains": [{"id": "%s", "formation": "f", "days": {"from": "%s", "to": "%s"}, "prices": [{"class": "c", "hops": [100]}],
                   "calls": [{"stop": "a", "departs": "08:00"}, {"stop": "b", "arrives": "10:00"}]}]}""".formatted(sale, first, last)).expect(201);
        mia.worksAs("merchant", "/console");
        Locator rows = mia.find("#sales [data-sale]");
        int shown = 20;
        for (; shown < MANY_DAYS; shown += 20) {
            assertThat(rows).hasCount(shown);
            new Keys(mia).to("#sales .paged > button").press("Enter");
        }
        assertThat(rows).hasCount(MANY_DAYS);
        assertThat(rows.nth(shown - 20).locator("a").first()).isFocused();
        mia.find("#field-q").fill(first);
        assertThat(rows).hasCount(1);
        mia.open("/console/orders");
        mia.find("#field-sale").fill(last);
        assertThat(mia.find("#sale-offered option")).hasCount(1);
        assertThat(mia.find("#sale-offered option")).hasAttribute("value", sale + "-" + last);

        mia.open("/door?sale=" + sale + "-" + last);
        assertThat(mia.find("#sale")).hasValue(sale + "-" + last);
        mia.open("/door?sale=" + sale + "-" + first);
        assertThat(mia.find("#sale")).hasValue(sale + "-" + first);
        Axe.findsNothing(mia.page(), "a door of many sales");
        mia.find("#sale-q").fill(last);
        assertThat(mia.find("#sale option")).hasCount(1);
        assertThat(mia.find("#sale")).hasValue(sale + "-" + last);
        mia.find("#sale-q").fill("nothing like it");
        mia.sees("#set-up-error", "No sale of yours fits that.");
        mia.open("/door?sale=nobodys");
        mia.sees("#set-up-error", "no such sale of yours");
    }

    @Test
    void onAPhoneInChineseAndInTheDark() {
        WindowShopper mia = shopper(
                "mia",
                new Browser.NewContextOptions()
                        .setViewportSize(390, 844)
                        .setLocale("zh-CN")
                        .setColorScheme(ColorScheme.DARK));
        createOpen(mia);
        Answer anns = sold("ann-" + sale, 2);
        mia.worksAs("merchant", "/console");
        List<String> states = new ArrayList<>();
        for (String path : List.of(
                "/console",
                "/console/sales/" + sale,
                "/console/orders?sale=" + sale,
                "/console/orders/" + anns.id(),
                "/console/team")) {
            mia.open(path);
            assertThat(mia.find("main tbody tr").first()).isVisible();
            for (Locator fold : mia.find("details > summary").all()) {
                fold.click();
            }
            mia.page().waitForLoadState();
            assertThat(mia.fitsTheScreen()).as(path).isTrue();
            Axe.findsNothing(mia.page(), "in the dark");
            states.add(mia.find("#main").innerText());
        }
        assertThat(states).noneMatch(text -> ENGLISH.matcher(text).find());
    }
}
