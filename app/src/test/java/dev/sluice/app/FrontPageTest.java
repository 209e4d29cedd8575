package dev.sluice.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import dev.sluice.crowd.goods.SaleDraft;
import dev.sluice.crowd.http.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What is on, and the search for trains, in a real browser: each state of these pages, by mouse and by keyboard, on a phone and a desktop, in
 * both languages. What merchants call things is Chinese here, so that any other Latin word on a Chinese page is one that was forgotten.
 */
final class FrontPageTest extends BrowsedShop {
    private static final String TICKETS = """
            {"kind": "counted", "tiers": [
              {"id": "near", "name": "内场", "price": {"amount": 68000, "currency": "CNY"}, "capacity": %d},
              {"id": "far", "name": "看台", "price": {"amount": 38000, "currency": "CNY"}, "capacity": %1$d}]}""";
    private static final String PACKET =
            "{\"kind\": \"redPacket\", \"total\": {\"amount\": 1000, \"currency\": \"CNY\"}, \"shares\": 4}";
    private static final String DAY = "2027-03-01";
    private static final String TRAIN = """
            {"kind": "journey", "date": "2027-03-01", "train":
              {"id": "G9", "name": "G9", "timezone": "Asia/Shanghai", "currency": "CNY",
               "stops": [{"id": "bj", "name": "北京南", "aliases": ["Beijing South", "Beijing Nan"], "departs": "09:00"},
                         {"id": "jn", "name": "济南西", "aliases": ["Jinan West"], "arrives": "10:20", "departs": "10:22"},
                         {"id": "nj", "name": "南京南", "aliases": ["Nanjing South"], "arrives": "12:00", "departs": "12:02"},
                         {"id": "sh", "name": "上海虹桥", "aliases": ["Shanghai Hongqiao"], "arrives": "13:28"}],
               "classes": [{"id": "second", "name": "二等座", "hops": [18000, 20000, 13000]},
                           {"id": "first", "name": "一等座", "hops": [30000, 34000, 22000]},
                           {"id": "business", "name": "商务座", "hops": [60000, 70000, 40000]}],
               "cars": [{"id": "1", "class": "business", "rows": 1, "seats": "A C"},
                        {"id": "2", "class": "first", "rows": 4, "seats": "AC DF"},
                        {"id": "3", "class": "second", "rows": 18, "seats": "ABC DF"}]}}""";
    private static final String FOUND = "/journeys?from=bj&to=sh&date=" + DAY;
    private static final String WRONG = "/journeys?from=南&to=乐园&date=2020-01-01";
    private static final Pattern JOURNEYS = Pattern.compile(".*/v1/journeys\\?.*");
    private static final Pattern SALES = Pattern.compile(".*/v1/(?:front|sales)(\\?.*)?");
    private static final String LATIN = "[A-Za-z]{3,}";
    private static final String HAN = "\\p{IsHan}";
    /** What people read of a page, without what merchants call things, names that are the same everywhere, and what is in a language of its own. */
    private static final String READ = """
            () => {
              const copy = document.body.cloneNode(true);
              copy.querySelectorAll('[lang], [data-node], [role=option], .brand, .visually-hidden:empty, h3, #hero-title, .train-facts a, .class-name').forEach((each) => each.remove());
              document.body.append(copy);
              const labels = [...copy.querySelectorAll('[aria-label], [placeholder]')].map((each) => `${each.ariaLabel ?? ''} ${each.placeholder ?? ''}`);
              const text = [document.title, copy.innerText, ...labels].join('\\n');
              copy.remove();
              return text;
            }""";

    private static final AtomicInteger LAST = new AtomicInteger();

    @BeforeAll
    static void putOnSale() {
        sell("列车", TRAIN, UnaryOperator.identity());
        sell("音乐会", TICKETS.formatted(100), UnaryOperator.identity());
        sell("红包", PACKET, draft -> draft.number("limitPerUser", 1));
        sell("话剧", TICKETS.formatted(100), draft -> opening(draft, 7_200));
    }

    @Test
    void nextOpeningIsCountedDownToAndToldWhenItComes() {
        WindowShopper ann = shopper();
        String sale = awaitsTheNextOpening(ann);
        ann.marksPage();

        ann.sees("#news", "演唱会: on sale now");

        ann.sees("#hero-link", "Buy now");
        assertThat(ann.find("#hero-clock")).isHidden();
        assertThat(ann.isOnMarkedPage()).isTrue();
        assertThat(ann.find("#sales [data-sale=" + sale + "]")).hasCount(0);
        ann.find("#hero-link").click();
        ann.page().waitForURL("**/sales/" + sale);
    }

    /** Is on the front page, and has seen there what opens next, some seconds before it does: later, the slower this machine is. */
    private static String awaitsTheNextOpening(WindowShopper ann) {
        for (int seconds = 12; ; seconds *= 2) {
            int until = seconds;
            String sale = sell("演唱会", TICKETS.formatted(50), draft -> opening(draft, until));
            Instant latest = Instant.now().plusSeconds(until - 3);
            ann.open("/");
            if (Await.within(Duration.between(Instant.now(), latest), () -> countsDownTo(sale, ann))) {
                return sale;
            }
        }
    }

