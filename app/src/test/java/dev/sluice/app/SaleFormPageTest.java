package dev.sluice.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Visitor;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The forms that make and change sales, in a browser: every kind and order from the empty form to one that sells, and every field with what is wrong. */
final class SaleFormPageTest extends SaleForms {
    /** The server does not know the token any more. */
    private static final String EXPIRED = """
            () => {
              const known = JSON.parse(localStorage.getItem('sluice.staff'));
              localStorage.setItem('sluice.staff', JSON.stringify({ ...known, token: `${known.token.slice(0, -3)}AAA` }));
            }""";

    @Test
    void countedTicketsGoFromTheEmptyFormToABuyer() {
        WindowShopper staff = newSale();
        assertThat(staff.find(".field-error:visible")).hasCount(0);
        field(staff, "title").fill("New");
        assertThat(field(staff, "id")).hasValue(Pattern.compile("sale-[0-9a-z]+"));
        begin(staff, "Night of Lights", "counted");
        assertThat(field(staff, "id")).hasValue("night-of-lights");
        field(staff, "description").fill("**All** night.");
        field(staff, "picture").setInputFiles(new FilePayload("cover.png", "image/png", png()));
        assertThat(staff.find(".form-picture")).isVisible();
        field(staff, "place").fill("Harbour");
        field(staff, "starts").fill("2027-06-01T20:00");
        field(staff, "counted-currency").fill("EUR");
        tier(staff, 0, "Standing", "1,234.50", "2");
        staff.find(".row-add:visible").first().click();
        tier(staff, 1, "Seated area", "0", "5");
        staff.find("[data-act=up]:visible").nth(1).click();
        assertThat(row(staff, "tier-name", 0)).hasValue("Seated area");
        field(staff, "crowd").fill("5000");
        field(staff, "crowd").blur();
        staff.sees("#verdict", "It would open");
        staff.sees("#check-warnings", "captcha");
        staff.sees("#plan", "One process");
        Axe.findsNothing(staff.page(), "a sale to publish");
        staff.find("#preview").click();
        staff.sees(".preview", "Night of Lights");
        staff.sees(".preview strong", "All");
        assertThat(staff.find("#preview-title")).isFocused();
        Axe.findsNothing(staff.page(), "a preview");
        staff.find("#preview-close").click();

        staff.find("#publish").click();
        staff.sees("dialog", "can buy at once");
        staff.find("#ask-no").click();
        Answer sale = publish(staff, "night-of-lights");

        assertThat(sale.text("/event/startsAt")).isEqualTo("2027-06-01T12:00:00Z");
        assertThat(sale.text("/event/picture")).hasSize(64);
        assertThat(sale.text("/event/timeZone")).isEqualTo("Asia/Shanghai");
        assertThat(sale.text("/tiers/0/id")).isEqualTo("seated-area");
        assertThat(sale.text("/tiers/1/price/amount")).isEqualTo("123450");
        WindowShopper ann = shopper("ann").visit("night-of-lights");
        ann.find("input[type=radio]").first().check();
        ann.buy().seesStatus("HELD");
    }

