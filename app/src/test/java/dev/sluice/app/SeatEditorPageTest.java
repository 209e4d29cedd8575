package dev.sluice.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import dev.sluice.crowd.goods.SaleDraft;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.crowd.merchant.Merchant;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Halls that are uploaded and drawn, with the mouse and by the keyboard alone. */
@BrowsedShop.Settings({})
final class SeatEditorPageTest extends BrowsedShop {
    private static final AtomicInteger LAST = new AtomicInteger();
    private static final String TWO_ROWS = """
            {"label": "A", "seats": "1-6", "tier": "front"}, {"label": "B", "seats": "1-6", "tier": "rear"}""";

    private final Visitor owner = client.as(Merchant.NAME, "merchant");

    private WindowShopper editor(Browser.NewContextOptions options) {
        WindowShopper mia = shopper("mia", options).open("/console/seat-maps");
        return signIn(mia, Merchant.NAME);
    }

    private static WindowShopper signIn(WindowShopper mia, String name) {
        mia.find("#field-staff-name").fill(name);
        mia.find("#staff-submit").click();
        assertThat(mia.find("#who-name")).hasText(name);
        return mia;
    }

    /** A new hall with one block. */
    private static void draw(WindowShopper mia, int rows, int seats, int bend) {
        mia.find("#draw-new").click();
        add(mia, rows, seats, bend);
        mia.sees("#plan-status", "%,d seats".formatted(rows * seats));
    }

    private static void add(WindowShopper mia, int rows, int seats, int bend) {
        mia.find("#field-block-rows").fill(String.valueOf(rows));
        mia.find("#field-block-seats").fill(String.valueOf(seats));
        mia.find("#field-block-bend").fill(String.valueOf(bend));
        mia.find("#block-add").click();
    }

    private static void addTier(WindowShopper mia, String tier) {
        mia.find("#field-tier").fill(tier);
        mia.find("#tier-add").click();
    }

    private static void tool(WindowShopper mia, String tool) {
        mia.find(".plan-tool:has(#tool-" + tool + ")").click();
    }

    private static void press(WindowShopper mia, String... keys) {
        for (String key : keys) {
            mia.page().keyboard().press(key);
        }
    }

    /** From corner to corner of the plan. */
    private static void sweep(WindowShopper mia) {
        sweep(mia, "#plan");
    }

    private static void sweep(WindowShopper mia, String canvas) {
        mia.find(canvas).scrollIntoViewIfNeeded();
        BoundingBox plan = mia.find(canvas).boundingBox();
        mia.page().mouse().move(plan.x + 3, plan.y + 3);
        mia.page().mouse().down();
        mia.page().mouse().move(plan.x + plan.width / 2, plan.y + plan.height / 2);
        mia.page().mouse().move(plan.x + plan.width - 3, plan.y + plan.height - 3);
        mia.page().mouse().up();
    }

    private Answer save(WindowShopper mia) {
        mia.find("#save").click();
        mia.sees("#saved", "never changes");
        String version = mia.page().url().replaceAll(".*map=", "");
        assertThat(mia.find("#new-sale")).hasAttribute("href", "/console/sales/new?seatMap=" + version);
        return client.anybody().get("/v1/seat-maps/" + version).expect(200);
    }

