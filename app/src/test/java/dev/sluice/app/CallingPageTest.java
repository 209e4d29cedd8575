package dev.sluice.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.sluice.app.TestShop.rules;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitUntilState;
import dev.sluice.crowd.goods.JourneyGoods;
import dev.sluice.crowd.goods.RedPacketGoods;
import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.sale.Order;
import dev.sluice.sale.draw.DrawSecret;
import dev.sluice.sale.draw.Fairness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages tell by themselves: to who looks elsewhere, while they wait for the shop, and of what became of an order later. */
@BrowsedShop.Settings("payment.sandbox.delay-millis=0")
final class CallingPageTest extends BrowsedShop {
    private static final int HOLD_SECONDS = 600;
    /** A little more than the minute at whose beginning somebody is called back. */
    private static final Duration LAST_MINUTE = Duration.ofSeconds(64);

    /** What is to be touched is as high at least: two rows would be twice that. */
    private static final int TOUCH_PIXELS = 44;

    private static final Duration TIME_TO_ENTER = Duration.ofMinutes(10);
    private static final List<String> SECRETS = List.of("a secret of this test", "a secret of another party");
    private static final Browser.NewContextOptions PHONE_IN_CHINESE =
            new Browser.NewContextOptions().setViewportSize(390, 780).setLocale("zh-CN");

    @Test
    void theLastMinuteToPayCallsBackWhoLooksElsewhere() {
        String sale = shop.sell(rules(1, HOLD_SECONDS, 0), 1);
        WindowShopper ann = shopper("ann").visit(sale);
        ann.buy();
        ann.seesStatus("HELD");
        Instant ends = Instant.parse(client.as(ann.name())
                .get("/v1/me/reservations?sale=" + sale)
                .expect(200)
                .text("/reservations/0/expiresAt"));
        shop.pass(Duration.between(shop.now(), ends.minus(LAST_MINUTE)));
        ann.looksAgain();
        ann.looksElsewhere(true);

        assertCalled(ann, "One minute left to pay");
    }

    @Test
    void aTurnInTheWaitingRoomCallsBackWhoLooksElsewhere() {
        SaleSpec hall = SaleSpec.holding("turn", 10, 1, HOLD_SECONDS);
        merchant.create(hall.draft().with("guards", "{\"waitingRoom\": {\"perMinute\": 20}}"));
        for (int i = 0; i < 2; i++) {
            client.as("ghost-" + i).post("/v1/sales/turn/queue", "").expect(201);
        }
        WindowShopper ann = shopper("ann", PHONE_IN_CHINESE).visit("turn");
        ann.seesEnabled("#room-join");
        ann.find("#room-join").click();
        ann.sees("#room-place", "您的排队号");
        ann.looksElsewhere(true);

        assertCalled(ann, "轮到您了");
        ann.seesEnabled("#buy");
        Axe.findsNothing(ann.page(), "one's turn");
    }

    @Test
    void theResultOfADrawCallsBackWhoLooksElsewhere() {
        Fairness promised =
                new Fairness(SECRETS.stream().map(DrawSecret::commitment).toList(), null, false);
        String sale = shop.sell(
                TIME_TO_ENTER,
                rules(2, HOLD_SECONDS, 5),
                400_000,
                1,
                window -> new Order.Lottery(
                        System.currentTimeMillis() - 1_000, window.opensAtMillis(), HOLD_SECONDS, promised));
        WindowShopper ann = shopper("ann", new Browser.NewContextOptions().setColorScheme(ColorScheme.DARK))
                .visit(sale);
        ann.seesEnabled("#buy");
        ann.find("#buy").click();
        ann.sees("#entry-headline", "You are in");
        shop.pass(TIME_TO_ENTER);
        ann.looksAgain();
        ann.seesStatus("SEALED");
        ann.looksElsewhere(true);
        SECRETS.forEach(secret -> shop.tell(sale, secret));

        assertCalled(ann, "You won");
    }

    /** The window's title and its icon say it until somebody looks. */
    private static void assertCalled(WindowShopper shopper, String words) {
        assertThat(shopper.page()).hasTitle(Pattern.compile("● " + words + ".*"));
        assertThat(shopper.find("link[rel=icon]")).hasAttribute("href", Pattern.compile(".*calling.*"));
        shopper.looksElsewhere(false);
        assertThat(shopper.page()).hasTitle(Pattern.compile("[^●].*"));
        assertThat(shopper.find("link[rel=icon]")).hasAttribute("href", Pattern.compile(".*/icon\\..*"));
    }

