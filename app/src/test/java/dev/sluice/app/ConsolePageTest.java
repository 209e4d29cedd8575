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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Those who run sales, in a real browser: from an empty console to a sale that is sold out, its refunds, its tables and its audit. */
@BrowsedShop.Settings("payment.sandbox.delay-millis=200")
final class ConsolePageTest extends BrowsedShop {
    private static final AtomicInteger LAST = new AtomicInteger();
    private static final Pattern ENGLISH =
            Pattern.compile("\\b(?:Sale|Sold|Held|Order|Refund|Key|Close|Pause|Change)\\b");

    private final String sale = "run-" + LAST.incrementAndGet();

    private WindowShopper staff(WindowShopper who, String role, String path) {
        who.open(path);
        who.find("#field-staff-name").fill(who.name());
        who.find("#field-staff-role").selectOption(role);
        who.find("#staff-submit").click();
        assertThat(who.find("#who-name")).hasText(who.name());
        return who;
    }

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

    private static void confirm(WindowShopper who) {
        assertThat(who.find("dialog")).isVisible();
        Axe.findsNothing(who.page(), "asked first");
        who.find("#ask-yes").click();
        assertThat(who.find("dialog")).hasCount(0);
    }

    private static void unfold(WindowShopper who, String id) {
        who.find("#" + id + " > summary").click();
        assertThat(who.find("#" + id)).hasAttribute("open", "");
    }

