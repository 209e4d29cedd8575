package dev.sluice.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import dev.sluice.crowd.goods.SaleDraft;
import dev.sluice.crowd.http.Answer;
import dev.sluice.format.plan.SeatMaps;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Choosing seats in a real browser: on the map, by keys, from the list, and leaving it to the sale. */
@BrowsedShop.Settings("payment.sandbox.delay-millis=0")
final class SeatMapTest extends BrowsedShop {
    private static final String TIERS = """
            "tiers": [{"id": "front", "name": "Front", "price": {"amount": 9000, "currency": "CNY"}},
                      {"id": "rear", "name": "Rear", "price": {"amount": 5000, "currency": "CNY"}}]""";
    /** Two sections, of which one's name is only a number. */
    private static final String HALL = """
            {"kind": "seated", "orphans": "soft", %s,
             "map": {"focalPoint": {"x": 30, "y": 0}, "sections": [
               {"id": "s7", "name": "7", "rows": [
                 {"label": "A", "tier": "front", "seats": "1-8", "y": 20, "x": 0},
                 {"label": "B", "tier": "front", "seats": "1-8", "y": 30, "x": 0}]},
               {"id": "up", "name": "Upper ring", "rows": [
                 {"label": "A", "tier": "rear", "seats": "1-8", "y": 60, "x": 0, "accessible": ["1"], "companion": ["2"]}]}]}}""".formatted(TIERS);

    private static final AtomicInteger LAST = new AtomicInteger();

    @Test
    void theHallFitsItsWindowAndIsNeverLost() {
        String sale = sell(theatre(), UnaryOperator.identity());
        WindowShopper ann = shopper().visit(sale);
        for (int width : List.of(320, 390, 1_280)) {
            ann.page().setViewportSize(width, 844);
            ann.sees("#map-prices", "free");
            assertThat(ann.find("#seat-map[data-whole=true]")).isVisible();
            ann.page()
                    .waitForCondition(() -> painted(ann) > 0.85, new Page.WaitForConditionOptions().setTimeout(60_000));
            assertThat(ann.fitsTheScreen()).as("%d pixels", width).isTrue();
        }

        Random random = new Random(11);
        ann.find("#seat-map").scrollIntoViewIfNeeded();
        BoundingBox box = ann.find("#seat-map").boundingBox();
        ann.find("#map-in").click();
        for (int i = 0; i < 25; i++) {
            ann.page()
                    .mouse()
                    .move(box.x + box.width * random.nextDouble(), box.y + box.height * random.nextDouble() * 0.8);
            if (random.nextInt(3) == 0) {
                ann.find(random.nextInt(4) == 0 ? "#map-out" : "#map-in").click();
            } else {
                ann.page().mouse().down();
                ann.page()
                        .mouse()
                        .move(box.x + box.width * random.nextDouble(), box.y + box.height * random.nextDouble() * 0.8);
                ann.page().mouse().up();
            }
            assertThat(painted(ann)).as("after %d", i).isPositive();
        }
        ann.find("#map-whole").click();
        assertThat(ann.find("#seat-map[data-whole=true]")).isVisible();
    }

    /** The wheel is the page's until the map was clicked, or Ctrl is held. */
    @Test
    void thePageScrollsOverTheMap() {
        WindowShopper ann = shopper().visit(sell(theatre(), UnaryOperator.identity()));
        ann.sees("#map-prices", "free");
        ann.find("#seat-map").hover();

        ann.page().mouse().wheel(0, -200);
        assertThat(ann.find(".wheel-note")).isVisible();
        assertThat(ann.find("#seat-map")).hasAttribute("data-whole", "true");

        ann.find("#seat-map").focus();
        ann.page().mouse().wheel(0, -200);
        assertThat(ann.find("#seat-map")).hasAttribute("data-whole", "false");
    }