    @Test
    void aHallIsDrawnWithTheMouseSavedAndFoundAgain() {
        WindowShopper mia = editor(new Browser.NewContextOptions().setViewportSize(1280, 900));
        Axe.findsNothing(mia.page(), "no hall yet");
        draw(mia, 4, 6, 90);
        mia.sees("#plan-status", "24 seats selected");
        mia.find("#field-tier-name").fill("Vip & Guests");
        assertThat(mia.find("#field-tier")).hasValue("vip-guests");
        mia.find("#field-tier").fill("vip");
        mia.find("#tier-add").click();
        addTier(mia, "vip");
        mia.sees("#field-tier-error", "There is a tier with this short name already.");
        mia.find("#field-tier").fill("");
        tool(mia, "tier");
        sweep(mia);
        assertThat(mia.find("#tiers")).hasText(Pattern.compile(".*Vip & Guests: [1-9].*vip.*"));
        Axe.findsNothing(mia.page(), "a hall that is drawn");
        mia.find("#field-tier-name").fill("VIP box");
        mia.find("#field-tier").fill("");
        mia.find("#tier-rename").click();
        assertThat(mia.find("#tiers")).hasText(Pattern.compile(".*VIP box: [1-9].*vip.*"));
        mia.find("#undo").click();
        mia.find("#redo").click();
        tool(mia, "select");
        sweep(mia);
        mia.sees("#plan-status", "24 seats selected");

        Answer saved = save(mia);
        assertThat(saved.texts("/sections", "/name")).containsExactly("Stalls");
        assertThat(saved.texts("/sections/0/rows", "/label")).containsExactly("A", "B", "C", "D");
        assertThat(saved.at("/tiers")).isEqualTo(List.of(Map.of("id", "vip", "name", "VIP box")));
        assertThat(saved.number("/sections/0/rows/0/y/0")).isLessThan(saved.number("/sections/0/rows/0/y/2"));
        Axe.findsNothing(mia.page(), "saved");

        mia.find("#editor-close").click();
        mia.sees("#own", "24 seats");
        mia.sees("#own", "vip");
        mia.find("#own button").first().click();
        mia.sees("#plan-status", "24 seats");
        assertThat(mia.find("#tiers")).hasText(Pattern.compile(".*VIP box: [1-9].*"));
        // The same again is the same version.
        assertThat(save(mia).body()).isEqualTo(saved.body());
        mia.find("#new-sale").click();
        mia.page()
                .waitForFunction(
                        "() => [...document.querySelectorAll('.tiers-of-map input')].some(({value}) => value === 'VIP box')");
    }

    @Test
    void aHallIsDrawnByTheKeyboardAloneAndWhatIsWithheldIsWithheldInASale() {
        WindowShopper mia = editor(new Browser.NewContextOptions());
        mia.find("#draw-new").focus();
        press(mia, "Enter");
        mia.find("#field-block-rows").fill("2");
        mia.find("#field-block-seats").fill("5");
        press(mia, "Enter");
        mia.sees("#plan-status", "10 seats");
        mia.find("#tool-withhold").focus();
        press(mia, "Space");
        mia.find("#plan").focus();
        press(mia, "ArrowLeft", "Home", "Space", "ArrowRight", "Space");
        mia.sees("#plan-voice", "withheld");
        mia.find("#tool-accessible").focus();
        press(mia, "Space");
        mia.find("#plan").focus();
        press(mia, "End", "Space");
        mia.find("#tool-select").focus();
        press(mia, "Space");
        mia.find("#plan").focus();
        press(mia, "Escape", "Home", "ArrowRight", "ArrowRight", "Shift+ArrowRight");
        mia.sees("#plan-status", "2 seats selected");
        press(mia, "Alt+ArrowDown", "Control+z", "Control+Shift+z");
        press(mia, "Escape", "End", "ArrowDown", "Delete");
        mia.sees("#plan-status", "9 seats");

        Answer saved = save(mia);
        assertThat(saved.at("/sections/0/rows/0/accessible")).isEqualTo(List.of("5"));
        mia.sees("#withheld", "2 seats to be withheld");
        mia.sees("#withhold-told", "None of your newest sales has this map yet.");

        String version = mia.page().url().replaceAll(".*map=", "");
        String sale = "hall-" + LAST.incrementAndGet();
        merchant.create(SaleDraft.of(sale)
                .text("title", "Evening")
                .time("opensAt", Instant.now().plusSeconds(3_600))
                .number("limitPerUser", 4)
                .inventory("{\"kind\": \"seated\", \"map\": \"" + version
                        + "\", \"tiers\": [{\"id\": \"standard\", \"name\": \"Standard\","
                        + " \"price\": {\"amount\": 5000, \"currency\": \"CNY\"}}]}"));
        // Whoever saves it again is shown the sale.
        mia.find("#save").click();
        assertThat(mia.find("#withhold-sale option")).hasCount(1);
        mia.find("#withhold-go").click();
        mia.sees("#withhold-told", "2 seats are withheld in " + sale);
        assertThat(owner.get("/v1/admin/sales/" + sale).number("/tiers/0/withheld"))
                .isEqualTo(2);
    }

