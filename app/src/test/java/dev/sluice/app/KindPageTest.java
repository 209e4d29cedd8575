package dev.sluice.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.WaitUntilState;
import dev.sluice.crowd.goods.SaleDraft;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages of seats, journeys and red packets in a real browser, on all of a demo. */
@BrowsedShop.Settings("payment.sandbox.delay-millis=0")
final class KindPageTest extends BrowsedShop {
    private static final String HALL = """
            {"kind": "seated", "orphans": "off",
             "tiers": [{"id": "front", "name": "Front", "price": {"amount": 9000, "currency": "CNY"}},
                       {"id": "rear", "name": "Rear", "price": {"amount": 5000, "currency": "CNY"}}],
             "map": {"focalPoint": {"x": 30, "y": 0}, "sections": [{"id": "main", "name": "Main", "rows": [
               {"label": "A", "tier": "front", "seats": "1-7", "y": 20, "x": 0},
               {"label": "B", "tier": "front", "seats": "1-7", "y": 30, "x": 0},
               {"label": "C", "tier": "rear", "seats": "1-7", "y": 40, "x": 0, "accessible": ["1"], "companion": ["2"]}]}]}}""";
    private static final String CONCERT = """
            {"kind": "counted", "tiers": [
              {"id": "adult", "name": "Adults", "price": {"amount": 9000, "currency": "CNY"}, "capacity": 5},
              {"id": "child", "name": "Children", "price": {"amount": 4000, "currency": "CNY"}, "capacity": 3}]}""";
    private static final String MIDDLE = "A-4";
    private static final String TRAIN = """
            {"kind": "journey", "date": "2027-03-01", "train":
              {"id": "N 8", "name": "Night eight", "timezone": "Europe/Zurich", "currency": "CHF",
               "stops": [{"id": "zrh", "name": "Zürich", "departs": "22:40"},
                         {"id": "bsl", "name": "Basel", "arrives": "23:50", "departs": "24:10"},
                         {"id": "ham", "name": "Hamburg", "arrives": "31:05"}],
               "classes": [{"id": "couchette", "name": "Couchette", "hops": [3000, 9000]},
                           {"id": "seat", "name": "Seat", "hops": [2000, 5000]}],
               "cars": [{"id": "1", "class": "couchette", "benches": [["11"]]},
                        {"id": "2", "class": "seat", "rows": 2, "seats": "AB C"}]}}""";
    private static final String PACKET =
            "{\"kind\": \"redPacket\", \"total\": {\"amount\": 1000, \"currency\": \"CNY\"}, \"shares\": 4, \"split\": \"equal\"}";
    private static final Pattern SALES = Pattern.compile(".*/v1/sales(/.*)?");
    private static final Pattern FREE_SEATS = Pattern.compile(".*/seats(\\?.*)?");

    private static final AtomicInteger LAST = new AtomicInteger();

    @Test
    void bestSeatsAreNamedOnceTheyAreHeld() {
        WindowShopper ann = shopper("ann").visit(sell(HALL, UnaryOperator.identity()));
        ann.find("[data-tier=front] input").check();
        ann.find("#quantity").fill("2");
        ann.sees("#total", "180");

        ann.buy();

        ann.seesStatus("HELD");
        ann.sees("[data-fact=seats]", "row A, seats ");
    }

    @Test
    void whoWaitsIsToldWhenItIsTheirTurnAndBuys() {
        String sale = sell(HALL, draft -> draft.with("guards", "{\"waitingRoom\": {\"perMinute\": 600}}"));
        WindowShopper ann = shopper("ann").visit(sale);
        assertThat(ann.find("#buy")).isDisabled();
        ann.seesEnabled("#room-join");
        ann.find("#room-join").click();
        ann.sees("#room-place", "Your place: 1.");
        ann.sees("#room-news", "It is your turn.");
        ann.find("[data-tier=front] input").check();
        ann.buy();
        ann.seesStatus("HELD");
    }