    /** Two fingers zoom the map and not the page; one scrolls the page while all of the hall is in view. */
    @Test
    void fingersPinchTheMapAndScrollThePage() {
        String sale = sell(theatre(), UnaryOperator.identity());
        Browser.NewContextOptions phone = new Browser.NewContextOptions()
                .setViewportSize(390, 780)
                .setHasTouch(true)
                .setIsMobile(true);
        try (BrowserContext context = chromium.browser().newContext(phone)) {
            Page page = context.newPage();
            page.navigate(shop.url() + "/sales/" + sale);
            Locator map = page.locator("#seat-map");
            assertThat(page.locator("#map-prices")).containsText("free");
            map.evaluate("map => map.scrollIntoView({ block: 'center' })");
            BoundingBox box = map.boundingBox();
            double x = box.x + box.width / 2;
            double y = box.y + box.height / 2;
            CDPSession fingers = context.newCDPSession(page);
            touch(fingers, "touchStart", x - 30, y, x + 30, y);
            for (int i = 1; i <= 10; i++) {
                touch(fingers, "touchMove", x - 30 - 8 * i, y, x + 30 + 8 * i, y);
            }
            touch(fingers, "touchEnd");
            assertThat(map).hasAttribute("data-whole", "false");
            assertThat(page.evaluate("visualViewport.scale")).isEqualTo(1);

            page.locator("#map-whole").tap();
            assertThat(map).hasAttribute("data-whole", "true");
            int before = (int) page.evaluate("Math.round(scrollY)");
            touch(fingers, "touchStart", x, y);
            for (int i = 1; i <= 10; i++) {
                touch(fingers, "touchMove", x, y - 12 * i);
            }
            touch(fingers, "touchEnd");
            page.waitForFunction("before => scrollY > before + 20", before);
        }
    }

    private static void touch(CDPSession session, String type, double... places) {
        JsonArray points = new JsonArray();
        for (int i = 0; i < places.length; i += 2) {
            JsonObject point = new JsonObject();
            point.addProperty("x", places[i]);
            point.addProperty("y", places[i + 1]);
            point.addProperty("id", i / 2);
            points.add(point);
        }
        JsonObject event = new JsonObject();
        event.addProperty("type", type);
        event.add("touchPoints", points);
        session.send("Input.dispatchTouchEvent", event);
    }

    @Test
    void keysLeadFromSeatToSeatAndAreHeard() {
        WindowShopper ann = shopper().visit(sell(HALL, UnaryOperator.identity()));
        ann.sees("#map-prices", "free");
        ann.find("#way-map").check(new Locator.CheckOptions().setForce(true));
        ann.find("#seat-map").focus();

        press(ann, "ArrowDown");
        ann.sees("#seat-voice", "Section 7, row A, seat");
        press(ann, "Home");
        ann.sees("#seat-voice", "Section 7, row A, seat 1, Front, ¥90.00, free");
        press(ann, "ArrowRight", "ArrowDown");
        ann.sees("#seat-voice", "Section 7, row B, seat 2, Front, ¥90.00, free");
        press(ann, "ArrowUp");
        ann.sees("#seat-voice", "Section 7, row A, seat 2, Front, ¥90.00, free");
        press(ann, "Enter");
        ann.sees("#seat-message", "Section 7, row A, seat 2 chosen, 1 of 4.");
        press(ann, "ArrowRight", " ");
        ann.sees("#seat-message", "Section 7, row A, seat 3 chosen, 2 of 4.");
        ann.sees("#total", "¥180.00");
        press(ann, "ArrowLeft");
        ann.sees("#seat-voice", "Section 7, row A, seat 2, ¥90.00, chosen");
        press(ann, "Enter");
        ann.sees("#seat-message", "Section 7, row A, seat 2 released. Still chosen: 1.");
        press(ann, "PageDown", "Home");
        ann.sees("#seat-voice", "Upper ring, row A, seat 1, Wheelchair place, Rear, ¥50.00, free");
        press(ann, "Enter");
        ann.sees("#seat-message", "One order takes seats of one price");

        // The list is the same choice, and its chips are.
        ann.find("#seat-list summary").click();
        assertThat(ann.find("#list-section option").first()).hasText("Section 7 · 16 free");
        assertThat(ann.find("#list-seats legend")).containsText("Section 7, Row A");
        assertThat(ann.find("[data-name=s7-A-3]")).isChecked();
        ann.find("[data-name=s7-A-4]").check();
        ann.sees("#chosen-seats", "Section 7, row A, seat 4");
        ann.find(".chip-drop").first().click();
        assertThat(ann.find("[data-name=s7-A-3]")).not().isChecked();
        assertThat(ann.find(".chip-drop")).isFocused();
        ann.find("#list-after").click();
        assertThat(ann.find("#list-seats legend")).containsText("Section 7, Row B");
        ann.find("#list-section").selectOption("1");
        assertThat(ann.find("#list-seats legend")).containsText("Upper ring, Row A");
    }