    @Test
    void whatIsNotSavedOutlivesAReloadForWhoeverDrewIt() {
        WindowShopper mia = editor(new Browser.NewContextOptions());
        draw(mia, 3, 4, 0);
        mia.page().reload();
        mia.sees("#draft-words", "12 seats");
        mia.find("#switch").click();
        signIn(mia, "rival");
        assertThat(mia.find("#draft-line")).isHidden();
        mia.find("#switch").click();
        signIn(mia, Merchant.NAME);
        mia.find("#draft-open").click();
        mia.sees("#plan-status", "12 seats");
        save(mia);
        mia.find("#editor-close").click();
        assertThat(mia.find("#draft-line")).isHidden();
    }

    @Test
    void rowsAreCalledAndNumberedAnewAndWhatIsTheSameTwiceIsTold() {
        WindowShopper mia = editor(new Browser.NewContextOptions());
        mia.find("#draw-new").click();
        mia.find("#field-block-scheme").selectOption("numbers");
        mia.find("#field-block-numbering").selectOption("middle");
        add(mia, 2, 6, 0);
        mia.find("#rows summary").click();
        mia.find("#row-list button").nth(1).click();
        mia.sees("#plan-status", "6 seats selected");
        mia.find("#field-row-label").fill("1");
        mia.find("#field-row-numbering").selectOption("even");
        mia.find("#field-row-bend").fill("60");
        mia.find("#row-apply").click();
        mia.sees("#plan-faults", "two rows 1");
        mia.find("#save").click();
        mia.sees("#save-error", "Stalls, 1");
        assertThat(mia.find("#save-error")).isFocused();
        Axe.findsNothing(mia.page(), "refused");
        mia.find("#save-error button").first().click();
        mia.find("#field-row-label").fill("Z");
        mia.find("#row-apply").click();
        assertThat(mia.find("#plan-faults li")).hasCount(0);

        Answer saved = save(mia);
        assertThat(saved.at("/sections/0/rows/0/seats")).isEqualTo(List.of("5", "3", "1", "2", "4", "6"));
        assertThat(saved.text("/sections/0/rows/1/seats")).isEqualTo("2-12/2");
        assertThat(saved.text("/sections/0/rows/1/label")).isEqualTo("Z");
    }

    @Test
    void aLayoutIsUploadedAndEverythingThatIsWrongIsNamedWhereItIs() {
        WindowShopper mia = editor(new Browser.NewContextOptions().setViewportSize(390, 844));
        mia.find("#upload-go").click();
        mia.sees("#field-file-error", "Choose a file.");
        upload(mia, "hall.pdf", "x", StandardCharsets.UTF_8);
        mia.sees("#field-file-error", "neither .json nor .csv");

        upload(mia, "hall.json", """
                {"sections": [{"id": "main", "name": "Main hall", "rows": [
                  {"label": "A", "tier": "stalls", "seats": "1-3"}, {"label": "A", "tier": "stalls", "seats": "1-3"},
                  {"label": "C", "seats": "1-3"}]}]}""", StandardCharsets.UTF_8);
        mia.sees("#upload-error", "Main hall, A");
        mia.sees("#upload-error", "Main hall, C");
        assertThat(mia.find("#upload-error")).isFocused();
        Axe.findsNothing(mia.page(), "a layout that was refused");
        assertThat(mia.fitsTheScreen()).isTrue();
        upload(mia, "hall.json", "{", StandardCharsets.UTF_8);
        assertThat(mia.find("#error, #upload-error").locator("visible=true").first())
                .isVisible();

        Charset chinese = Charset.forName("GB18030");
        String head = "section,row,seat,tier,x,y,attributes,aisleAfter\n";
        mia.find("#field-charset").selectOption("gb18030");
        upload(mia, "hall.csv", head + "楼座,一,1,stalls,0,20,,\n楼座,一,1,stalls,10,20,,\n", chinese);
        mia.sees("#upload-error", "楼座,一,1,stalls,10,20");
        upload(mia, "hall.csv", head + "楼座,一,1,stalls,0,20,,\n楼座,一,2,balcony,10,20,accessible,\n", chinese);
        mia.sees("#plan-status", "2 seats");
        mia.sees("#editor-heading", "楼座");
        mia.sees("#tiers", "balcony: 1");
        assertThat(mia.fitsTheScreen()).isTrue();
    }