    @Test
    void aPlaceIsTheSameAfterAReloadOnAnotherDeviceAndWithoutScripts() {
        String sale = sell(HALL, draft -> draft.with("guards", "{\"waitingRoom\": {\"perMinute\": 1}}"));
        for (int i = 0; i < 20; i++) {
            client.as("ghost" + i).post("/v1/sales/" + sale + "/queue", "").expect(201);
        }
        String name = "ben-" + LAST.incrementAndGet();
        WindowShopper ben = device(name);
        ben.onAPhone().visit(sale);
        ben.seesEnabled("#room-join");
        ben.find("#room-join").click();
        ben.sees("#room-place", "Your place: 21.");
        ben.sees("#room-place", "before you");
        ben.sees("#room-range", "minutes");
        ben.sees("#buy", "Not your turn yet");
        Axe.findsNothing(ben.page(), "waiting for one's turn");
        assertThat(ben.fitsTheScreen()).isTrue();
        ben.page().reload();
        ben.sees("#room-place", "Your place: 21.");

        WindowShopper again = device(name);
        again.visit(sale);
        again.seesEnabled("#room-join");
        again.find("#room-join").click();
        again.sees("#room-place", "Your place: 21.");

        try (BrowserContext plain =
                chromium.browser().newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Page page = plain.newPage();
            page.navigate(shop.url() + "/sales/" + sale);
            page.locator("noscript a").click();
            page.locator("input[name=user]").fill(name);
            page.locator("button").click();
            assertThat(page.locator(".room-place")).containsText("Your place: 21.");
            assertThat(page.locator("html")).hasAttribute("lang", "en");
            assertThat(page.locator("meta[http-equiv=refresh]")).hasAttribute("content", Pattern.compile("\\d+"));
            page.setExtraHTTPHeaders(Map.of("Accept-Language", "fr, zh-TW;q=0.9, en;q=0.5"));
            assertThat(page.reload().headers()).containsEntry("vary", "accept-language");
            assertThat(page.locator(".room-place")).containsText("您的排队号：21");
            assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
        }
    }

    @Test
    void whoHasACodeBuysOnceTheirBrowserHasSolvedThePuzzle() {
        String sale = sell(
                HALL,
                draft -> draft.with(
                        "guards", "{\"pass\": true, \"captcha\": \"ALTCHA\", \"eligible\": {\"codes\": true}}"));
        String code = client.as("boss", "operator")
                .post("/v1/admin/sales/" + sale + "/codes", "{\"count\": 1}")
                .expect(201)
                .texts("/codes", "/code")
                .getFirst();
        WindowShopper ann = shopper("ann").visit(sale);
        ann.find("[data-tier=front] input").check();
        ann.seesEnabled("#buy");
        ann.find("#buy").click();
        ann.sees("#order-error", "for people who have a code");
        ann.find("#code").fill("7K3M-QX9T");
        ann.find("#buy").click();
        ann.sees("#order-error", "This code is not good here");
        ann.find("#code").fill(code);

        ann.buy();

        ann.seesStatus("HELD");
        assertThat(client.as("boss", "operator")
                        .get("/v1/admin/sales/" + sale + "/codes")
                        .texts("/codes", "/used"))
                .containsExactly("1");
    }

    @Test
    void seatIsChosenOnTheMapAndGivenUpAgain() {
        WindowShopper ann = shopper("ann").visit(sell(HALL, UnaryOperator.identity()));
        ann.find("#way-map").check();

        chooseMiddleOfMap(ann);
        ann.sees("#chosen-seats", "Row A, seat 4");
        assertThat(box(ann, MIDDLE)).isChecked();
        box(ann, "A-5").check();
        ann.sees("#total", "180");
        ann.find(".chip-drop").first().click();
        ann.sees("#total", "90");

        ann.buy();
        ann.sees("[data-fact=seat]", "row A, seat 5");
    }

    @Test
    void oneOrderTakesSeatsOfOnePriceAndNoMoreThanAPersonMayHave() {
        WindowShopper ann = shopper("ann").visit(sell(HALL, draft -> draft.number("limitPerUser", 2)));
        ann.find("#way-map").check();
        box(ann, "A-1").check();
        ann.sees("#seat-message", "chosen, 1 of 2");
        ann.find("#list-row").selectOption("2");
        box(ann, "C-1").click();
        ann.sees("#seat-message", "One order takes seats of one price");

        ann.find("#list-row").selectOption("0");
        box(ann, "A-2").check();
        box(ann, "A-3").click();

        ann.sees("#seat-message", "At most 2 seats a person");
        assertThat(ann.find("#chosen-seats .chip")).hasCount(2);
    }

