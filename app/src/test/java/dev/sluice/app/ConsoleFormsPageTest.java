package dev.sluice.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.Visitor;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every form of the console: by keys alone, with what is wrong, with two clicks for one, and with an answer that is lost. */
@BrowsedShop.Settings("payment.sandbox.delay-millis=0")
final class ConsoleFormsPageTest extends BrowsedShop {
    private static final AtomicInteger LAST = new AtomicInteger();
    private static final String CODES = ", \"guards\": {\"pass\": true, \"eligible\": {\"codes\": true}}";
    private static final String LIST = ", \"guards\": {\"pass\": true, \"eligible\": {\"list\": \"members\"}}";
    private static final String FLOOR = """
            {"kind": "counted", "tiers": [{"id": "floor", "name": "Floor", "price": {"amount": 4000, "currency": "EUR"}, "capacity": 3}]}""";
    private static final String HALL = """
            {"kind": "seated", "orphans": "off", "tiers": [{"id": "all", "name": "Hall", "price": {"amount": 3000, "currency": "EUR"}}],
             "map": {"sections": [{"id": "main", "name": "Main", "rows": [{"label": "A", "tier": "all", "seats": "1-5"}]}]}}""";
    private static final String SERVERS_ERROR = """
            {"type": "about:blank", "status": 400, "reason": "INVALID", "title": "Bad request", "detail": "the request has errors: 1",
             "errors": [{"pointer": "%s", "detail": "is refused by the server"}]}""";
    /** Lines that a person can write in, and how long they may be nobody says. */
    private static final String ENDLESS = """
            () => [...document.querySelectorAll('main input:not([type]), main input[type=text], main input[type=search]')]
              .filter((each) => each.maxLength < 0).map((each) => each.id)""";

    private static final int MANY = 200_000;

    private final String sale = "form-" + LAST.incrementAndGet();

    /**
     * A form, as it is filled in right.
     *
     * @param submit its button
     * @param sent where it is sent
     * @param field one of its fields
     * @param pointer by which the server knows that field
     * @param unheard what is said where no answer came
     */
    private record Form(
            String submit, String sent, Map<String, String> right, String field, String pointer, String unheard) {
        Form(String submit, String sent, Map<String, String> right, String field, String pointer) {
            this(submit, sent, right, field, pointer, "No answer came.");
        }
    }

    private static Visitor api(WindowShopper who) {
        return client.as(who.name(), "merchant");
    }

    private void create(WindowShopper merchant, String inventory, String more) {
        api(merchant)
                .post("/v1/admin/sales", """
                {"id": "%s", "title": "Concert %s", "opensAt": "%s", "limitPerUser": 3, "holdSeconds": 600%s, "inventory": %s}""".formatted(sale, sale, Instant.now().minusSeconds(5), more, inventory))
                .expect(201);
    }

    private static void fill(WindowShopper who, String field, String value) {
        who.find("#field-" + field).fill(value);
    }

    /** Each is told at its field, which gets the keyboard, and nothing is sent. */
    private static void refuses(WindowShopper who, String submit, String field, String... wrong) {
        AtomicInteger sent = new AtomicInteger();
        Consumer<Request> counting = request -> sent.addAndGet(request.method().equals("GET") ? 0 : 1);
        who.page().onRequest(counting);
        for (String value : wrong) {
            fill(who, field, value);
            who.find(submit).click();
            assertThat(who.find("#field-" + field)).hasAttribute("aria-invalid", "true");
            assertThat(who.find("#field-" + field + "-error")).isVisible();
            assertThat(who.find("#field-" + field)).isFocused();
        }
        who.page().offRequest(counting);
        assertThat(sent).hasValue(0);
    }

    /** What the server finds wrong stands at its field; two clicks send once; and where no answer comes, that is said. */
    private static void sendsOnce(WindowShopper who, Form form) {
        Page page = who.page();
        page.route(
                form.sent,
                changing(route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(400)
                        .setContentType("application/problem+json")
                        .setBody(SERVERS_ERROR.formatted(form.pointer)))));
        form.right.forEach((field, value) -> fill(who, field, value));
        who.find(form.submit).click();
        who.sees("#field-" + form.field + "-error", "is refused by the server");
        assertThat(who.find("#field-" + form.field)).isFocused();
        page.unroute(form.sent);

