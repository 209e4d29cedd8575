package dev.sluice.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.sluice.crowd.http.DemoTokens;
import dev.sluice.crowd.load.LoadClient;
import dev.sluice.crowd.load.LoadPhase;
import dev.sluice.crowd.load.ReservationRequests;
import dev.sluice.crowd.load.ResponseSink;
import dev.sluice.crowd.merchant.Merchant;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The live board of a sale while a crowd buys, afterwards, and after a day; and the page of operators. */
final class BoardPageTest extends BrowsedShop {
    private static final int BUYERS = 60;
    private static final int REQUESTS = 6_000;
    private static final double PATIENCE_MILLIS = 60_000;

    /** What there is to see without scrolling on a small laptop: {@code [document, main]}, in pixels too many. */
    private static final String TOO_HIGH = """
            () => [document.documentElement, document.querySelector('main')].map((each) => each.scrollHeight - each.clientHeight)""";

    /** Whether nothing of it lies beside it. */
    private static final String FITS = "(place) => place.scrollWidth <= place.clientWidth";

    /** On how many lines a number stands. */
    private static final String LINES = """
            (place) => {
              const range = document.createRange();
              range.selectNodeContents(place.firstChild);
              return new Set([...range.getClientRects()].map(({ top }) => top)).size;
            }""";

    /** Feeds a day, looking at it once a minute as the page does once a second. */
    private static final String A_DAY = """
            async () => {
              const { BoardModel } = await import('/console/assets/board-model.js');
              const model = new BoardModel();
              const begins = 1796083200;
              let most = 0;
              let frames = [];
              for (let i = 0; i < 86400; i++) {
                model.add({
                  at: new Date((begins + i) * 1000).toISOString(), seconds: 1, arrived: 100000, decided: 900, held: 5, sold: 4, expired: 1, released: 0, waitlisted: 0, answered: 99990,
                  refused: { SOLD_OUT: 80000, CROWDED: 19000, RATE_LIMITED: 900, LIMIT_EXCEEDED: 40, BUSY: 30, INVALID: 20, [`R${i % 40}`]: 5 },
                  latencyMillis: { p50: 1 + i % 3, p95: 9, p99: 40 }, stock: { capacity: 400000, sold: 4 * i, held: 5, available: 400000 - 4 * i - 5, withheld: 0 }, waitlist: i, queued: 3,
                });
                most = Math.max(most, model.size);
                if (i % 240 === 0) {
                  const at = performance.now();
                  model.view(model.ends - 900, model.ends, 600);
                  model.view(model.begins, model.ends, 600);
                  frames.push(performance.now() - at);
                }
              }
              frames.sort((a, b) => a - b);
              const day = model.view(model.begins, model.ends, 600);
              return {
                most, shown: day.at.length, steps: day.seconds, arrived: day.arrived, sold: day.stockSold.at(-1), reasons: Object.keys(day.reasons),
                others: day.reasons.others, heap: Math.round((performance.memory?.usedJSHeapSize ?? 0) / 1024), median: frames[frames.length >> 1], worst: frames.at(-1),
              };
            }""";

    @Test
    void theBoardShowsWhatACrowdDoesOnOneScreenAndOnAPhone() throws IOException {
        String sale = shop.sell(TestShop.rules(1, 600, 10), 40);
        client.anybody().get("/sales/" + sale).expect(200);
        WindowShopper mia = staff(Merchant.NAME, "merchant", size(1280, 800));
        mia.open("/console/sales/" + sale + "/board");
        seesLive(mia);
        Axe.findsNothing(mia.page(), "a board before anything happened");

        rush(sale);

        String funnel = "#funnel-steps [data-step=\"%s\"] strong";
        assertThat(mia.find(funnel.formatted("tried"))).hasText(Pattern.compile("6,000"), patience());
        assertThat(mia.find(funnel.formatted("got"))).hasText("40", patience());
        assertThat(mia.find("#f-held")).hasText("40", patience());
        assertThat(mia.find("#f-left")).hasText("0");
        assertThat(mia.find("#f-waitlist")).hasText("10");
        assertThat(mia.find("#node-list [data-node]")).hasCount(1);
        assertThat(mia.find("#traffic .legend")).containsText("Sold out");
        assertThat(mia.find(".plot canvas")).hasCount(4);
        assertThat((List<?>) mia.page().evaluate(TOO_HIGH)).isEqualTo(List.of(0, 0));
        assertThat(mia.find("#traffic .plot"))
                .hasAttribute("aria-label", Pattern.compile("Requests per second\\. Latest: .*Requests to buy.*"));
        Axe.findsNothing(mia.page(), "a board after a rush");
        mia.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        Axe.findsNothing(mia.page(), "a board in the dark");
        mia.find("#tables").click();
        assertThat(mia.find("#traffic .table tbody tr").first()).isVisible();
        Axe.findsNothing(mia.page(), "a board as tables");
        mia.find("#tables").click();
        mia.onAPhone();
        assertThat(mia.fitsTheScreen()).isTrue();
        assertThat(mia.find("#traffic canvas")).isVisible();
        Axe.findsNothing(mia.page(), "a board on a phone");
        mia.open("/console/sales/" + sale + "/board?lang=zh-CN");
        mia.sees("#liveness", "实时");
        assertThat(mia.fitsTheScreen()).isTrue();
        Axe.findsNothing(mia.page(), "a board in Chinese");
    }