    private static String file(Download download) {
        try {
            return new String(Files.readAllBytes(download.path()), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aSaleRunsFromAnEmptyConsoleToItsRefunds() {
        WindowShopper mia = staff(shopper("mia"), "merchant", "/console");
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
        Axe.findsNothing(page, "a sale");
        mia.find("[data-act=open]").click();
        mia.sees("#ask-title", "Open “Concert " + sale + "” now?");
        mia.find("#ask-no").click();
        assertThat(mia.find(".head-line .badge")).hasAttribute("data-status", "SCHEDULED");
        mia.find("[data-act=open]").click();
        confirm(mia);
        assertThat(mia.find(".head-line .badge")).hasAttribute("data-status", "OPEN");
        changeCapacity(mia);

        Answer anns = sold("ann-" + sale, 3);
        sold("=ben-" + sale, 1);
        mia.sees("[data-figure=sold]", "4");
        mia.sees("[data-figure=available]", "0");
        mia.sees("[data-figure=kept]", "€160.00");
        tablesAreThere(mia, anns);
        unfold(mia, "audit");
        mia.find("#audit-run").click();
        mia.sees("[data-balanced=true]", "It adds up");
        Axe.findsNothing(page, "audit");

        findsAndRefunds(mia, anns);

        mia.open("/console/sales/" + sale);
        mia.sees("[data-figure=sold]", "1");
        mia.sees("[data-figure=returned]", "€120.00");
        mia.find("[data-act=close]").click();
        mia.sees("#ask-words", "The 1 sold stay sold.");
        confirm(mia);
        assertThat(mia.find(".head-line .badge")).hasAttribute("data-status", "CLOSED");
        assertThat(mia.find("[data-act]")).hasCount(0);
        unfold(mia, "deeds");
        mia.sees("#deeds tbody", "Closed");
        mia.sees("#deeds tbody", "Refunded");
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
            assertThat(mia.focus()).isEqualTo("field-capacity");
        }
        Axe.findsNothing(mia.page(), "a wrong capacity");
        mia.find("#field-capacity").fill("4");
        mia.find("#ask-yes").click();
        assertThat(mia.find("dialog")).hasCount(0);
        mia.sees("[data-figure=available]", "4");
    }

    private void tablesAreThere(WindowShopper mia, Answer anns) {
        unfold(mia, "exports");
        String tickets = file(
                mia.page().waitForDownload(() -> mia.find("#export-tickets").click()));
        assertThat(tickets).startsWith("\uFEFForder_number,").hasLineCount(5).contains("\"'=ben-" + sale + "\"");
        for (String code : anns.texts("/tickets", "/code")) {
            assertThat(tickets).contains("," + code + ",VALID,");
        }
        Download orders = mia.page()
                .waitForDownload(() -> mia.find("#export-reservations").click());
        assertThat(orders.suggestedFilename()).isEqualTo(sale + "-reservations.csv");
        assertThat(file(orders)).startsWith("\uFEFFordinal,").contains(anns.text("/tickets/0/code") + "; ");
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
        Axe.findsNothing(page, "refund?");
        mia.find("#ask-yes").dblclick();
        assertThat(mia.find("#tickets [data-status=REFUNDED]")).hasCount(1);
        assertThat(mia.find("#order-state .badge")).hasText("Paid, refunded in part");
        mia.sees("#history [data-what=MONEY_BACK]", "€40.00");
        mia.sees("#history [data-what=TICKETS_REFUNDED]", "ticket 2");
        assertThat(asked.get()).as("one click, one request").isEqualTo(1);

        page.route("**/refund", BrowsedShop::loseTheAnswer);
        mia.find("#refund-all").click();
        mia.sees("#ask-title", "Refund all 2 tickets?");
        mia.find("#ask-yes").click();
        assertThat(mia.find("#tickets [data-status=REFUNDED]")).hasCount(3);
        assertThat(mia.find("#order-state .badge")).hasText("Refunded");
        mia.sees("#tickets [role=status]", "No answer came.");
        page.unroute("**/refund");
    }

    @Test
    void whatIsWrongIsSaidWhereItIs() {
        WindowShopper mia = shopper("mia");
        create(mia, Instant.now().minusSeconds(5), ", \"guards\": {\"pass\": true, \"eligible\": {\"codes\": true}}");
        staff(mia, "merchant", "/console/sales/" + sale);
        Page page = mia.page();
        unfold(mia, "holds");
        mia.find("#field-minutes").fill("0");
        mia.find("#holds-form [type=submit]").click();
        mia.sees("#field-minutes-error", "from 1 to 1,440");
        mia.find("#field-minutes").fill("30");
        mia.find("#holds-form [type=submit]").click();
        mia.sees("#kept-until", "No hold ends before");

        unfold(mia, "who-may-buy");
        for (String wrong : List.of("0", "10001", "")) {
            mia.find("#field-count").fill(wrong);
            mia.find("#codes-form [type=submit]").click();
            assertThat(mia.find("#field-count")).hasAttribute("aria-invalid", "true");
        }
        mia.find("#field-count").fill("2");
        mia.find("#codes-form [type=submit]").click();
        mia.sees("#new-codes", "never again");
        String shown = mia.find("#new-codes code").innerText();
        String table =
                file(page.waitForDownload(() -> mia.find("#codes-download").click()));
        assertThat(shown.lines()).hasSize(2).allMatch(code -> table.contains("\"" + code + "\""));
        Axe.findsNothing(page, "codes");
        assertThat(mia.find("[data-code]")).hasCount(2);
        mia.find("#field-own-codes-pasted").fill("GALA-7K3M-QX9T,3\nshort");
        mia.find("#codes-import [type=submit]").click();
        mia.sees("#field-own-codes-pasted-error", "line 2");
        mia.find("#field-own-codes-pasted").fill("GALA-7K3M-QX9T,3");
        mia.find("#codes-import [type=submit]").click();
        mia.sees("#who-may-buy .news", "One code was added.");
        assertThat(mia.find("[data-code]")).hasCount(3);
        page.route("**/codes", route -> {
            if (route.request().method().equals("POST")) {
                loseTheAnswer(route);
            } else {
                route.resume();
            }
        });
        mia.find("#field-count").fill("1");
        mia.find("#codes-form [type=submit]").click();
        assertThat(mia.find("[data-code]")).hasCount(4);
        mia.sees("#who-may-buy .news", "No answer came.");
        mia.find("[data-code] button").first().click();
        confirm(mia);
        mia.sees("[data-code] >> nth=0", "Revoked");

        mia.find("[data-tier=floor] button").click();
        mia.find("#field-capacity").fill("9".repeat(18));
        mia.find("#ask-yes").click();
        assertThat(mia.find("#field-capacity")).hasAttribute("aria-invalid", "true");
        page.keyboard().press("Escape");
        assertThat(mia.find("dialog")).hasCount(0);

        mia.open("/console/orders");
        mia.find("#field-q").fill("nobody");
        page.keyboard().press("Enter");
        mia.sees("#found", "Nothing was found.");
        mia.find("#field-sale").fill("no-such-sale");
        page.keyboard().press("Enter");
        mia.sees("#field-sale-error", "There is no such sale");
        Axe.findsNothing(page, "no such sale");
    }

    @Test
    void merchantsDoNotSeeOneAnother() {
        WindowShopper mia = shopper("mia");
        createOpen(mia);
        Answer anns = sold("ann-" + sale, 1);
        WindowShopper noa = staff(shopper("noa"), "merchant", "/console");
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

        WindowShopper boss = staff(shopper("boss"), "operator", "/console?q=" + sale);
        boss.sees("[data-sale=" + sale + "]", mia.name());
        boss.open("/console/sales/" + sale);
        boss.sees("[data-figure=sold]", "1");
        Axe.findsNothing(boss.page(), "an operator's");
    }

    @Test
    void whoIsNotKnownAnyMoreSignsInAgainAndWhoMayNotIsTold() {
        WindowShopper mia = staff(shopper("mia"), "merchant", "/console");
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

    @Test
    void aKeyIsMadeByKeyboardShownOnceAndRevoked() {
        WindowShopper mia = staff(shopper("mia"), "merchant", "/console/team");
        Page page = mia.page();
        mia.sees("#keys .empty", "No keys yet.");
        Axe.findsNothing(page, "team");
        mia.find("#field-key-name").focus();
        page.keyboard().press("Enter");
        mia.sees("#field-key-name-error", "Please fill this in.");
        assertThat(mia.focus()).isEqualTo("field-key-name");
        page.keyboard().type("box office");
        page.keyboard().press("Tab");
        page.keyboard().press("Space");
        page.keyboard().press("Enter");
        mia.sees("#scopes-error", "Choose at least one.");
        page.keyboard().press("Space");
        page.keyboard().press("Enter");
        mia.sees("#new-key", "never again");
        Axe.findsNothing(page, "a new key");
        String key = mia.find("#new-key code").innerText();
        Visitor machine = client.anybody().withToken(key);
        Await.until("the key is known", () -> machine.get("/v1/admin/sales").status() == 200);
        mia.sees("[data-key]", "box office");
        page.reload();
        assertThat(mia.find("[data-key]")).hasCount(1);
        assertThat(mia.find("body").innerText()).doesNotContain(key);
        mia.find("[data-key] button").click();
        confirm(mia);
        mia.sees("[data-key]", "Revoked");
        Await.until("it is refused", () -> machine.get("/v1/admin/sales").status() == 401);
        page.reload();
        mia.sees("#who-did-what tbody", "Revoked a key");
        mia.sees("#who-did-what tbody", "Made a key");
        mia.find("#field-deed-subject").fill("nobody else");
        mia.sees("#who-did-what .empty", "Nothing was done");
    }

    /** Whatever it sells: its page steers it, its order is shown, its tables can be had. */
    @Test
    void everyKindIsRunAndSettled() {
        WindowShopper mia = shopper("mia");
        String hall = """
                {"kind": "seated", "orphans": "off", "tiers": [{"id": "all", "name": "Hall", "price": {"amount": 3000, "currency": "EUR"}}],
                 "map": {"sections": [{"id": "main", "name": "Main", "rows": [{"label": "A", "tier": "all", "seats": "1-5", "y": 20, "x": 0}]}]}}""";
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
        wanted.put(train, "{\"journey\": {\"from\": \"a\", \"to\": \"b\", \"class\": \"second\", \"quantity\": 1}}");
        wanted.put(packet, "{}");
        staff(mia, "merchant", "/console");
        wanted.forEach((inventory, purchase) -> runAndSettle(mia, inventory, purchase));
    }

    private void runAndSettle(WindowShopper mia, String inventory, String purchase) {
        String id = "kind-" + LAST.incrementAndGet();
        api(mia).post("/v1/admin/sales", """
                {"id": "%s", "title": "Kind", "opensAt": "%s", "limitPerUser": %d, "holdSeconds": 600, "inventory": %s}""".formatted(
                                id, Instant.now().minusSeconds(5), inventory.contains("redPacket") ? 1 : 2, inventory))
                .expect(201);
        Visitor ann = client.as("ann-" + id);
        Answer bought = ann.with("Prefer", "wait=10").reserve(id, "k", purchase).expect(201);
        if (bought.text("/status").equals("HELD")) {
            ann.click(bought.id(), "pay");
            ann.awaitReservation(bought.id(), "CONFIRMED");
        }
        mia.open("/console/sales/" + id);
        mia.sees("[data-figure=sold]", inventory.contains("seated") ? "2" : "1");
        assertThat(mia.find("[data-tier] button")).hasCount(0);
        assertThat(mia.find("table:has([data-tier]) th")).hasCount(8);
        if (inventory.contains("seated")) {
            unfold(mia, "seats");
            mia.find("#seats-form [type=submit]").click();
            mia.sees("#field-seats-error", "Name seats, or a section.");
            mia.find("#field-seats").fill("A-5, nowhere");
            mia.find("#seats-form [type=submit]").click();
            assertThat(mia.find("#field-seats")).hasAttribute("aria-invalid", "true");
            mia.find("#field-seats").fill("A-5");
            mia.find("#seats-form [type=submit]").click();
            mia.sees("#seats-form .news", "The seats are changed.");
            mia.sees("[data-figure=withheld]", "1");
        }
        unfold(mia, "exports");
        String tickets = file(
                mia.page().waitForDownload(() -> mia.find("#export-tickets").click()));
        assertThat(tickets).contains(bought.text("/orderNumber")).contains(",VALID,");
        unfold(mia, "audit");
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
        confirm(mia);
        assertThat(mia.find("#order-state .badge")).hasText("Refunded");
        mia.open("/console/sales/" + id);
        mia.find("[data-act=pause]").click();
        confirm(mia);
        mia.find("[data-act=resume]").click();
        confirm(mia);
        assertThat(mia.find(".head-line .badge")).hasAttribute("data-status", "OPEN");
    }

    @Test
    void operatorsBlockWhoBehavesBadly() throws IOException {
        WindowShopper boss = staff(shopper("boss"), "operator", "/console/operators");
        String mallory = "mallory-" + sale;
        boss.find("#block-form [type=submit]").click();
        boss.sees("#field-block-name-error", "Please fill this in.");
        boss.find("#field-block-who").selectOption("addresses");
        boss.find("#field-block-name").fill("203.0.113.0/99");
        boss.find("#field-block-reason").fill("resold tickets");
        boss.find("#block-form [type=submit]").click();
        assertThat(boss.find("#field-block-name")).hasAttribute("aria-invalid", "true");
        boss.find("#field-block-who").selectOption("user");
        boss.find("#field-block-name").fill(mallory);
        boss.find("#block-form [type=submit]").click();
        boss.sees("[data-block]", mallory);
        Path file = Files.writeString(
                Files.createTempFile("blocks", ".csv"), "user,addresses,reason\n,198.51.100.0/24,bots\n");
        boss.find("#field-block-file").setInputFiles(file);
        boss.find("#block-import [type=submit]").click();
        boss.sees("#blocklist .news", "One entry was added.");
        Files.writeString(file, "user,reason\n,nobody\n");
        boss.find("#field-block-file").setInputFiles(file);
        boss.find("#block-import [type=submit]").click();
        boss.sees("#field-block-file-error", "line 2");
        Axe.findsNothing(boss.page(), "the blocklist");
        boss.find("#field-block-look").fill(mallory);
        boss.page().keyboard().press("Enter");
        assertThat(boss.find("[data-block]")).hasCount(1);
        boss.find("[data-block] button").click();
        confirm(boss);
        boss.sees("#blocklist .empty", "Nobody is blocked.");
        Files.delete(file);
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
        staff(mia, "merchant", "/console");
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