    @Test
    void takenSeatIsToldAndItsNeighbourTakenWithOneClick() {
        String sale = sell(HALL, UnaryOperator.identity());
        WindowShopper ann = shopper("ann").visit(sale);
        ann.find("#way-map").check();
        chooseMiddleOfMap(ann);
        ann.sees("#chosen-seats", "Row A, seat 4");
        // From here on the page does not hear what the others take.
        ann.page().route(FREE_SEATS, Route::abort);
        buy("bob", sale, "{\"seats\": [\"" + MIDDLE + "\"]}");

        ann.find("#buy").click();
        ann.sees("#instead", "Row A, seat 4");
        ann.find("#take-instead").click();

        ann.seesStatus("HELD");
        assertThat(ann.find("[data-fact=seat]"))
                .hasText(Pattern.compile("main, row [AB], seat [1-7]", Pattern.CASE_INSENSITIVE));
        assertThat(ann.find("[data-fact=seat]")).not().containsText("row A, seat 4");
    }

    @Test
    void seatThatSomebodyElseTakesLeavesTheChoiceByItself() {
        String sale = sell(HALL, UnaryOperator.identity());
        WindowShopper ann = shopper("ann").visit(sale).onAPhone();
        ann.find("#way-map").check();
        box(ann, "A-2").check();
        box(ann, "A-3").check();

        buy("bob", sale, "{\"seats\": [\"A-2\"]}");

        ann.sees("#seat-message", "Somebody else has just taken");
        assertThat(ann.find("#chosen-seats .chip")).hasCount(1);
        assertThat(box(ann, "A-2")).isDisabled();
        assertThat(ann.fitsTheScreen()).isTrue();
    }

    @Test
    void trainIsFoundAndAStretchOfItBought() {
        String train = ".train[data-sale=" + sell(TRAIN, UnaryOperator.identity()) + "]";
        WindowShopper ann = shopper("ann").onAPhone().open("/");
        assertThat(ann.find("#trains .suggestions")).hasCount(2);
        ann.find("#from").fill("Basel");
        ann.find("#to").fill("Hamburg");
        ann.find("#date").fill("2027-03-02");
        ann.find("#find").click();
        ann.sees(train + " .train-times", "00:10");
        assertThat(ann.fitsTheScreen()).isTrue();

        ann.find(train + " [data-class=seat]").click();
        ann.signIn();
        ann.find("#quantity").fill("2");
        ann.find("#together").check();
        ann.sees("#total", "100");
        ann.buy();

        ann.seesStatus("HELD");
        ann.sees("[data-fact=from]", "Basel, 00:10");
        ann.sees("[data-fact=to]", "Hamburg, 07:05");
        ann.sees("[data-fact=seats]", "car 2, seat ");
    }