    @Test
    void theTimeShownIsChosenByMouseAndKeys() throws IOException {
        String sale = shop.sell(TestShop.rules(1, 600, 0), 5);
        rush(sale);
        WindowShopper mia = staff(Merchant.NAME, "merchant", size(1280, 800));
        mia.open("/console/sales/" + sale + "/board");
        seesLive(mia);
        assertThat(mia.find("#f-held")).hasText("5", patience());

        mia.find("#traffic .plot").focus();
        mia.page().keyboard().press("+");
        assertThat(mia.find("#back")).isVisible();
        assertThat(mia.find("#ranges [aria-pressed=true]")).hasCount(0);
        mia.page().keyboard().press("ArrowLeft");
        mia.page().keyboard().press("-");
        mia.page().keyboard().press("End");
        assertThat(mia.find("#back")).isHidden();
        assertThat(mia.find("#ranges [aria-pressed=true]")).hasText("15 min");
        mia.find("#zoom-in").click();
        mia.find("#back").click();
        drag(mia, "#stock .u-over");
        assertThat(mia.find("#back")).isVisible();
    }

    /** Of the stream one event comes, then nothing for a while. */
    @Test
    void theBoardSaysWhenItIsNotLiveAndComesBackByItself() throws IOException {
        String sale = shop.sell(TestShop.rules(1, 600, 0), 5);
        String path = "/v1/admin/sales/" + sale + "/live";
        String event = client.as(Merchant.NAME, "merchant").get(path).body();
        AtomicInteger asked = new AtomicInteger();
        WindowShopper mia = staff(Merchant.NAME, "merchant", size(1280, 800));
        mia.page().route("**" + path, route -> {
            if (asked.getAndIncrement() == 0) {
                route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/event-stream")
                        .setBody(event));
            } else {
                route.abort();
            }
        });
        mia.open("/console/sales/" + sale + "/board");
        assertThat(mia.find("#liveness")).containsText("Not live since", containsPatience());
        Axe.findsNothing(mia.page(), "a board that is not live");

        // Two hours later by its clock: what happened meanwhile is more than the stream tells.
        mia.page().evaluate("() => { const now = Date.now; Date.now = () => now() + 7_200_000; }");
        mia.page()
                .waitForRequest(
                        request -> request.url().endsWith("/record"),
                        () -> mia.page().unroute("**" + path));