    private static boolean countsDownTo(String sale, WindowShopper ann) {
        Locator hero = ann.find("#hero[data-sale=" + sale + "]");
        return hero.count() == 1
                && hero.innerText().contains("演唱会")
                && hero.innerText().contains("from ¥380.00")
                && ann.find("#hero-clock").innerText().contains("Opens in")
                && ann.find("#hero-countdown").innerText().matches("\\d:\\d\\d");
    }

    @Test
    void salesAreFoundByWordsKindAndTimeAndTheAddressSaysSo() {
        WindowShopper ann = shopper().open("/");
        ann.sees("#sales", "音乐会");
        ann.find("#q").fill("话剧");
        ann.page().waitForURL(Pattern.compile(".*[?&]q=.*"));
        finds(ann, "话剧");
        ann.sees("#message", "1 sale");
        assertThat(ann.find("#hero")).isHidden();

        ann.page().reload();
        assertThat(ann.find("#q")).hasValue("话剧");
        finds(ann, "话剧");

        ann.find("input[value=now] + span").click();
        ann.sees("#message", "Nothing fits that");
        assertThat(ann.page()).hasURL(Pattern.compile(".*when=now.*"));
        ann.find("#clear").click();
        ann.sees("#sales", "音乐会");
        assertThat(ann.page()).hasURL(shop.url() + "/");
        assertThat(ann.find("#q")).isFocused();

        ann.find("#kind").selectOption("redPacket");
        finds(ann, "红包");
        ann.sees("#sales", "4 shares left");
    }

    @Test
    void whatIsSoldOutIsDimmedAndComesLastAndWhatIsOverIsNotThere() {
        String gone = sell("售罄场", TICKETS.formatted(1), UnaryOperator.identity());
        String over = sell("结束场", TICKETS.formatted(1), UnaryOperator.identity());
        String few = sell("抢手场", TICKETS.formatted(2), draft -> draft.text("goods", "TICKET"));
        for (String tier : List.of("near", "far")) {
            String wish = "{\"tier\": \"" + tier + "\", \"quantity\": 1}";
            client.as("bob-" + tier).reserve(gone, "key", wish).expect(201);
        }
        merchant.close(over);
        WindowShopper ann = shopper().open("/?q=抢手");
        ann.sees("#sales [data-sale=" + few + "] .is-scarce", "Only 4 tickets left");

        ann.open("/");
        ann.sees("#sales .is-gone", "Sold out");
        assertThat(ann.find("#sales > li").last()).hasAttribute("data-sale", gone);
        assertThat(ann.find("[data-sale=" + over + "]")).hasCount(0);

        // All of the card is its link: what lies over its cover, too.
        ann.find("#sales [data-sale=" + few + "] .cover").click(new Locator.ClickOptions().setForce(true));
        ann.page().waitForURL("**/sales/" + few);
    }

    @Test
    void aListThatCannotBeHadSaysSoAndComesByItself() {
        WindowShopper ann = shopper();
        ann.page().route(SALES, Route::abort);
        ann.open("/");
        ann.sees("#trouble", "Trying again by itself");
        assertThat(ann.find(".is-skeleton:visible")).hasCount(0);

        ann.page().unroute(SALES);

        ann.sees("#sales", "音乐会");
        assertThat(ann.find("#trouble")).isHidden();
    }

    @Test
    void stopsAreFoundByAnyOfTheirNamesWithTheKeyboardAlone() {
        WindowShopper ann = shopper().open("/journeys");
        Page page = ann.page();
        ann.find("#from[role=combobox]").focus();
        page.keyboard().type("beijingn");
        assertThat(ann.find("#from-list [role=option]")).hasCount(1);
        ann.sees("#from-list [role=option]", "北京南 Beijing Nan");
        page.keyboard().press("ArrowDown");
        assertThat(ann.find("#from")).hasAttribute("aria-activedescendant", "from-list-0");
        page.keyboard().press("Enter");
        assertThat(ann.find("#from")).hasValue("北京南");
        assertThat(ann.find("#from")).hasAttribute("aria-expanded", "false");

        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().type("上海虹桥站");
        page.keyboard().press("Tab");
        ann.find("#date").fill(DAY);
        page.keyboard().press("Enter");

        ann.sees(".train .train-times", "09:00");
        ann.sees(".train-facts", "4 h 28 min");
        ann.sees(".train-facts", "2 stops between");
        ann.sees("#local-times", "China Standard Time");
        ann.sees(".train [data-class=business][data-left=few]", "2 left");
        assertThat(page).hasURL(Pattern.compile(".*from=bj&to=sh&date=" + DAY));
    }

