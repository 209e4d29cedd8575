package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.sluice.browser.PageTraffic;
import dev.sluice.crowd.goods.JourneyGoods;
import dev.sluice.crowd.goods.SaleDraft;
import dev.sluice.crowd.http.DemoTokens;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.merchant.Merchant;
import dev.sluice.sale.Order;
import dev.sluice.sale.draw.Fairness;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many requests a page takes, and how many bytes, as the browser counts them: on a first visit and when it is loaded again. */
final class WeightPageTest {
    private static final int MAX_BYTES = 60_000;
    private static final int MAX_REQUESTS = 8;
    /** Browsers ask for it by themselves, once all else is there. */
    private static final Pattern ICON = Pattern.compile("/assets/icon\\.\\w+\\.svg$");

    private static final int TRAIN_SEATS = 400;
    private static final int MAX_REQUESTS_AGAIN = 2;
    /** So long before the opening nobody asks for the exact time. */
    private static final Duration LONG_BEFORE = Duration.ofHours(1);

    private static final String HALL = """
            {"kind": "seated",
             "tiers": [{"id": "front", "name": "Front", "price": {"amount": 9000, "currency": "CNY"}}],
             "map": {"focalPoint": {"x": 30, "y": 0}, "sections": [{"id": "main", "name": "Main", "rows": [
               {"label": "A", "tier": "front", "seats": "1-7", "y": 20, "x": 0},
               {"label": "B", "tier": "front", "seats": "1-7", "y": 30, "x": 0}]}]}}""";
    private static final String PACKET =
            "{\"kind\": \"redPacket\", \"total\": {\"amount\": 10000, \"currency\": \"CNY\"}, \"shares\": 10, \"split\": \"doubleMean\"}";

    /** All that was asked for is here, and nothing more is asked for half a second. What was fetched beforehand Chromium's protocol may never call loaded. */
    private static final String QUIET = """
            () => {
              const ends = performance.getEntriesByType('resource').map((one) => one.responseEnd);
              return document.readyState === 'complete' && ends.every(Boolean) && performance.now() - Math.max(0, ...ends) > 500;
            }""";

    @TempDir
    private static Path folder;

    private static TestShop shop;
    private static String counted;
    private static String seated;
    private static String packet;
    private static String train;
    private static String lottery;

    @BeforeAll
    static void openShop() {
        shop = new TestShop(folder, Map.of());
        counted = shop.sell(LONG_BEFORE, TestShop.rules(4, 600, 0), 400_000, 100);
        lottery = shop.sell(
                LONG_BEFORE,
                TestShop.rules(4, 600, 0),
                400_000,
                100,
                window -> new Order.Lottery(
                        System.currentTimeMillis() - 1_000,
                        window.opensAtMillis(),
                        600,
                        new Fairness(List.of(), null, true)));
        URI root = URI.create(shop.url());
        try (ShopClient client = new ShopClient(root, new DemoTokens(root))) {
            seated = sell(client, "hall", HALL);
            packet = sell(client, "packet", PACKET);
            train = sell(client, "train", new JourneyGoods().inventory(TRAIN_SEATS));
        }
    }

    private static String sell(ShopClient client, String id, String inventory) {
        Instant now = Instant.now();
        new Merchant(client)
                .create(SaleDraft.of(id)
                        .time("opensAt", now.plus(LONG_BEFORE))
                        .time("closesAt", now.plus(LONG_BEFORE.multipliedBy(2)))
                        .inventory(inventory));
        return id;
    }

    @AfterAll
    static void closeShop() {
        if (shop != null) {
            shop.close();
        }
    }

    @Test
    void aSalesPageIsLightAndAReloadAsksForWhatMayHaveChangedAlone() {
        visit("/sales/" + counted, "#title:not(:empty)", MAX_REQUESTS, MAX_REQUESTS_AGAIN);
    }

    @Test
    void aRedPacketsPageIsLight() {
        visit("/sales/" + packet, "#title:not(:empty)", MAX_REQUESTS, MAX_REQUESTS_AGAIN);
    }

    /** How many seats there are between two stops is one more document. */
    @Test
    void aTrainsPageIsLight() {
        visit("/sales/" + train, "#title:not(:empty)", MAX_REQUESTS, MAX_REQUESTS_AGAIN + 1);
    }

    /** How far the draw is, is one more document. */
    @Test
    void aLotterysPageIsLight() {
        visit("/sales/" + lottery, "#title:not(:empty)", MAX_REQUESTS, MAX_REQUESTS_AGAIN + 1);
    }

    /** Its map is kept for ever, and which seats are free is one more document. */
    @Test
    void aPageWithSeatsIsLight() {
        visit("/sales/" + seated, "#best-now, .prices", MAX_REQUESTS, MAX_REQUESTS_AGAIN + 1);
    }

    @Test
    void theFrontPageIsLight() {
        visit("/", "[data-sale]", MAX_REQUESTS, MAX_REQUESTS_AGAIN);
    }

    @Test
    void thePageOfWhatIsMineIsLight() {
        visit("/me", "h1", MAX_REQUESTS, MAX_REQUESTS_AGAIN);
    }

    private static void visit(String path, String shown, int maxRequests, int maxAgain) {
        try (BrowserContext window = TestBrowser.chromium().browser().newContext()) {
            Page page = window.newPage();
            PageTraffic traffic = PageTraffic.of(page);
            page.navigate(shop.url() + path);
            page.locator(shown).first().waitFor();
            page.waitForFunction(QUIET);
            System.out.printf(
                    "%s: %d requests, %d bytes%n", path, traffic.requests().size(), traffic.bytes());
            assertThat(traffic.requests().stream().map(PageTraffic.Asked::url))
                    .as("what is fetched beforehand is what is asked for")
                    .doesNotHaveDuplicates();
            assertThat(traffic.requests().stream()
                            .filter(one -> !ICON.matcher(one.url()).find()))
                    .as(told(traffic))
                    .hasSizeLessThanOrEqualTo(maxRequests);
            assertThat(traffic.bytes()).as(told(traffic)).isLessThanOrEqualTo(MAX_BYTES);

            traffic.forget();
            page.reload();
            page.locator(shown).first().waitFor();
            page.waitForFunction(QUIET);
            System.out.printf(
                    "%s again: %d requests, %d bytes%n",
                    path, traffic.requests().size(), traffic.bytes());
            assertThat(traffic.requests()).as(told(traffic)).hasSizeLessThanOrEqualTo(maxAgain);
        }
    }

    private static String told(PageTraffic traffic) {
        return traffic.requests().stream()
                .map(one -> one.bytes() + " " + one.url())
                .collect(Collectors.joining("\n", "\n", "\n"));
    }
}