    private static void upload(WindowShopper mia, String name, String content, Charset charset) {
        mia.find("#field-file").setInputFiles(new FilePayload(name, "text/plain", content.getBytes(charset)));
        mia.find("#upload-go").click();
    }

    /** Five thousand are painted, moved and counted as a few are; each frame paints a bounded piece. */
    @Test
    void fiveThousandSeatsAreDrawnAndPainted() {
        WindowShopper mia = editor(new Browser.NewContextOptions());
        draw(mia, 50, 100, 120);
        tool(mia, "tier");
        addTier(mia, "vip");
        sweep(mia);
        assertThat(mia.find("#tiers")).hasText(Pattern.compile(".*vip: [1-9].*"));
        mia.find("#plan").focus();
        press(mia, "Control+a", "Alt+ArrowRight", "Alt+ArrowRight", "+", "+", "-", "0");
        mia.sees("#plan-status", "5,000 seats selected");
        assertThat(save(mia).texts("/sections/0/rows", "/label")).hasSize(50);
    }

    private String runs(String rows) {
        String sale = "runs-" + LAST.incrementAndGet();
        merchant.create(SaleDraft.of(sale)
                .time("opensAt", Instant.now().minusSeconds(5))
                .number("limitPerUser", 4)
                .inventory("""
                {"kind": "seated", "map": {"sections": [{"id": "main", "name": "Main", "rows": [%s]}]}, "tiers": [
                  {"id": "front", "name": "Front row", "price": {"amount": 9000, "currency": "EUR"}},
                  {"id": "rear", "name": "Behind", "price": {"amount": 5000, "currency": "EUR"}}]}""".formatted(rows)));
        return sale;
    }

    private static WindowShopper onTheMap(WindowShopper mia, String sale) {
        signIn(mia.open("/console/sales/" + sale + "#seats"), Merchant.NAME);
        mia.find("#sale-map").scrollIntoViewIfNeeded();
        return mia;
    }

    /** Seen as they stand; what somebody has stays theirs, and it is said why. */
    @Test
    void seatsOfASaleThatRunsAreWithheldAndReleasedOnItsMap() {
        String sale = runs(TWO_ROWS);
        String path = "/v1/admin/sales/" + sale + "/seats";
        paid(client.as("ann"), sale, "{\"seats\": [\"A-1\"]}");
        client.as("ben").reserve(sale, "k", "{\"seats\": [\"A-2\"]}").expect(201);
        WindowShopper mia = onTheMap(shopper("mia", new Browser.NewContextOptions().setViewportSize(1280, 900)), sale);
        mia.sees("#sale-map-status", "10 free, 1 held (not paid yet), 1 sold");
        Axe.findsNothing(mia.page(), "seats of a sale");
        mia.find("#sale-map-withhold").click();
        mia.sees("#sale-map-told", "Select seats on the map first.");
        sweep(mia, "#sale-map");
        mia.sees("#sale-map-status", "12 selected: 10 free, 1 held");

        // Of which the page does not know.
        client.as("cem").reserve(sale, "k", "{\"seats\": [\"B-6\"]}").expect(201);
        mia.find("#sale-map-withhold").click();

        mia.sees("#sale-map-told", "9 seats are withheld now.");
        mia.sees("#sale-map-told", "2 are held by people who may pay for them: A-2, B-6.");
        mia.sees("#sale-map-told", "A-1 is sold; only a refund frees it.");
        mia.sees("#sale-map-status", "9 withheld, 2 held (not paid yet), 1 sold");
        mia.sees("[data-figure=withheld]", "9");
        assertThat(owner.get(path).list("/withheld")).hasSize(9).asString().contains("A-3", "B-5");
        Axe.findsNothing(mia.page(), "seats that are withheld");

        mia.find("#sale-map-release").focus();
        press(mia, "Shift+Tab", "Shift+Tab");
        assertThat(mia.find("#sale-map")).isFocused();
        press(mia, "ArrowUp", "ArrowUp", "Home", "ArrowRight", "ArrowRight");
        mia.sees("#sale-map-voice", "Row A, seat 3, withheld");
        press(mia, "Shift+ArrowRight", "Space", "Space");
        mia.sees("#sale-map-voice", "Row A, seat 4, withheld, selected");
        press(mia, "Tab", "Tab", "Enter");
        mia.sees("#sale-map-told", "2 seats are on sale again.");
        assertThat(mia.find("#sale-map-release")).isFocused();
        assertThat(owner.get(path).list("/withheld")).hasSize(7).asString().doesNotContain("A-3", "A-4");

        mia.find("#sale-map").focus();
        press(mia, "Control+a");
        mia.sees("#sale-map-status", "2 selected: 2 free");
        mia.page().route("**" + path, route -> {
            if (route.request().method().equals("POST")) {
                loseTheAnswer(route);
            } else {
                route.resume();
            }
        });
        mia.find("#sale-map-withhold").click();
        mia.sees("#sale-map-told", "No answer came.");
        mia.sees("#sale-map-status", "2 selected: 2 withheld");
    }