    @Test
    void whatIsTypedBeforeAPagesScriptsRunStays() {
        String train = ".train[data-sale=" + sell(TRAIN, UnaryOperator.identity()) + "]";
        WindowShopper ann = shopper("ann");
        AtomicReference<Route> script = new AtomicReference<>();
        ann.page().route("**/assets/journeys.*.js", script::set);
        ann.page()
                .navigate(
                        shop.url() + "/journeys?from=zrh&to=ham&date=2027-03-01",
                        new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
        ann.find("#from").fill("Basel");
        ann.find("#date").fill("2027-03-02");
        ann.page().waitForCondition(() -> script.get() != null);

        script.get().resume();

        ann.sees(train + " .train-times", "00:10");
        assertThat(ann.find("#from")).hasValue("Basel");
        assertThat(ann.find("#to")).hasValue("Hamburg");
        assertThat(ann.find("#date")).hasValue("2027-03-02");
    }

    @Test
    void searchIsMadeAlsoByAFormWhoseScriptsDoNotRunYet() {
        String train = ".train[data-sale=" + sell(TRAIN, UnaryOperator.identity()) + "]";
        WindowShopper ann = shopper("ann");
        ann.page().route("**/assets/journeys.*.js", Route::abort, new Page.RouteOptions().setTimes(1));
        ann.open("/journeys");
        ann.find("#from").fill("Basel");
        ann.find("#to").fill("Hamburg");
        ann.find("#date").fill("2027-03-02");

        ann.find("#find").click();

        ann.sees(train + " .train-times", "00:10");
    }

    @Test
    void soldOutStretchHasAWaitlistAndFreeOnesAreSold() {
        String sale = sell(TRAIN, draft -> draft.waitlist(5));
        buy(
                "bob",
                sale,
                "{\"journey\": {\"from\": \"zrh\", \"to\": \"bsl\", \"class\": \"couchette\", \"quantity\": 1}}");
        WindowShopper ann = shopper("ann").visit(sale);
        ann.find("[data-tier=couchette] input").check();
        ann.sees("#buy", "Join the waitlist");
        ann.find("#from").selectOption("bsl");
        ann.sees("#buy", "Reserve 1");
        ann.sees("#stretch", "00:10 – 07:05");
        ann.find("#from").selectOption("zrh");
        ann.sees("#buy", "Join the waitlist");

        ann.buy();

        ann.seesStatus("WAITLISTED");
        ann.sees("#explanation", "on this stretch");
        ann.sees("[data-fact=to]", "Hamburg");
    }

    @Test
    void packetIsOpenedOnceAndItsRestGoesBack() {
        String sale = sell(PACKET, draft -> draft.number("limitPerUser", 1));
        WindowShopper ann = shopper("ann").visit(sale);
        ann.sees("#packet-grabbed", "0 of 4");

        ann.buy();
        ann.seesStatus("CONFIRMED");
        assertThat(ann.find("#packet-amount")).hasText(Pattern.compile(".*2\\.50"));
        assertThat(ann.find("#pay")).isHidden();

        ann.find("#back").click();
        ann.sees("#packet-grabbed", "1 of 4");
        ann.sees("#grabs li", "2.50");
        ann.sees("#grabs li", "Guest ");
        assertThat(ann.find("#grabs li")).not().containsText("ann");
        ann.seesEnabled("#buy");
        ann.find("#buy").click();
        ann.sees("#order-error", "You have had your share already");
        merchant.close(sale);
        ann.sees("#packet-rest", "7.50");
        ann.seesStatus("CLOSED");
    }

    @Test
    void kindThatThePageDoesNotKnowIsShownAndNotSold() {
        String sale = sell(PACKET, draft -> draft.number("limitPerUser", 1));
        WindowShopper ann = shopper("ann");
        ann.page().route(SALES, KindPageTest::renameTheKind);
        ann.page().route("**/v1/front", KindPageTest::renameTheKind);

        ann.visit(sale);
        ann.sees("#kind", "Sale");
        ann.sees("#tiers", "4 of 4 left");
        ann.sees("#hint", "does not know how to sell this");
        assertThat(ann.find("#buy")).isDisabled();
        ann.open("/");
        ann.sees("[data-sale=" + sale + "]", "4 left");
    }

    /** As a newer server would answer an older page. */
    private static void renameTheKind(Route route) {
        APIResponse answer = route.fetch();
        String renamed = answer.text().replace("\"kind\":\"redPacket\"", "\"kind\":\"hologram\"");
        route.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(renamed));
    }