    /** Only what is still good can be shown at a door. */
    @Test
    void anOrderOfWhichSomeWasGivenBackShowsWhatIsStillGood() {
        WindowShopper ann = shopper("ann").visit(shop.sell(Duration.ZERO, rules(3, HOLD_SECONDS, 0), 38_000, 5));
        ann.find("#quantity").fill("3");
        ann.buy().beginPayment().answerPayment("#sandbox-pay").seesStatus("CONFIRMED");
        assertThat(ann.find(".pass .qr")).hasCount(3);
        String order = ann.page().url().replaceFirst(".*/reservations/([0-9a-f-]{36}).*", "$1");
        String first = client.as(ann.name())
                .get("/v1/reservations/" + order)
                .texts("/tickets", "/id")
                .getFirst();

        merchant.refund(order, List.of(first)).expect(200);

        ann.page().reload();
        ann.seesStatus("CONFIRMED");
        ann.sees("#explanation", "¥380.00 go back to you");
        assertThat(ann.find(".pass[data-status=VALID] .qr")).hasCount(2);
        assertThat(ann.find(".pass[data-status=REFUNDED]")).hasCount(1);
        assertThat(ann.find(".pass").last()).hasAttribute("data-ticket", first);
        assertThat(ann.find(".pass").last().locator(".qr")).hasCount(0);
        assertThat(ann.find(".pass").last()).containsText("no longer valid");
        ann.sees("#ticket-heading", "2 of your 3 items are still yours");
        Axe.findsNothing(ann.page(), "partly given back");
        ann.open("/me?lang=zh-CN");
        ann.sees(".reservation", "其中2件仍有效");

        merchant.refund(order).expect(200);
        ann.open("/reservations/" + order + "?lang=en");
        ann.seesStatus("REFUNDED");
        assertThat(ann.find(".pass[data-status=VALID]")).hasCount(0);
        assertThat(ann.find(".qr")).hasCount(0);
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void aRedPacketAndATrainCanBeUsedByEverybody(ColorScheme colours) {
        Browser.NewContextOptions options = new Browser.NewContextOptions().setColorScheme(colours);
        String suffix = colours.name().toLowerCase(java.util.Locale.ROOT);
        SaleSpec packet =
                SaleSpec.holding("packet-" + suffix, 4, 1, HOLD_SECONDS).of(new RedPacketGoods());
        merchant.create(packet);
        WindowShopper ann = shopper("ann", options).visit(packet.id());
        ann.seesEnabled("#buy");
        Axe.findsNothing(ann.page(), "a red packet");
        ann.buy();
        ann.seesStatus("CONFIRMED");
        Axe.findsNothing(ann.page(), "an opened red packet");
        ann.find("#back").click();
        ann.sees("#packet-grabbed", "1 of 4");
        Axe.findsNothing(ann.page(), "who got what");

        SaleSpec train =
                SaleSpec.holding("train-" + suffix, 400, 4, HOLD_SECONDS).of(new JourneyGoods());
        merchant.create(train);
        ann.open("/sales/" + train.id());
        ann.sees("#stretch", "10:00");
        Axe.findsNothing(ann.page(), "a train");
        String date = client.anybody().get("/v1/sales/" + train.id()).text("/journey/date");
        ann.open("/journeys?from=a&to=c&date=" + date);
        ann.find(".train[data-sale=" + train.id() + "] .class").first().click();
        ann.seesEnabled("#buy");
        Axe.findsNothing(ann.page(), "a train that was chosen");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-GB", "zh-CN"})
    void theHeadIsOneRowOnAPhone(String locale) {
        WindowShopper ann = shopper(
                "somebody-with-a-long-name",
                new Browser.NewContextOptions().setViewportSize(360, 780).setLocale(locale));
        ann.open("/me").signIn();

        assertThat(ann.find("#switch")).isVisible();
        assertThat(ann.find("header.site").boundingBox().height).isLessThan(2 * TOUCH_PIXELS);
        assertThat(ann.fitsTheScreen()).isTrue();
    }

    /** What is there before the shop has answered can be used by everybody, too. */
    @Test
    void aPageThatStillLoadsCanBeUsedByEverybody() {
        String sale = shop.sell(rules(1, HOLD_SECONDS, 0), 1);
        String order = client.as("dan").buy(sale, "key", 1).expect(201).id();
        for (List<String> each : List.of(
                List.of("/", "**/v1/front"),
                List.of("/sales/" + sale, "**/v1/sales/" + sale),
                List.of("/draws/" + sale, "**/v1/sales/" + sale),
                List.of("/reservations/" + order, "**/v1/reservations/**"),
                List.of("/me", "**/v1/me/**"))) {
            WindowShopper ann = shopper("ann").open("/me").signIn();
            AtomicReference<Route> answer = new AtomicReference<>();
            ann.page().route(each.getLast(), route -> {
                if (!answer.compareAndSet(null, route)) {
                    route.resume();
                }
            });
            ann.page()
                    .navigate(
                            shop.url() + each.getFirst(),
                            new Page.NavigateOptions().setWaitUntil(WaitUntilState.DOMCONTENTLOADED));
            ann.page().waitForCondition(() -> answer.get() != null);
            Axe.findsNothing(ann.page(), "loading");
            assertThat(ann.fitsTheScreen()).isTrue();
            answer.get().resume();
            assertThat(ann.find("#loading:visible")).hasCount(0);
            assertThat(ann.find("h1:visible")).hasCount(1);
        }
    }
}