    @Test
    void pricesAreSwitches() {
        WindowShopper ann = shopper().visit(sell(HALL, UnaryOperator.identity()));
        ann.find("#way-map").check(new Locator.CheckOptions().setForce(true));
        ann.sees("[data-price=rear]", "8 free");
        Axe.findsNothing(ann.page(), "prices");
        ann.find("[data-price=rear]").click();
        assertThat(ann.find("[data-price=rear]")).hasAttribute("aria-pressed", "true");
        assertThat(ann.find("#all-prices")).hasAttribute("aria-pressed", "false");

        ann.find("#seat-map").focus();
        press(ann, "ArrowDown", "PageUp", "PageDown", "PageDown", "PageUp", "Home", "Enter");
        ann.sees("#seat-message", "which is not among the prices shown");
        assertThat(ann.find(".chip")).hasCount(0);

        ann.find("#all-prices").click();
        assertThat(ann.find("[data-price=rear]")).hasAttribute("aria-pressed", "false");
        ann.find("#seat-map").focus();
        press(ann, "Enter");
        ann.sees("#seat-message", "chosen, 1 of 4");
    }

    @Test
    void bestSeatsAreShownBeforeTheyAreBought() {
        WindowShopper ann = shopper().visit(sell(HALL, UnaryOperator.identity()));
        ann.find("[data-tier=front] input").check();
        ann.find("#quantity").fill("3");
        ann.sees("#best-words", "Best just now: Section 7, row A, seats");
        String shown = ann.find("#best-words").textContent().replaceAll(".*seats ([\\d, ]+)\\.", "$1");
        ann.find("#section").selectOption("up");
        ann.sees("#best-words", "Not that many are left there.");
        assertThat(enabled(ann)).isFalse();
        ann.find("#section").selectOption("");
        ann.sees("#best-words", shown);

        ann.buy();

        ann.seesStatus("HELD");
        ann.sees("[data-fact=seats]", "row A, seats " + shown);
    }

    @Test
    void bestSeatsMayBeTakenAsOnesOwnChoice() {
        WindowShopper ann = shopper().visit(sell(HALL, UnaryOperator.identity()));
        ann.find("[data-tier=rear] input").check();
        ann.sees("#best-words", "Best just now: Upper ring, row A, seat 3.");
        ann.find("#best-look").click();
        ann.find("#best-take").click();
        ann.sees("#chosen-seats", "Upper ring, row A, seat 3");
        assertThat(ann.find("#way-map")).isChecked();

        ann.buy();

        ann.sees("[data-fact=seat]", "Upper ring, row A, seat 3");
    }