    /** So many of each, one total, one payment; and what is not left as a whole is said before and after. */
    @Test
    void severalTiersAreChosenAndBoughtInOneOrder() {
        String sale = sell(CONCERT, draft -> draft.with("mixedTiers", "true"));
        WindowShopper ann = shopper("ann").onAPhone().visit(sale);
        ann.sees("[data-tier=adult]", "5 of 5 left");
        assertThat(ann.find("#total-line")).isHidden();
        assertThat(ann.find("#buy")).hasAttribute("aria-disabled", "true");
        ann.sees("#hint", "Choose what you would like first.");

        ann.find("#quantity-adult-more").click();
        ann.find("#quantity-adult").press("ArrowUp");
        ann.find("#quantity-child-more").click();

        ann.sees("#total", "220");
        ann.sees("#buy", "Reserve 3");
        Axe.findsNothing(ann.page(), "choosing of several tiers");
        assertThat(ann.fitsTheScreen()).isTrue();
        ann.find("#quantity-child").fill("3");
        ann.sees("#tiers-note", "At most 4 a person.");
        assertThat(ann.find("#buy")).hasAttribute("aria-disabled", "true");
        ann.find("#quantity-child").fill("");
        ann.sees("#total", "180");
        ann.find("#quantity-child").fill("2");
        ann.sees("#total", "260");
        // From here on the page does not hear what the others take.
        ann.page().route(Pattern.compile(".*/v1/sales/[^/]+$"), Route::abort);
        buy("bob", sale, "{\"tier\": \"child\", \"quantity\": 2}");
        ann.find("#buy").click();
        ann.sees("#order-error", "had as a whole");
        ann.find("#quantity-child-fewer").click();
        ann.buy();

        ann.seesStatus("HELD");
        ann.sees("[data-fact=what]", "2 × Adults, 1 × Children");
        ann.sees("[data-fact=amount]", "220");
        Axe.findsNothing(ann.page(), "an order of several tiers that is held");
        ann.beginPayment().answerPayment("#sandbox-pay");
        ann.seesStatus("CONFIRMED");
        assertThat(ann.find(".pass")).hasCount(3);
        ann.sees(".pass:nth-of-type(3)", "Children");
        WindowShopper small = shopper("cem");
        small.page().setViewportSize(320, 700);
        small.visit(sale);
        small.sees("[data-tier=child]", "Sold out");
        assertThat(small.fitsTheScreen()).isTrue();
    }

    @Test
    void seatsOfSeveralPricesAreOneOrderWhereTheSaleAllowsIt() {
        String sale = sell(HALL, draft -> draft.with("mixedTiers", "true"));
        WindowShopper ann = shopper("ann").visit(sale);

        ann.find("#way-map").check();
        box(ann, "A-3").check();
        ann.find("#list-row").selectOption("2");
        box(ann, "C-4").check();

        assertThat(ann.find("#chosen-seats .chip")).hasCount(2);
        ann.sees("#total", "140");
        // From here on the page does not hear what the others take.
        ann.page().route(FREE_SEATS, Route::abort);
        buy("bob", sale, "{\"seats\": [\"A-3\"]}");
        ann.find("#buy").click();
        ann.sees("#take-instead", "140");
        ann.find("#take-instead").click();
        ann.seesStatus("HELD");
        ann.sees("[data-fact=amount]", "140");
        ann.sees("[data-fact=what]", "1 × Front, 1 × Rear");
    }

    /** Open at once, for an hour. */
    private static String sell(String inventory, UnaryOperator<SaleDraft> more) {
        String id = "kind-" + LAST.incrementAndGet();
        Instant now = Instant.now();
        merchant.create(more.apply(SaleDraft.of(id)
                .time("opensAt", now.minusSeconds(1))
                .time("closesAt", now.plusSeconds(3_600))
                .number("limitPerUser", 4)
                .number("holdSeconds", 600)
                .inventory(inventory)));
        return id;
    }

    /** Somebody without a browser. */
    private static void buy(String user, String sale, String purchase) {
        client.as(user).reserve(sale, user, purchase).expect(201);
    }

    /** The seat's check box in the list, which is opened for it. */
    private static Locator box(WindowShopper shopper, String seat) {
        assertThat(shopper.find("#seat-list summary")).isVisible();
        if (shopper.find("#seat-list:not([open])").count() > 0) {
            shopper.find("#seat-list summary").click();
        }
        return shopper.find("#list-seats [data-name='" + seat + "']");
    }

    /** Clicks {@link #MIDDLE}, one row of three below the middle of the map: its stage, of three rows' depth, is in view above the seats. */
    private static void chooseMiddleOfMap(WindowShopper shopper) {
        shopper.sees("#map-prices", "free");
        BoundingBox map = shopper.find("#seat-map").boundingBox();
        double rowPixels = 0.94 * Math.min(map.width / 9, map.height / 7);
        shopper.find("#seat-map")
                .click(new Locator.ClickOptions().setPosition(map.width / 2, map.height / 2 + rowPixels));
    }
}