        seesLive(mia);
    }

    @Test
    void whenASaleIsOverTheBoardIsItsRecordAndNobodyElseSeesIt() throws IOException {
        String sale = shop.sell(TestShop.rules(1, 600, 0), 5);
        rush(sale);
        merchant.close(sale);
        WindowShopper mia = staff(Merchant.NAME, "merchant", size(1280, 800));
        mia.open("/console/sales/" + sale + "/board");
        mia.sees("#liveness", "The sale is over");
        assertThat(mia.find("#ranges [aria-pressed=true]")).hasText("All");
        assertThat(mia.find("#funnel-steps [data-step=\"got\"] strong")).hasText("5", patience());

        WindowShopper rival = staff("rival", "merchant", size(1280, 800));
        rival.open("/console/sales/" + sale + "/board");
        assertThat(rival.find("#missing")).isVisible();
        assertThat(rival.find("#f-sold")).hasText("–");
    }

    /** Memory and time of the page's model; only what is bounded by design is asserted. */
    @Test
    void aDayOfEventsIsBoundedAndTellsTheWholeDay() {
        Page page = ModulePage.open(chromium);
        Map<?, ?> day = (Map<?, ?>) page.evaluate(A_DAY);
        page.context().close();

        System.out.printf(
                "a day on a board: %s steps at most, %s kB of heap, %s ms a drawing's numbers (median), %s at worst%n",
                day.get("most"), day.get("heap"), day.get("median"), day.get("worst"));
        assertThat((Integer) day.get("most")).isLessThanOrEqualTo(5_600);
        assertThat((Integer) day.get("shown")).isBetween(300, 620);
        assertThat((Integer) day.get("sold")).isEqualTo(4 * 86_399);
        assertThat((List<?>) day.get("arrived")).allMatch(rate -> ((Number) rate).doubleValue() > 99_000);
        assertThat(((List<?>) day.get("reasons")).stream().map(Object::toString))
                .hasSize(6)
                .contains("SOLD_OUT", "CROWDED", "others");
        assertThat((List<?>) day.get("others")).allMatch(rate -> ((Number) rate).doubleValue() >= 20);
    }

    @Test
    void operatorsSeeProcessesAndEverybodysSales() {
        String sale = shop.sell(TestShop.rules(1, 600, 0), 12_345_678);
        WindowShopper boss = staff("boss", "operator", size(1280, 800));
        boss.open("/console/operators");
        assertThat(boss.find("#nodes tbody tr")).hasCount(1);
        boss.sees("#summary", "1 process");
        assertThat(boss.find("#breakers")).containsText("None");
        assertThat(boss.find("#outbox dd").first()).hasText("0");
        assertThat(boss.find("[data-sale=\"" + sale + "\"]")).containsText(Merchant.NAME);
        boss.sees("#states", "At work");
        Axe.findsNothing(boss.page(), "the operators' page");
        boss.find("[data-sale=\"" + sale + "\"] th a")
                .evaluate("(link) => { link.textContent = 'Donaudampfschifffahrt'.repeat(9); }");
        assertThat((boolean) boss.find(".table-scroll:has(#sales)").evaluate(FITS))
                .isTrue();
        boss.onAPhone();
        assertThat(boss.fitsTheScreen()).isTrue();
        assertThat(boss.find("#console-nav").evaluate(FITS))
                .as("ways to all pages")
                .isEqualTo(true);
        boss.find("[data-sale=\"" + sale + "\"] td a").click();
        seesLive(boss);
        boss.page().setViewportSize(1280, 800);
        assertThat(boss.find("#f-left")).containsText("12,345,678");
        assertThat(boss.find("#stock .legend")).containsText("12,345,678");
        assertThat(boss.find("#f-left").evaluate(LINES)).isEqualTo(1);
        boss.open("/console/sales/" + sale);
        assertThat(boss.find("[data-figure=available]")).hasText("12,345,678");
        assertThat(boss.find("[data-figure=available]").evaluate(LINES)).isEqualTo(1);

        WindowShopper mia = staff(Merchant.NAME, "merchant", size(1280, 800));
        mia.open("/console/operators");
        mia.sees("#error", "another role");
    }

    /** So many requests of so many people, within five seconds. */
    private static void rush(String sale) throws IOException {
        URI root = URI.create(shop.url());
        DemoTokens tokens = new DemoTokens(root);
        List<String> heads = IntStream.range(0, BUYERS)
                .mapToObj(i -> "Authorization: Bearer " + tokens.token("crowd-" + i))
                .toList();
        ReservationRequests requests = ReservationRequests.of(
                new ReservationRequests.Order(
                        root.getAuthority(),
                        List.of(sale),
                        List.of("{\"quantity\":1}"),
                        heads,
                        sale + "-",
                        new byte[32]),
                0,
                REQUESTS);
        try (LoadClient crowd =
                new LoadClient(new InetSocketAddress(root.getHost(), root.getPort()), 16, 1, ResponseSink.NONE)) {
            crowd.run(new LoadPhase(requests, REQUESTS, Duration.ofSeconds(30)));
        }
    }

    private static void drag(WindowShopper who, String selector) {
        var box = who.find(selector).boundingBox();
        double y = box.y + box.height / 2;
        who.page().mouse().move(box.x + box.width / 3, y);
        who.page().mouse().down();
        who.page().mouse().move(box.x + box.width / 2, y);
        who.page().mouse().move(box.x + box.width * 2 / 3, y);
        who.page().mouse().up();
    }

    private static void seesLive(WindowShopper who) {
        assertThat(who.find("#liveness")).hasText("Live", patience());
    }

    private WindowShopper staff(String name, String role, Browser.NewContextOptions options) {
        WindowShopper who = shopper(name, options);
        who.open("/console");
        who.find("[name=staff-name]").fill(name);
        who.find("[name=staff-role]").selectOption(role);
        who.find("#staff-submit").click();
        assertThat(who.find("#who-name")).hasText(name);
        return who;
    }

    private static Browser.NewContextOptions size(int width, int height) {
        return new Browser.NewContextOptions().setViewportSize(width, height);
    }

    private static LocatorAssertions.HasTextOptions patience() {
        return new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MILLIS);
    }

    private static LocatorAssertions.ContainsTextOptions containsPatience() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS);
    }
}