    /** The page works out what the server would give, in halls of all sorts, until nothing is left. */
    @Test
    void whatIsShownAsBestIsWhatIsGivenWhenNothingChanged() {
        Page page = ModulePage.open(chromium);
        for (int seed = 1; seed <= 4; seed++) {
            Random random = new Random(seed);
            String map = hall(random);
            String orphans = seed % 2 == 0 ? "off" : "soft";
            String sale = sell(
                    "{\"kind\": \"seated\", \"orphans\": \"" + orphans + "\", " + TIERS + ", \"map\": " + map + "}",
                    draft -> draft.number("limitPerUser", 20));
            page.evaluate("""
                    async ([document, orphans]) => {
                      const { SeatMap } = await import('/assets/seat-map.js');
                      const { bestSeats } = await import('/assets/seat-best.js');
                      const map = new SeatMap(JSON.parse(document), ['front', 'rear']);
                      const gone = new Set();
                      window.best = (tier, quantity, section) => (bestSeats(map).find({ tier, quantity, section: section < 0 ? undefined : section, orphans,
                        isFree: (seat) => !gone.has(seat) }) ?? []).map((seat) => map.name(seat));
                      window.take = (names) => names.forEach((name) => gone.add(map.seat(name)));
                    }""", List.of(map, orphans));
            for (int i = 0; i < 22; i++) {
                int tier = random.nextInt(2);
                int quantity = 1 + random.nextInt(6);
                int section = random.nextInt(5) - 3;
                Object expected = page.evaluate(
                        "([tier, quantity, section]) => best(tier, quantity, section)",
                        List.of(tier, quantity, Math.max(-1, section)));
                String where = section < 0 ? "" : ", \"section\": \"s" + section + "\"";
                Answer answer = client.as("fan-" + seed + "-" + i)
                        .reserve(
                                sale,
                                "fan-" + seed + "-" + i,
                                "{\"bestAvailable\": {\"tier\": \"%s\", \"quantity\": %d%s}}"
                                        .formatted(tier == 0 ? "front" : "rear", quantity, where));
                List<String> given = answer.status() == 201 ? answer.texts("/tickets", "/unit/seat") : List.of();
                assertThat(given)
                        .as("hall %d, purchase %d: %d of %d in %d, %s", seed, i, quantity, tier, section, answer.body())
                        .isEqualTo(expected);
                page.evaluate("names => take(names)", given);
            }
        }
        page.context().close();
    }

    /** What is chosen and the way on stay in sight, and hide nothing that has the focus. */
    @Test
    void theChoiceAndItsPriceStayInSight() {
        WindowShopper ann =
                shopper().visit(sell(HALL, UnaryOperator.identity())).onAPhone();
        assertThat(ann.find("#seat-bar")).isHidden();
        ann.find("[data-tier=front] input").check();
        ann.find("#quantity").fill("2");
        ann.page().evaluate("document.getElementById('seat-map').scrollIntoView({ block: 'start' })");
        assertThat(ann.find("#seat-bar")).isVisible();
        Axe.findsNothing(ann.page(), "best seats on a phone");
        assertThat(ann.find("#bar-what")).hasText("2 seats");
        assertThat(ann.find("#bar-total")).hasText("¥180");
        ann.find("#quantity").fill("1.5");
        assertThat(ann.find("#bar-what")).hasText("Whole numbers only.");
        assertThat(ann.find("#bar-buy")).isHidden();
        assertThat(ann.find("#total-line")).isHidden();
        ann.find("#quantity").fill("2");

        ann.find("#map-whole").focus();
        for (int i = 0; i < 25; i++) {
            ann.page().keyboard().press("Tab");
            assertThat(ann.page().evaluate("""
                    async () => {
                      for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
                      const bar = document.getElementById('seat-bar');
                      const at = document.activeElement.getBoundingClientRect();
                      return !bar.hidden && !bar.contains(document.activeElement) && at.height > 0 && at.top >= bar.getBoundingClientRect().top ? document.activeElement.outerHTML : '';
                    }""")).as("hidden by the bar").isEqualTo("");
        }
        ann.find("#buy").scrollIntoViewIfNeeded();
        assertThat(ann.find("#seat-bar")).isHidden();

        ann.page().evaluate("document.getElementById('seat-map').scrollIntoView({ block: 'start' })");
        ann.find("#bar-buy").click();
        ann.seesStatus("HELD");
    }

    @Test
    void seatsAreNamedInChineseAndPaintedInTheDark() {
        String sale = sell(HALL, UnaryOperator.identity());
        WindowShopper ann = shopper();
        ann.open("/sales/" + sale + "?lang=zh-CN").signIn();
        ann.sees("#map-prices", "余8");
        ann.find("[data-tier=rear] input").check();
        ann.sees("#best-words", "当前优选座位：Upper ring A排3号。");
        ann.find("#best-take").click();
        ann.sees("#chosen-seats", "Upper ring A排3号");
        ann.find("#seat-list summary").click();
        assertThat(ann.find("#list-section option").first()).hasText("7区 · 余16");
        Axe.findsNothing(ann.page(), "own choice in Chinese");

        Object light = colours(ann);
        ann.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        ann.page().waitForCondition(() -> !light.equals(colours(ann)));
        Axe.findsNothing(ann.page(), "own choice in the dark");
    }