    @Test
    void seatsOfALargeHallAreWithheldInChineseOnAPhone() {
        String sale = runs(IntStream.rangeClosed(1, 50)
                .mapToObj(row -> "{\"label\": \"%d\", \"seats\": \"1-100\", \"tier\": \"%s\"}"
                        .formatted(row, row < 9 ? "front" : "rear"))
                .collect(Collectors.joining(", ")));
        WindowShopper mia = onTheMap(
                shopper(
                        "mia",
                        new Browser.NewContextOptions()
                                .setLocale("zh-CN")
                                .setColorScheme(ColorScheme.DARK)
                                .setViewportSize(390, 844)),
                sale);
        mia.sees("#sale-map-status", "可售 5,000");
        mia.find("#sale-map-free").click();
        mia.find("#sale-map-withhold").click();
        mia.sees("#sale-map-told", "已保留 5,000 个座位");
        mia.find("#sale-map").focus();
        press(mia, "+", "+", "Home", "Space");
        mia.find("#sale-map-release").click();
        mia.sees("#sale-map-status", "可售 1、已保留 4,999");
        Axe.findsNothing(mia.page(), "a large hall, in Chinese, in the dark");
        assertThat(mia.fitsTheScreen()).isTrue();
        mia.find("#seats-by-name > summary").click();
        mia.find("#field-section").fill("main");
        mia.find("#field-what").selectOption("release");
        mia.find("#seats-form [type=submit]").click();
        mia.sees("#sale-map-status", "可售 5,000");
        owner.post("/v1/admin/sales/" + sale + "/seats", "{\"row\": \"1\", \"withhold\": true}")
                .expect(200);
        mia.find("#sale-map-reload").click();
        mia.sees("#sale-map-status", "可售 4,900、已保留 100");
    }

    @Test
    void itSpeaksChineseInTheDarkAndShowsNobodyElsesHalls() {
        owner.post(
                        "/v1/admin/seat-maps",
                        "{\"tier\": \"a\", \"sections\": [{\"id\": \"s\", \"name\": \"Mine alone\", \"rows\": [{\"label\": \"A\", \"seats\": \"1-7\"}]}]}")
                .expect(201);
        WindowShopper rival = shopper(
                "rival",
                new Browser.NewContextOptions()
                        .setLocale("zh-CN")
                        .setColorScheme(ColorScheme.DARK)
                        .setViewportSize(390, 844));
        signIn(rival.open("/console/seat-maps"), "rival");
        rival.sees("#own-none", "还没有座位图");
        Axe.findsNothing(rival.page(), "no hall, in Chinese, in the dark");
        draw(rival, 5, 8, 45, "40 座");
        assertThat(rival.fitsTheScreen()).isTrue();
        Axe.findsNothing(rival.page(), "a hall, in Chinese, in the dark");
        assertThat(client.as("rival", "merchant").get("/v1/admin/seat-maps").texts("/maps", "/name"))
                .isEmpty();
        assertThat(owner.get("/v1/admin/seat-maps").texts("/maps", "/name")).contains("Mine alone");
    }

    private static void draw(WindowShopper mia, int rows, int seats, int bend, String words) {
        mia.find("#draw-new").click();
        add(mia, rows, seats, bend);
        mia.sees("#plan-status", words);
    }
}
