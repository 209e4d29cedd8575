package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Route;
import dev.sluice.browser.Chromium;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.DemoTokens;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.crowd.merchant.Merchant;
import dev.sluice.sale.PurchaseRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** One shop for all tests of a class, and the browser of all classes. After each of them the books must balance, and no page's script may have failed. */
abstract class BrowsedShop {
    /** What the class sets beside the defaults of a demo. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface Settings {
        /** Each as {@code name=value}. */
        String[] value();

        /** What a browser of its own is told when it starts; {@code %s} is a folder of the class's own. Without, it has that of all. */
        String[] browser() default {};
    }

    private static final Duration FIRST_OPENING = Duration.ofSeconds(6);
    private static final Duration BEFORE_OPENING = Duration.ofSeconds(3);
    private static final AtomicInteger LAST_SHOPPER = new AtomicInteger();

    /** The class's own. */
    static Path folder;

    static Chromium chromium;
    private static boolean ownsChromium;
    static TestShop shop;
    /** Whoever asks without a browser. */
    static ShopClient client;

    static Merchant merchant;

    private final List<WindowShopper> shoppers = new ArrayList<>();

    @BeforeAll
    static void openShop(@TempDir Path own, TestInfo test) {
        folder = own;
        Settings given = test.getTestClass().orElseThrow().getAnnotation(Settings.class);
        ownsChromium = given != null && given.browser().length > 0;
        chromium = ownsChromium
                ? Chromium.start(Stream.of(given.browser())
                        .map(each -> each.formatted(own))
                        .toList())
                : TestBrowser.chromium();
        shop = new TestShop(own, settings(given));
        URI root = URI.create(shop.url());
        client = new ShopClient(root, new DemoTokens(root));
        merchant = new Merchant(client);
    }

    /** What did not start need not be closed. */
    @AfterAll
    static void closeShop() {
        if (client != null) {
            client.close();
            client = null;
        }
        if (shop != null) {
            shop.close();
            shop = null;
        }
        if (chromium != null && ownsChromium) {
            chromium.close();
        }
        TestBrowser.closeWindows();
        chromium = null;
    }

    @AfterEach
    void everythingBalancesAndNoScriptFailed() {
        shoppers.forEach(WindowShopper::close);
        assertThat(shop.balances()).isTrue();
    }

    /** Somebody new, whose name begins so, with a window of their own. */
    final WindowShopper shopper(String name) {
        return shopper(name, new Browser.NewContextOptions());
    }

    final WindowShopper shopper(String name, Browser.NewContextOptions options) {
        return device(name + "-" + LAST_SHOPPER.incrementAndGet(), options);
    }

    /** One more window of somebody who may have others. */
    final WindowShopper device(String user) {
        return device(user, new Browser.NewContextOptions());
    }

    private WindowShopper device(String user, Browser.NewContextOptions options) {
        WindowShopper shopper = new WindowShopper(user, chromium, shop.url(), options);
        shoppers.add(shopper);
        return shopper;
    }

    /** Is on the page of a sale, which is returned, some seconds before it opens: it opens the later, the slower this machine is. */
    static String awaitsTheOpening(WindowShopper who, PurchaseRules rules, long price, long capacity) {
        for (Duration until = FIRST_OPENING; ; until = until.multipliedBy(2)) {
            String sale = shop.sell(until, rules, price, capacity);
            Instant opens = shop.now().plus(until);
            if (who.open("/sales/" + sale).status().equals("SCHEDULED")
                    && shop.now().plus(BEFORE_OPENING).isBefore(opens)) {
                return sale;
            }
        }
    }

    /** A purchase of somebody without a browser, decided and paid for; as its owner sees it. */
    static Answer paid(Visitor buyer, String sale, String purchase) {
        String id = buyer.with("Prefer", "wait=10")
                .reserve(sale, "k", purchase)
                .expect(201)
                .id();
        buyer.click(id, "pay");
        buyer.awaitReservation(id, "CONFIRMED");
        return buyer.get("/v1/reservations/" + id).expect(200);
    }

    /** The server decides, and the shopper does not hear of it. */
    static void loseTheAnswer(Route route) {
        route.fetch();
        route.abort();
    }

    /** What was kept as a file. */
    static String text(Download download) {
        try {
            return new String(Files.readAllBytes(download.path()), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> settings(Settings given) {
        return given == null
                ? Map.of()
                : Stream.of(given.value())
                        .map(setting -> setting.split("=", 2))
                        .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
    }
}