    @Test
    void seatsOfAMapThatIsSentAreSoldButThoseWithheld() {
        WindowShopper staff = newSale();
        begin(staff, "Hamlet", "seated");
        WindowShopper nia = shopper("nia").worksAs("merchant", "/console/sales/new");
        field(nia, "inventory-kind").selectOption("seated");
        assertThat(nia.find("#no-maps a")).hasAttribute("href", "/console/seat-maps");
        assertThat(nia.find("#no-maps")).isVisible();
        field(staff, "map-file")
                .setInputFiles(new FilePayload(
                        "hall.csv",
                        "text/csv",
                        "section;row;seat;tier\ns;A;1;STALLS\n".getBytes(StandardCharsets.UTF_16)));
        staff.sees("#field-map-file-error", "line 2");
        field(staff, "map-file")
                .setInputFiles(new FilePayload("hall.json", "application/json", """
                        {"tier": "stalls", "sections": [{"id": "s", "name": "Stalls", "rows": [
                          {"label": "A", "seats": "1-4"}, {"label": "B", "tier": "circle", "seats": ["1", "2"]}]}]}""".getBytes(StandardCharsets.UTF_8)));
        assertThat(staff.find("[name^='seat-tier-id']")).hasCount(2);
        staff.sees("#part-goods", "6 seats");
        row(staff, "seat-tier-price", 0).fill("45");
        row(staff, "seat-tier-price", 1).fill("30");
        field(staff, "seated-currency").fill("EUR");
        field(staff, "withheld").fill("A-1, A-9");
        field(staff, "withheld").blur();
        staff.sees("#check-errors", "Number 2: is not a seat of this sale");
        field(staff, "withheld").fill("A-1");
        field(staff, "moved").fill("circle A-2");
        field(staff, "moved").blur();
        staff.sees("#field-moved-error", "circle A-2");
        field(staff, "moved").fill("circle = A-4");
        Answer sale = publish(staff, "hamlet");

        assertThat(sale.text("/tiers/0/withheld")).isEqualTo("1");
        assertThat(sale.text("/tiers/0/capacity")).isEqualTo("3");
        assertThat(sale.text("/tiers/1/capacity")).isEqualTo("3");
        assertThat(client.as("ann")
                        .reserve("hamlet", "k", "{\"seats\": [\"A-2\"]}")
                        .status())
                .isEqualTo(201);
        assertThat(client.as("bob")
                        .reserve("hamlet", "k", "{\"seats\": [\"A-1\"]}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aTrainIsToldStopByStopAndSoldAgainOnAnotherDay() {
        WindowShopper staff = newSale();
        String day = LocalDateTime.now(SHANGHAI).plusDays(20).toLocalDate().toString();
        begin(staff, "Night train", "journey");
        field(staff, "closes").fill("");
        field(staff, "train-id").fill("K7");
        field(staff, "train-name").fill("K7");
        row(staff, "stop-id", 0).fill("a");
        row(staff, "stop-departs", 0).fill("9:30");
        row(staff, "stop-id", 1).fill("b");
        row(staff, "stop-arrives", 1).fill("11:00");
        row(staff, "class-id", 0).fill("second");
        row(staff, "class-name", 0).fill("Second");
        row(staff, "class-hops", 0).fill("45.50");
        row(staff, "class-fares", 0).fill("a > b = 40");
        row(staff, "class-fares", 0).blur();
        assertThat(row(staff, "class-fares", 0)).hasAttribute("aria-invalid", "true");
        staff.sees("#part-goods", "Two hops or more");
        row(staff, "class-fares", 0).fill("");
        row(staff, "stop-aliases", 0).fill("Anna, 安");
        row(staff, "car-id", 0).fill("1");
        row(staff, "car-class", 0).fill("second");
        row(staff, "car-rows", 0).fill("3");
        row(staff, "car-seats", 0).fill("AB CD");
        row(staff, "car-benches", 0).fill("1A 1B");
        assertThat(row(staff, "car-rows", 0)).isHidden();
        row(staff, "car-benches", 0).fill("");
        assertThat(row(staff, "car-rows", 0)).isVisible();
        field(staff, "date").fill(day);
        Answer sale = publish(staff, "night-train");
        assertThat(sale.text("/journey/date")).isEqualTo(day);
        assertThat(client.as("ann")
                        .reserve("night-train", "k", "{\"journey\": {\"from\": \"a\", \"to\": \"b\", \"quantity\": 1}}")
                        .status())
                .isEqualTo(201);

        WindowShopper again = staff("/console/sales/new?copy=night-train");
        again.sees("#copy", "Night train");
        assertThat(row(again, "stop-aliases", 0)).hasValue("Anna, 安");
        assertThat(row(again, "car-seats", 0)).hasValue("AB CD");
        field(again, "id").fill("night-train-2");
        field(again, "move-days").fill("7");
        again.find("#move-times").click();
        String later = LocalDateTime.now(SHANGHAI).plusDays(27).toLocalDate().toString();
        assertThat(field(again, "date")).hasValue(later);
        assertThat(publish(again, "night-train-2").text("/journey/date")).isEqualTo(later);
    }

    @Test
    void aRedPacketIsGrabbed() {
        WindowShopper staff = newSale();
        begin(staff, "New Year", "redPacket");
        field(staff, "total").fill("88.88");
        field(staff, "shares").fill("8");
        Answer sale = publish(staff, "new-year");
        assertThat(sale.text("/total/amount")).isEqualTo("8888");
        assertThat(client.as("ann").buy("new-year", "k", 1).status()).isEqualTo(201);
    }

    @Test
    void everyOrderCanBeChosen() {
        Map<String, Map<String, String>> orders = new LinkedHashMap<>();
        orders.put("SHUFFLED", Map.of("gather-from", local(10)));
        orders.put("LOTTERY", Map.of("entries-from", local(-1), "entries-until", local(90)));
        orders.put("SPLIT", Map.of("entries-from", local(-1), "entries-until", local(90), "lottery-share", "25"));
        orders.forEach((mode, fields) -> {
            WindowShopper staff = newSale();
            begin(staff, "Order " + mode, "counted");
            field(staff, "opens").fill(local(100));
            tier(staff, 0, "All", "10", "4");
            field(staff, "mode").selectOption(mode);
            fields.forEach((name, value) -> field(staff, name).fill(value));
            field(staff, "captcha").check();
            Answer sale = publish(staff, "order-" + mode.toLowerCase(Locale.ROOT));
            assertThat(sale.text("/mode")).isEqualTo(mode);
            assertThat(sale.text("/fairness/beacon/round")).matches("[0-9]+");
            assertThat(sale.text("/guards/captcha")).isEqualTo("ALTCHA");
            assertThat(sale.text("/guards/pass")).isEqualTo("true");
        });
        assertThat(mia().get(ADMIN + "order-split").text("/order/lotteryShare")).isEqualTo("0.25");
    }

    /** A secret that is made in the page is promised by its hash, beside the beacon. */
    @Test
    void aDrawMayWaitForABeaconAndForSecrets() {
        WindowShopper staff = newSale();
        begin(staff, "Both", "counted");
        field(staff, "opens").fill(local(100));
        tier(staff, 0, "All", "10", "4");
        field(staff, "mode").selectOption("SHUFFLED");
        field(staff, "gather-from").fill(local(10));
        field(staff, "fairness").selectOption("parties");
        staff.find("#make-secret").click();
        staff.sees("#own-secret", "Write it down now");
        String secret = staff.find("#own-secret code").textContent();
        staff.sees("#field-parties-error", "One party alone");
        field(staff, "fairness").selectOption("both");
        field(staff, "parties").blur();
        Axe.findsNothing(staff.page(), "a draw with a secret");
        Answer sale = publish(staff, "both");

        assertThat(sale.text("/fairness/parties/0")).isEqualTo(sha256(secret));
        assertThat(sale.text("/fairness/beacon/round")).matches("[0-9]+");
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of samples that say all that there is to say, as {@code SaleDocumentTest} sees to. */
    @Test
    void aCopyAndAnEditCarryOverWhateverASaleSays() throws IOException {
        JsonNode samples = JsonMapper.shared()
                .readTree(Files.readString(Path.of("..", "gateway/src/test/resources/sales-with-everything.json")));
        String map = mia().post("/v1/admin/seat-maps", samples.get("map").toString())
                .expect(201)
                .text("/version");
        WindowShopper staff = staff("/console");
        for (JsonNode sample : samples.get("sales")) {
            String id = sample.get("id").stringValue();
            mia().post("/v1/admin/sales", sample.toString().replace("{map}", map))
                    .expect(201);
            String said = document(id);

            ObjectNode copy = (ObjectNode) JsonMapper.shared().readTree(asked(staff, "/console/sales/new?copy=" + id));
            mia().post("/v1/admin/sales", copy.put("id", "copy-of-" + id).toString())
                    .expect(201);
            assertThat(document("copy-of-" + id)).as(id).isEqualTo(said.replaceFirst(id, "copy-of-" + id));
            assertThat(asked(staff, "/console/sales/" + id + "/edit")).as(id).isEqualTo("{}");
        }
    }

    private static String document(String id) {
        return mia().get(ADMIN + id + "/document").expect(200).body();
    }

    /** What a form asks the server to look at. */
    private static String asked(WindowShopper staff, String path) {
        staff.open(path);
        staff.sees("#verdict", "t");
        return staff.page()
                .waitForRequest(
                        Pattern.compile(".*dryRun=true.*"),
                        () -> staff.find("#check-again").click())
                .postData();
    }

    /** Each is told when it is left, in words of its own, and taken back as soon as it is right. */
    @Test
    void everyFieldSaysWhatIsWrongWithIt() {
        WindowShopper staff = newSale();
        field(staff, "mode").selectOption("SPLIT");
        staff.find("#part-guards summary").click();
        Map<String, List<String>> wrong = new LinkedHashMap<>();
        wrong.put("id", List.of("No Good", "good"));
        wrong.put("time-zone", List.of("Mars/Olympus", "Europe/Berlin"));
        wrong.put("counted-currency", List.of("XXL", "EUR"));
        wrong.put("limit", List.of("0", "2"));
        wrong.put("hold", List.of("1.5", "600"));
        wrong.put("offer", List.of("-1", "900"));
        wrong.put("waitlist", List.of("many", "10"));
        wrong.put("lottery-share", List.of("100", "50"));
        wrong.put("pay-within", List.of("0", "3600"));
        wrong.put("perMinute", List.of("0", "60"));
        wrong.put("inside", List.of("x", "5"));
        wrong.put("userRequests", List.of("0", "5"));
        wrong.put("addressSeconds", List.of("86401", "10"));
        wrong.put("crowd", List.of("-5", "500"));
        wrong.forEach((name, values) -> {
            field(staff, name).fill(values.getFirst());
            field(staff, name).blur();
            assertThat(staff.find("#field-" + name + "-error")).isVisible();
            assertThat(field(staff, name)).hasAttribute("aria-invalid", "true");
            field(staff, name).fill(values.getLast());
            assertThat(staff.find("#field-" + name + "-error")).isHidden();
        });
        for (String name : List.of("tier-price", "tier-capacity")) {
            row(staff, name, 0).fill("1.2.3");
            row(staff, name, 0).blur();
            assertThat(row(staff, name, 0)).hasAttribute("aria-invalid", "true");
        }
        row(staff, "tier-price", 0).fill("4.000");
        assertThat(row(staff, "tier-price", 0)).hasAttribute("aria-invalid", "true");
        row(staff, "tier-price", 0).fill("99999999999.99");
        staff.sees("#part-goods", "€10,000,000,000.00 at most");
        staff.sees("#check-errors", "The round follows from when entries are sealed");
        field(staff, "opens").fill("2026-12-01T08:00");
        field(staff, "closes").fill("2026-12-01T07:00");
        field(staff, "closes").blur();
        staff.sees("#field-closes-error", "after it opens");
        Axe.findsNothing(staff.page(), "a form with errors");

        staff.find("#publish").click();
        assertThat(staff.find("#field-title")).isFocused();
        assertThat(staff.find("dialog")).hasCount(0);
    }

    /** Clocks of the place leave an hour out, and the form does not guess. */
    @Test
    void aTimeThatClocksLeaveOutIsNotTaken() {
        WindowShopper staff = newSale();
        field(staff, "time-zone").fill("Europe/Berlin");
        field(staff, "opens").fill("2027-03-28T02:30");
        field(staff, "opens").blur();
        staff.sees("#field-opens-error", "Europe/Berlin");
        field(staff, "opens").fill("2027-03-28T03:30");
        assertThat(staff.find("#field-opens-error")).isHidden();
    }

    @Test
    void whatTheServerFindsWrongStandsAtItsField() {
        WindowShopper staff = newSale();
        begin(staff, "Twice", "counted");
        tier(staff, 0, "All", "10", "4");
        publish(staff, "twice");
        WindowShopper again = newSale();
        begin(again, "Twice", "counted");
        tier(again, 0, "All", "10", "4");
        again.find("#publish").click();
        again.sees("#field-id-error", "another sale");
        assertThat(again.find("#field-id")).isFocused();
        again.sees("#check-errors", "Short name");
        field(again, "id").fill("twice-more");
        field(again, "inventory-kind").selectOption("redPacket");
        field(again, "total").fill("88");
        field(again, "shares").fill("8");
        field(again, "limit").fill("2");
        again.find("#preview").click();
        assertThat(field(again, "limit")).isFocused();
        assertThat(again.find("#field-limit-error")).isVisible();
        assertThat(again.find("dialog")).hasCount(0);
    }

    /** It was made all the same, and once. */
    @Test
    void aSaleWhoseAnswerIsLostIsThere() {
        WindowShopper staff = newSale();
        begin(staff, "Unheard", "counted");
        tier(staff, 0, "All", "10", "4");
        AtomicInteger sent = new AtomicInteger();
        staff.page().route(Pattern.compile(".*/v1/admin/sales$"), route -> {
            sent.incrementAndGet();
            loseTheAnswer(route);
        });
        staff.find("#publish").dblclick();
        staff.find("#ask-yes").dblclick();
        staff.page().waitForURL(Pattern.compile(".*/console/sales/unheard"));
        staff.sees("h1", "Unheard");
        assertThat(sent).hasValue(1);
    }

    @Test
    void whatWasTypedSurvivesAReload() {
        WindowShopper staff = newSale();
        begin(staff, "Kept", "counted");
        tier(staff, 0, "One", "1", "1");
        staff.find(".row-add:visible").first().click();
        tier(staff, 1, "Two", "2", "2");
        staff.page().onDialog(dialog -> dialog.accept());
        staff.page().reload();
        staff.sees("#kept", "kept in this tab");
        assertThat(field(staff, "title")).hasValue("Kept");
        assertThat(row(staff, "tier-name", 1)).hasValue("Two");
        staff.find("#start-over").click();
        assertThat(field(staff, "title")).hasValue("");
    }

    @Test
    void whatWasTypedIsForWhoeverTypedItAlone() {
        WindowShopper staff = newSale();
        begin(staff, "Secret", "counted");
        staff.page().onDialog(dialog -> dialog.accept());
        staff.page().evaluate(EXPIRED);
        staff.find("#save-draft").click();
        staff.sees("#staff-message", "signed out");
        staff.find("#field-staff-name").fill("rival");
        staff.find("#staff-submit").click();
        assertThat(staff.find("#who-name")).hasText("rival");
        assertThat(field(staff, "title")).hasValue("");
        assertThat(staff.find("#kept")).hasCount(0);

        staff.find("#switch").click();
        signIn(staff);
        staff.sees("#kept", "kept in this tab");
        assertThat(field(staff, "title")).hasValue("Secret");
    }

    @Test
    void aSaleThatHasOpenedIsChangedWhereItCanBe() {
        WindowShopper staff = newSale();
        begin(staff, "Changed", "counted");
        tier(staff, 0, "All", "10", "4");
        publish(staff, "changed");

        staff.open("/console/sales/changed/edit");
        assertThat(field(staff, "title")).hasValue("Changed");
        assertThat(field(staff, "opens")).isDisabled();
        assertThat(row(staff, "tier-price", 0)).isDisabled();
        staff.sees("#part-goods", "Fixed by now");
        Axe.findsNothing(staff.page(), "an open sale's form");
        field(staff, "title").fill("Changed twice");
        field(staff, "hold").fill("1200");
        staff.find("#save").click();
        staff.sees("#saved", "Saved");
        mia().with("If-Match", "*")
                .patch(ADMIN + "changed", "{\"limitPerUser\": 2}")
                .expect(200);
        field(staff, "place").fill("Here");
        staff.find("#save").click();
        staff.sees("#saved", "Somebody else");
        staff.page().onDialog(dialog -> dialog.accept());
        staff.page().reload();
        staff.sees("#kept", "kept in this tab");
        assertThat(field(staff, "limit")).hasValue("2");
        staff.find("#save").click();
        staff.sees("#saved", "Saved");

        Answer sale = mia().get(ADMIN + "changed");
        assertThat(sale.text("/title")).isEqualTo("Changed twice");
        assertThat(sale.text("/holdSeconds")).isEqualTo("1200");
        assertThat(sale.text("/event/place")).isEqualTo("Here");
        assertThat(sale.text("/limitPerUser"))
                .as("what a colleague changed meanwhile")
                .isEqualTo("2");
        assertThat(sale.text("/tiers/0/price/amount")).isEqualTo("1000");
        Visitor rival = client.as("rival", "merchant");
        rival.post("/v1/admin/sales", TestSale.of("rivals").json()).expect(201);
        staff.open("/console/sales/new?copy=rivals");
        staff.sees("#missing", "no such sale");
        staff.open("/console/sales/rivals/edit");
        staff.sees("#missing", "no such sale");
        staff.open("/console/sales/nothing/edit");
        staff.sees("#missing", "no such sale");
    }

    @Test
    void theFormWorksByKeysAlone() {
        WindowShopper staff = newSale();
        staff.find("#field-title").focus();
        staff.page().keyboard().type("By keys");
        LocalDateTime opens = LocalDateTime.now(SHANGHAI).plusMinutes(5);
        staff.find("#field-opens").focus();
        staff.page().keyboard().type(opens.format(DateTimeFormatter.ofPattern("MMddyyyy", Locale.ROOT)));
        staff.page().keyboard().press("ArrowRight");
        staff.page().keyboard().type(opens.format(DateTimeFormatter.ofPattern("hhmma", Locale.ROOT)));
        assertThat(field(staff, "opens")).not().hasValue("");
        staff.find("[name^='tier-name']").focus();
        staff.page().keyboard().type("All");
        staff.page().keyboard().press("Tab");
        staff.page().keyboard().press("Tab");
        staff.page().keyboard().type("10");
        staff.page().keyboard().press("Tab");
        staff.page().keyboard().type("4");
        staff.page().keyboard().press("Enter");
        staff.find("#ask-yes").focus();
        staff.page().keyboard().press("Enter");
        staff.page().waitForURL(Pattern.compile(".*/console/sales/by-keys"));
    }

    @Test
    void itFitsAPhoneAndSpeaksChinese() {
        WindowShopper staff =
                shopper("staff", shanghai().setColorScheme(ColorScheme.DARK).setLocale("zh-CN"));
        signIn(staff.open("/console/sales/new").onAPhone());
        staff.sees("#sale-form", "销售时间");
        for (String kind : List.of("counted", "seated", "journey", "redPacket")) {
            field(staff, "inventory-kind").selectOption(kind);
            assertThat(staff.fitsTheScreen()).as(kind).isTrue();
        }
        field(staff, "mode").selectOption("LOTTERY");
        Axe.findsNothing(staff.page(), "the form in Chinese, in the dark");
        staff.find("#check-again").click();
        staff.sees("#verdict", "还不行");
        staff.sees("#check-errors", "请填写此项");
        field(staff, "inventory-kind").selectOption("redPacket");
        field(staff, "mode").selectOption("FIRST_COME");
        field(staff, "title").fill("红包");
        assertThat(field(staff, "id")).hasValue(Pattern.compile("sale-[0-9a-z]+"));
        field(staff, "id").fill("hongbao");
        field(staff, "opens").fill(local(10));
        field(staff, "total").fill("88");
        field(staff, "shares").fill("8");
        field(staff, "limit").fill("2");
        staff.find("#check-again").click();
        staff.sees("#check-errors", "红包须为 1");
        staff.find("#save-draft").click();
        staff.page().waitForURL(Pattern.compile(".*draft=.*"));
        staff.sees("#draft-state", "保存");
        assertThat(staff.fitsTheScreen()).isTrue();
        Axe.findsNothing(staff.page(), "a draft in Chinese, in the dark");
        mia().with("If-Match", "*")
                .with("Content-Type", "application/json")
                .send(
                        "PUT",
                        "/v1/admin/drafts/" + draftOf(staff),
                        HttpRequest.BodyPublishers.ofString("{\"sale\": {}}"))
                .expect(200);
        staff.find("#save-draft").click();
        staff.sees("#draft-conflict", "采用已保存的");
        assertThat(staff.fitsTheScreen()).isTrue();
        Axe.findsNothing(staff.page(), "a conflict in Chinese, in the dark");
        staff.open("/console?status=DRAFT");
        staff.sees("#sales", "草稿");
        assertThat(staff.fitsTheScreen()).isTrue();
        Axe.findsNothing(staff.page(), "drafts in Chinese, in the dark");
    }
}