    @Test
    void whatASearchCannotMakeOfWhatWasTypedIsSaidAtItsField() {
        WindowShopper ann = shopper().open("/journeys");
        ann.find("#from").fill("South");
        ann.find("#to").fill("Narnia");
        ann.find("#date").fill("2020-01-01");
        ann.find("#find").click();
        ann.sees("#from-error", "Which “South”?");
        ann.sees("#to-error", "No stop is called “Narnia”");
        ann.sees("#date-error", "This day is over");
        assertThat(ann.find("#from")).hasAttribute("aria-describedby", "from-error");
        assertThat(ann.find("#from-list [role=option]")).hasCount(2);

        ann.find("#from-list [role=option]").getByText("北京南").click();
        assertThat(ann.find("#from-error")).isHidden();
        ann.find("#to").fill("北京南");
        ann.find("#date").fill(DAY);
        ann.find("#find").click();
        ann.sees("#to-error", "This is where you start");
        assertThat(ann.find("#to")).isFocused();

        ann.find("#to").fill("济南西");
        ann.find("#find").click();
        ann.sees(".train .train-times", "10:20");
        ann.find("#day-after").click();
        ann.sees("#found", "No train goes from 北京南 to 济南西");
        ann.find("#day-before").click();
        ann.sees("#found", "1 train on");
    }

    @Test
    void trainThatLeavesWhileSomebodyLooksIsNotOfferedAnyMore() {
        WindowShopper ann = shopper();
        AtomicReference<Instant> leaves = new AtomicReference<>();
        ann.page().route(JOURNEYS, route -> {
            APIResponse right = route.fetch();
            leaves.compareAndSet(null, Instant.now().plusSeconds(8)); // once it is shown
            route.fulfill(new Route.FulfillOptions()
                    .setResponse(right)
                    .setBody(right.text()
                            .replaceAll("\"soldUntil\":\"[^\"]+\"", "\"soldUntil\":\"" + leaves.get() + "\"")));
        });
        ann.open(FOUND);
        ann.find(".train [data-class=first]").click();
        assertThat(ann.find("#quantity")).isVisible();

        ann.sees("#error", "The train that you were looking at has left");

        assertThat(ann.find(".train")).hasCount(0);
        assertThat(ann.find("#quantity")).isHidden();
        ann.sees("#found", "No train goes");
    }

    @Test
    void chinesePagesHaveNoLatinSentencesAndEnglishOnesNoChinese() {
        for (String path : List.of("/", "/?q=nothing", FOUND, WRONG, "/nodes", "/nowhere")) {
            assertThat(read(path, "zh-CN").replace("Redis", "")).as(path).doesNotContainPattern(LATIN);
            assertThat(read(path, "en").replaceAll("[南乐园]", "")).as(path).doesNotContainPattern(HAN);
        }
    }

    /** 640 is a desktop's page at twice its size. */
    @Test
    void pagesFitWhateverScreenAndEverybodyCanUseThem() {
        for (String path : List.of("/", "/?q=nothing", FOUND, WRONG, "/nowhere")) {
            WindowShopper ann = settled(path, "en");
            for (int width : new int[] {320, 390, 640, 1280}) {
                ann.page().setViewportSize(width, 800);
                assertThat(ann.fitsTheScreen()).as("%s at %d", path, width).isTrue();
            }
            for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                ann.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
                Axe.findsNothing(ann.page(), colours.name());
            }
        }
    }

    private String read(String path, String language) {
        WindowShopper ann = settled(path, language);
        assertThat(ann.find("html")).hasAttribute("lang", language);
        return (String) ann.page().evaluate(READ);
    }

    /** With what it has to show. */
    private WindowShopper settled(String path, String language) {
        WindowShopper ann = shopper().open(path + (path.contains("?") ? "&" : "?") + "lang=" + language);
        String shows = path.equals(WRONG)
                ? "#from-list [role=option]"
                : path.startsWith("/journeys")
                        ? ".train .class-left"
                        : path.contains("q=") ? "#clear" : "#hero-title:visible, h1:visible";
        assertThat(ann.find(shows).first()).isVisible();
        if (path.equals("/")) {
            ann.sees("#sales", "音乐会");
        }
        return ann;
    }

    /** This sale and no other. */
    private static void finds(WindowShopper shopper, String title) {
        assertThat(shopper.find("#sales > li")).hasCount(1);
        shopper.sees("#sales h3", title);
    }

    /** Opens so much later. */
    private static SaleDraft opening(SaleDraft draft, int seconds) {
        return draft.time("opensAt", Instant.now().plusSeconds(seconds));
    }

    /** Open at once, unless said otherwise. */
    private static String sell(String title, String inventory, UnaryOperator<SaleDraft> more) {
        String id = "front-" + LAST.incrementAndGet();
        Instant now = Instant.now();
        merchant.create(more.apply(SaleDraft.of(id)
                .text("title", title)
                .time("opensAt", now.minusSeconds(1))
                .time("closesAt", now.plusSeconds(36_000))
                .number("limitPerUser", 4)
                .number("holdSeconds", 600)
                .inventory(inventory)));
        return id;
    }

    private WindowShopper shopper() {
        return shopper("ann");
    }
}