    /** Which share of the map's width has something painted on it. */
    private static double painted(WindowShopper shopper) {
        return ((Number) shopper.page().evaluate("""
                () => {
                  const canvas = document.getElementById('seat-map');
                  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
                  let left = canvas.width;
                  let right = 0;
                  for (let i = 3; i < data.length; i += 4) {
                    if (!data[i]) continue;
                    const x = (i >> 2) % canvas.width;
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                  }
                  return Math.max(0, right - left) / canvas.width;
                }""")).doubleValue();
    }

    /** Of the map's pixels, added up. */
    private static Object colours(WindowShopper shopper) {
        return shopper.page().evaluate("""
                () => {
                  const canvas = document.getElementById('seat-map');
                  return canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.reduce((sum, each) => sum + each, 0);
                }""");
    }

    private static boolean enabled(WindowShopper shopper) {
        return Boolean.TRUE.equals(shopper.page()
                .evaluate("(({ disabled, ariaDisabled }) => !disabled && ariaDisabled !== 'true')"
                        + "(document.getElementById('buy'))"));
    }

    private static void press(WindowShopper shopper, String... keys) {
        for (String key : keys) {
            shopper.page().keyboard().press(key);
        }
    }

    private static String theatre() {
        return """
                {"kind": "seated", "map": %s, "tiers": [
                  {"id": "premium", "name": "Premium", "price": {"amount": 88000, "currency": "CNY"}},
                  {"id": "stalls", "name": "Stalls", "price": {"amount": 58000, "currency": "CNY"}},
                  {"id": "circle", "name": "Circle", "price": {"amount": 38000, "currency": "CNY"}}]}""".formatted(new String(SeatMaps.toJson(SeatMaps.theatre()), StandardCharsets.UTF_8));
    }

    /** Two sections of crooked rows, with aisles, places for wheelchairs and seats of the other tier among them. */
    private static String hall(Random random) {
        String sections = IntStream.range(0, 2)
                .mapToObj(section -> """
                        {"id": "s%d", "weight": %d, "rows": [%s]}""".formatted(
                                section,
                                80 + random.nextInt(60),
                                IntStream.range(0, 4)
                                        .mapToObj(row -> row(random, row, section))
                                        .collect(Collectors.joining(", "))))
                .collect(Collectors.joining(", "));
        String focal =
                random.nextBoolean() ? "\"focalPoint\": {\"x\": %d, \"y\": -7}, ".formatted(random.nextInt(90)) : "";
        return "{" + focal + "\"sections\": [" + sections + "]}";
    }

    private static String row(Random random, int row, int section) {
        int seats = 3 + random.nextInt(8);
        boolean isRear = row == 0 ? section == 1 : random.nextInt(3) == 0;
        String tier = isRear ? "rear" : "front";
        String marks = random.nextInt(3) > 0
                ? ""
                : ", \"accessible\": [\"%d\"], \"companion\": [\"%d\"]".formatted(1 + random.nextInt(2), 3);
        String aisle = random.nextBoolean() ? "" : ", \"aisleAfter\": [\"" + (1 + random.nextInt(seats - 1)) + "\"]";
        return "{\"label\": \"%c\", \"tier\": \"%s\", \"x\": %d, \"dx\": %d, \"y\": %d, \"seats\": \"1-%d\"%s%s}"
                .formatted(
                        'A' + row,
                        tier,
                        random.nextInt(30),
                        8 + random.nextInt(4),
                        12 * row + 60 * section,
                        seats,
                        marks,
                        aisle);
    }

    /** Open at once, for an hour. */
    private static String sell(String inventory, UnaryOperator<SaleDraft> more) {
        String id = "seats-" + LAST.incrementAndGet();
        Instant now = Instant.now();
        merchant.create(more.apply(SaleDraft.of(id)
                .time("opensAt", now.minusSeconds(1))
                .time("closesAt", now.plusSeconds(3_600))
                .number("limitPerUser", 4)
                .number("holdSeconds", 600)
                .inventory(inventory)));
        return id;
    }

    private WindowShopper shopper() {
        return shopper("fan");
    }
}