        AtomicInteger sent = new AtomicInteger();
        page.route(form.sent, changing(route -> {
            sent.incrementAndGet();
            loseTheAnswer(route);
        }));
        form.right.forEach((field, value) -> fill(who, field, value));
        who.find(form.submit).dblclick();
        assertThat(page.getByText(form.unheard)
                        .filter(new Locator.FilterOptions().setVisible(true))
                        .first())
                .isVisible();
        page.unroute(form.sent);
        assertThat(sent).as(form.submit).hasValue(1);
    }

    private static Consumer<Route> changing(Consumer<Route> handler) {
        return route -> {
            if (route.request().method().equals("GET")) {
                route.resume();
            } else {
                handler.accept(route);
            }
        };
    }

    @Test
    void theFormsOfASaleSayWhatIsWrongAndSendOnce() {
        WindowShopper mia = shopper("mia");
        create(mia, FLOOR, CODES);
        mia.worksAs("merchant", "/console/sales/" + sale);
        mia.unfolds("holds");
        refuses(mia, "#holds-form [type=submit]", "minutes", "", "0", "1441", "1.5");
        sendsOnce(
                mia,
                new Form("#holds-form [type=submit]", "**/keep-holds", Map.of("minutes", "30"), "minutes", "/seconds"));
        mia.sees("#kept-until", "No hold ends before");

        mia.unfolds("who-may-buy");
        refuses(mia, "#codes-form [type=submit]", "count", "", "0", "10001", "1.5");
        fill(mia, "count", "1");
        refuses(mia, "#codes-form [type=submit]", "uses", "", "0", "1000001");
        sendsOnce(
                mia,
                new Form(
                        "#codes-form [type=submit]", "**/codes", Map.of("count", "2", "uses", "1"), "count", "/count"));
        assertThat(mia.find("[data-code]")).hasCount(2);
        fill(mia, "own-codes-pasted", "GALA-7K3M-QX9T,3\nshort");
        mia.find("#codes-import [type=submit]").click();
        mia.sees("#field-own-codes-pasted-error", "line 2");
        fill(mia, "own-codes-pasted", "GALA-7K3M-QX9T,3");
        mia.find("#codes-import [type=submit]").click();
        mia.sees("#who-may-buy .news", "One code was added.");
        assertThat(mia.find("[data-code]")).hasCount(3);

        mia.find("[data-tier=floor] button").click();
        refuses(mia, "#ask-yes", "capacity", "", "-1", "1.5");
        sendsOnce(mia, new Form("#ask-yes", "**/capacity", Map.of("capacity", "4"), "capacity", "/capacity"));
        mia.page().keyboard().press("Escape");
        mia.sees("[data-figure=available]", "4");
        mia.find("[data-tier=floor] button").click();
        fill(mia, "capacity", "9".repeat(18));
        mia.find("#ask-yes").click();
        assertThat(mia.find("#field-capacity")).hasAttribute("aria-invalid", "true");
        mia.page().keyboard().press("Escape");
        assertThat((List<?>) mia.page().evaluate(ENDLESS)).isEmpty();

        mia.open("/console/orders");
        fill(mia, "q", "nobody");
        mia.page().keyboard().press("Enter");
        mia.sees("#found", "Nothing was found.");
        fill(mia, "sale", "no-such-sale");
        mia.page().keyboard().press("Enter");
        mia.sees("#field-sale-error", "There is no such sale");
        Axe.findsNothing(mia.page(), "no such sale");
        assertThat((List<?>) mia.page().evaluate(ENDLESS)).isEmpty();
    }

    @Test
    void theFormsOfAHallAndItsGuestsSayWhatIsWrongAndSendOnce() {
        WindowShopper mia = shopper("mia");
        create(mia, HALL, LIST);
        mia.worksAs("merchant", "/console/sales/" + sale);
        mia.unfolds("seats");
        mia.unfolds("seats-by-name");
        refuses(mia, "#seats-form [type=submit]", "seats", "", " ,; ");
        sendsOnce(mia, new Form("#seats-form [type=submit]", "**/seats", Map.of("seats", "A-5"), "seats", "/seats"));
        mia.sees("[data-figure=withheld]", "1");

        mia.unfolds("who-may-buy");
        send(mia, "user\nann\n", StandardCharsets.UTF_8);
        mia.sees("#listed", "One person is on the list.");
        refuses(mia, "#person-form [type=submit]", "person", "");
        fill(mia, "person", "nobody");
        mia.find("#person-form [type=submit]").click();
        mia.sees("#field-person-error", "not on the list");
        AtomicInteger sent = new AtomicInteger();
        mia.page().route("**/lists/members/*", changing(route -> {
            sent.incrementAndGet();
            loseTheAnswer(route);
        }));
        fill(mia, "person", "ann");
        mia.find("#person-form [type=submit]").dblclick();
        mia.sees("#error", "No answer came.");
        mia.sees("#listed", "0 people are on the list.");
        assertThat(sent).hasValue(1);
        assertThat((List<?>) mia.page().evaluate(ENDLESS)).isEmpty();
    }

    private static void send(WindowShopper who, String people, Charset charset) {
        send(who, people.getBytes(charset));
    }

    private static void send(WindowShopper who, byte[] people) {
        who.find("#field-people").setInputFiles(new FilePayload("people.csv", "text/csv", people));
        who.find("#people-form [type=submit]").click();
    }

    @Test
    void peopleComeByFileAndWhatIsWrongInOneIsSaidByItsLine() throws IOException {
        WindowShopper mia = shopper("mia");
        create(mia, FLOOR, LIST);
        mia.worksAs("merchant", "/console/sales/" + sale);
        mia.unfolds("who-may-buy");
        mia.find("#people-form [type=submit]").click();
        mia.sees("#field-people-error", "Please fill this in.");
        Map<byte[], String> wrong = Map.of(
                new byte[0],
                "there is nobody",
                "user\n".getBytes(StandardCharsets.UTF_8),
                "there is nobody",
                new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, (byte) 0xff, 10},
                "is not UTF-8",
                "user\n张伟\n".getBytes(Charset.forName("GB18030")),
                "is not UTF-8",
                "user,mail\nann,a@b.example\n".getBytes(StandardCharsets.UTF_8),
                "line 1 names the one column",
                ("user\nann\n" + "x".repeat(201)).getBytes(StandardCharsets.UTF_8),
                "line 3");
        wrong.forEach((bytes, words) -> {
            send(mia, bytes);
            mia.sees("#field-people-error", words);
            assertThat(mia.find("#field-people")).isFocused();
        });
        mia.sees("#listed", "0 people are on the list.");
        Axe.findsNothing(mia.page(), "a wrong file");

        send(mia, "user\nann\n\nann\r\nbob\n", StandardCharsets.UTF_8);
        mia.sees("#listed", "2 people are on the list.");
        Map<String, String> charsets = Map.of("gb18030", "张伟", "utf-16", "zoé", "windows-1252", "müller");
        int listed = 2;
        for (Map.Entry<String, String> each : charsets.entrySet()) {
            if (!each.getKey().equals("utf-16")) { // such a file says so by its first bytes
                mia.find("#field-people-charset").selectOption(each.getKey());
            }
            send(mia, "user\n" + each.getValue() + "\n", Charset.forName(each.getKey()));
            mia.sees("#listed", ++listed + " people are on the list.");
        }
        Path many = Files.writeString(
                folder.resolve("many.csv"),
                IntStream.range(0, MANY)
                        .mapToObj(i -> "person-" + i)
                        .collect(Collectors.joining("\n", "user\n", "\n")));
        mia.find("#field-people").setInputFiles(many);
        mia.find("#people-form [type=submit]").click();
        mia.sees("#listed", "200,005 people are on the list.");
        mia.find("#people-clear").click();
        mia.confirms();
        mia.sees("#listed", "0 people are on the list.");
    }

    @Test
    void theFormsOfStaffSayWhatIsWrongAndSendOnce() {
        WindowShopper boss = shopper("boss").open("/console/operators");
        refuses(boss, "#staff-submit", "staff-name", "", "  ");
        Axe.findsNothing(boss.page(), "nobody signs in");
        sendsOnce(
                boss,
                new Form(
                        "#staff-submit",
                        "**/v1/demo/token",
                        Map.of("staff-name", boss.name()),
                        "staff-name",
                        "/user",
                        "cannot be reached"));
        boss.worksAs("operator", "/console/operators");
        refuses(boss, "#block-form [type=submit]", "block-name", "", " ");
        String mallory = "mallory-" + sale;
        fill(boss, "block-name", mallory);
        refuses(boss, "#block-form [type=submit]", "block-reason", "");
        fill(boss, "block-reason", "bots");
        refuses(boss, "#block-form [type=submit]", "block-until", "2020-01-01");
        sendsOnce(
                boss,
                new Form(
                        "#block-form [type=submit]",
                        "**/v1/admin/blocklist",
                        Map.of("block-name", mallory, "block-reason", "bots", "block-until", ""),
                        "block-name",
                        "/user"));
        Locator blocked = boss.find("[data-block]").filter(new Locator.FilterOptions().setHasText(mallory));
        assertThat(blocked).hasCount(1);
        blocked.getByRole(AriaRole.BUTTON).click();
        boss.confirms();
        assertThat((List<?>) boss.page().evaluate(ENDLESS)).isEmpty();

        boss.open("/console/team");
        refuses(boss, "#key-make", "key-name", "", " ");
        String called = "box office of " + boss.name();
        fill(boss, "key-name", called);
        refuses(boss, "#key-make", "key-expires", "2020-01-01");
        sendsOnce(
                boss,
                new Form(
                        "#key-make",
                        "**/v1/admin/keys",
                        Map.of("key-name", called, "key-expires", ""),
                        "key-name",
                        "/name"));
        boss.sees("#keys .news", "If a new key stands below");
        assertThat(boss.find("[data-key]").filter(new Locator.FilterOptions().setHasText(called)))
                .hasCount(1);
        assertThat((List<?>) boss.page().evaluate(ENDLESS)).isEmpty();
    }

    /** What cannot be done is told, and stays told while the list beside it is asked for anew. */
    @Test
    void aRefusalIsNotWipedAwayByTheListBesideIt() {
        WindowShopper mia = shopper("mia").worksAs("merchant", "/console/team");
        mia.page()
                .route(
                        "**/v1/admin/keys",
                        changing(route -> route.fulfill(
                                new Route.FulfillOptions().setStatus(429).setBody("{}"))));
        fill(mia, "key-name", "box office");
        mia.page()
                .waitForResponse(
                        "**/v1/admin/keys?limit=20", () -> mia.find("#key-make").click());
        mia.sees("#error", "Too many requests");
        assertThat(mia.find("#error")).isVisible();
    }

    /** Whoever stands in a list that is asked for again and again stays there. */
    @Test
    void theKeyboardStaysWhereItIsInListsThatChange() {
        WindowShopper boss = shopper("boss");
        create(boss, FLOOR, "");
        boss.worksAs("operator", "/console/operators");
        String row = "#sales [data-sale='" + sale + "']";
        Keys keys = new Keys(boss).to(row + " td a");
        boss.find(row).evaluate("row => row.dataset.old = ''");
        assertThat(boss.find(row + "[data-old]"))
                .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(60_000));
        keys.comesTo(row + " td a");
    }

    @Test
    void theKeysReachEverythingOfEveryPage() {
        WindowShopper boss = shopper("boss");
        create(boss, HALL, CODES);
        Keys keys = new Keys(boss);
        boss.open("/console");
        keys.reachEverything("sign in");
        boss.worksAs("operator", "/console?q=" + sale);
        for (String path : List.of(
                "/console?q=" + sale,
                "/console/sales/" + sale,
                "/console/orders?sale=" + sale,
                "/console/team",
                "/console/timetables",
                "/console/seat-maps",
                "/console/sales/" + sale + "/board",
                "/door?sale=" + sale)) {
            boss.open(path);
            assertThat(boss.find("main :is(button, input, select):visible").first())
                    .isVisible();
            boss.page()
                    .evaluate(
                            "document.querySelectorAll('details:not([open]) > summary').forEach((each) => each.click())");
            boss.page().waitForFunction("() => !document.querySelector('details[open] > .fold-body:empty')");
            keys.reachEverything(path);
        }
        boss.open("/console/operators");
        assertThat(boss.find("#sales td a").first()).isVisible();
        boss.page().route("**/v1/**", _ -> {}); // no answer changes the lists while the keyboard goes along them
        keys.reachEverything("operators");
    }

    @Test
    void aSaleIsRunByKeysAlone() {
        WindowShopper mia = shopper("mia");
        create(mia, FLOOR, CODES);
        Page page = mia.page();
        Keys keys = new Keys(mia);
        mia.open("/console");
        keys.to("#field-staff-name").type(mia.name()).press("Enter");
        assertThat(mia.find("#who-name")).hasText(mia.name());
        keys.to("#field-q").type("nothing like it");
        assertThat(mia.find("#none-fits")).isVisible();
        keys.type(sale).to("#field-status").press("O");
        keys.to("[data-sale=" + sale + "] a").press("Enter");
        for (String act : List.of("pause", "resume")) {
            String button = "[data-act=" + act + "]";
            keys.to(button).press("Enter");
            keys.confirmAt(button);
            assertThat(mia.find(button)).hasCount(0);
            keys.comesTo("#steering, #steering *");
        }
        String change = "[data-tier=floor] button";
        keys.to(change).press("Enter");
        assertThat(mia.find("#field-capacity")).isFocused();
        keys.press("Escape");
        assertThat(mia.find("dialog")).hasCount(0);
        assertThat(mia.find(change)).isFocused();
        keys.press("Enter");
        assertThat(mia.find("#field-capacity")).isFocused();
        keys.type("5").press("Enter");
        mia.sees("[data-figure=available]", "5");
        assertThat(mia.find(change)).isFocused();

        keys.to("#holds > summary")
                .press("Enter")
                .to("#field-minutes")
                .type("30")
                .press("Enter");
        mia.sees("#kept-until", "No hold ends before");
        keys.to("#who-may-buy > summary")
                .press("Enter")
                .to("#field-count")
                .type("2")
                .press("Enter");
        assertThat(mia.find("#new-codes-heading")).isFocused();
        assertThat(text(page.waitForDownload(() -> keys.to("#codes-download").press("Enter"))))
                .hasLineCount(3);
        keys.to("[data-code] button").press("Enter");
        keys.confirmAt("[data-code] button");
        mia.sees("[data-code] >> nth=0", "Revoked");
        keys.to("#exports > summary").press("Enter");
        assertThat(text(page.waitForDownload(() -> keys.to("#export-tickets").press("Enter"))))
                .contains("order_number");
        keys.to("#audit > summary").press("Enter").to("#audit-run").press("Enter");
        assertThat(mia.find("[data-balanced=true]")).isVisible();
        keys.to("#deeds > summary").press("Enter");
        mia.sees("#deeds tbody", "Resumed");
    }

    @Test
    void anOrderIsFoundAndRefundedByKeysAlone() {
        WindowShopper mia = shopper("mia");
        create(mia, FLOOR, "");
        Answer anns = paid(client.as("ann-" + sale), sale, "{\"quantity\": 3}");
        mia.worksAs("merchant", "/console/orders");
        Keys keys = new Keys(mia);
        keys.to("#field-q").type(anns.text("/orderNumber")).press("Enter");
        keys.to("#results .order-number").press("Enter");
        keys.to("#tickets tbody input").press("Space").to("#refund-some").press("Enter");
        keys.confirmAt("#refund-some");
        assertThat(mia.find("#tickets [data-status=REFUNDED]")).hasCount(1);
        keys.to("#refund-all").press("Enter");
        keys.confirmAt("#refund-all");
        assertThat(mia.find("#tickets [data-status=REFUNDED]")).hasCount(3);
        assertThat(mia.find("#tickets-heading")).isFocused();
    }

    @Test
    void aKeyIsMadeByKeyboardShownOnceAndRevoked() {
        WindowShopper mia = shopper("mia").worksAs("merchant", "/console/team");
        Page page = mia.page();
        mia.sees("#keys .empty", "No keys yet.");
        Axe.findsNothing(page, "team");
        mia.find("#field-key-name").focus();
        page.keyboard().press("Enter");
        mia.sees("#field-key-name-error", "Please fill this in.");
        assertThat(mia.find("#field-key-name")).isFocused();
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
        mia.confirms();
        mia.sees("[data-key]", "Revoked");
        Await.until("it is refused", () -> machine.get("/v1/admin/sales").status() == 401);
        page.reload();
        mia.sees("#who-did-what tbody", "Revoked a key");
        mia.sees("#who-did-what tbody", "Made a key");
        mia.find("#field-deed-subject").fill("nobody else");
        mia.sees("#who-did-what .empty", "Nothing was done");
    }

    @Test
    void operatorsBlockWhoBehavesBadly() throws IOException {
        WindowShopper boss = shopper("boss").worksAs("operator", "/console/operators");
        String mallory = "mallory-" + sale;
        boss.find("#block-form [type=submit]").click();
        boss.sees("#field-block-name-error", "Please fill this in.");
        boss.find("#field-block-who").selectOption("addresses");
        boss.find("#field-block-name").fill("203.0.113.0/99");
        boss.find("#field-block-reason").fill("resold tickets");
        boss.find("#block-form [type=submit]").click();
        assertThat(boss.find("#field-block-name")).hasAttribute("aria-invalid", "true");
        boss.find("#field-block-name").fill("0.0.0.0/0");
        boss.find("#block-form [type=submit]").click();
        boss.sees("dialog", "4,294,967,296 addresses");
        boss.find("#ask-no").click();
        boss.find("#field-block-name").fill("2001:db8::/32");
        boss.find("#block-form [type=submit]").click();
        boss.sees("dialog", "4,294,967,296 networks");
        boss.find("#ask-no").click();
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
        boss.confirms();
        boss.sees("#blocklist .empty", "Nobody is blocked.");
        Files.delete(file);
    }
}
