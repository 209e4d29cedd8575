package dev.sluice.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.sluice.app.TestShop.rules;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import dev.sluice.crowd.http.Await;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The whole way of a buyer in a real browser: in both languages, by keyboard and by ear, with a wrong clock, a tab in the background and a line that drops. */
@BrowsedShop.Settings("payment.sandbox.delay-millis=200")
final class BuyerPageTest extends BrowsedShop {
    private static final int LONG_HOLD_SECONDS = 600;
    private static final int SMALLEST_WIDTH = 320;
    private static final Pattern SANDBOX_PAGE = Pattern.compile(".*/sandbox/payments/.*");
    private static final Pattern ORDER_PAGE = Pattern.compile(".*/reservations/.*");
    /** By the viewer's machine it is an hour later, or earlier. */
    private static final String WRONG_CLOCK = "const now = Date.now; Date.now = () => now() + %d;";
    /** Keeps whatever is said to who does not see the page. */
    private static final String LISTENER = """
            addEventListener('DOMContentLoaded', () => {
              const news = document.getElementById('news');
              window.heard = [];
              if (news) new MutationObserver(() => heard.push(news.textContent)).observe(news, { childList: true, characterData: true, subtree: true });
            });""";

    private static final String NOTIFICATIONS = """
            window.told = [];
            window.Notification = class {
              static permission = 'granted';
              constructor(title, { tag }) { told.push(`${title} ${tag}`); }
            };""";

    @Test
    void onAPhoneInEnglishWithAClockThatIsAhead() {
        Browser.NewContextOptions phone =
                new Browser.NewContextOptions().setViewportSize(390, 780).setLocale("en-GB");
        WindowShopper ann = shopper("ann", phone, WRONG_CLOCK.formatted(3_600_000));

        buysAndShowsTheTicket(
                ann, "Open now", "Signed in as ann", "Reserve 2 · ¥760", "You hold 2 · pay within", "Pay ¥760.00");

        assertThat(ann.find("html")).hasAttribute("lang", "en");
    }

    @Test
    void onADesktopInChineseAndDarkWithAClockThatIsBehind() {
        Browser.NewContextOptions desktop = new Browser.NewContextOptions()
                .setViewportSize(1280, 900)
                .setLocale("zh-CN")
                .setColorScheme(ColorScheme.DARK);
        WindowShopper ann = shopper("ann", desktop, WRONG_CLOCK.formatted(-3_600_000));

        buysAndShowsTheTicket(ann, "已开售", "已登录：ann", "抢购2件 · ¥760", "已为您锁定2件", "支付¥760.00");

        assertThat(ann.find("html")).hasAttribute("lang", "zh-CN");
        assertThat(ann.find("#main").innerText())
                .doesNotContainPattern("\\b(?:Paid|Yours|Print|Order|Details|Back)\\b");
    }

    /** From before the opening to the pass, with the keyboard where it can be, and axe at every state. */
    private void buysAndShowsTheTicket(
            WindowShopper ann, String open, String ready, String button, String held, String pay) {
        Page page = ann.page();
        ann.open("/sales/" + shop.sell(Duration.ofHours(1), rules(2, LONG_HOLD_SECONDS, 0), 38_000, 5));
        ann.seesStatus("SCHEDULED");
        assertThat(ann.find("#user-name")).isVisible();
        Axe.findsNothing(page, "before the sign-in");
        ann.find("#user-name").focus();
        page.keyboard().type(ann.name());
        page.keyboard().press("Enter");
        ann.sees("#ready", ready);
        assertThat(ann.find("#buy")).isFocused();
        page.keyboard().press("Enter");
        ann.sees("#buy", "¥380");
        assertThat(ann.find("#buy")).isDisabled();
        Axe.findsNothing(page, "before the opening");
        fitsEverywhere(ann);

        page.addInitScript(LISTENER);
        awaitsTheOpening(ann, rules(2, LONG_HOLD_SECONDS, 0), 38_000, 5);
        ann.find("#quantity").fill("2");
        ann.find("#buy").focus();
        ann.seesEnabled("#buy");
        ann.sees("#open-now", open);
        page.waitForFunction("(open) => heard.at(-1)?.includes(open)", open);
        assertThat(page).hasTitle(Pattern.compile(".*" + open + ".*"));
        ann.sees("#buy", button);
        assertThat(ann.find("#buy")).hasAttribute("aria-describedby", "hint");
        assertThat(ann.find("#buy")).isFocused();
        Axe.findsNothing(page, "open");
        fitsEverywhere(ann);
        page.keyboard().press("Enter");
        page.waitForURL(ORDER_PAGE);
        ann.seesStatus("HELD");
        ann.sees("#pay", pay);
        Axe.findsNothing(page, "held");
        fitsEverywhere(ann);
        assertThat(ann.find("#details")).not().hasAttribute("open", "");

        page.goBack();
        ann.sees("#holding", held);
        Axe.findsNothing(page, "holding");
        ann.open("/me");
        assertThat(ann.find(".reservation")).hasCount(1);
        Axe.findsNothing(page, "my orders");
        fitsEverywhere(ann);
        ann.find(".reservation .button").click();
        ann.sees("#pay", pay);
        ann.find("#pay").click();
        page.waitForURL(SANDBOX_PAGE);
        ann.sees("#sandbox-pay", pay);
        Axe.findsNothing(page, "the provider");
        fitsEverywhere(ann);
        ann.answerPayment("#sandbox-pay").seesStatus("CONFIRMED");
        assertThat(ann.find(".pass")).hasCount(2);
        assertThat(ann.find(".pass .qr").first()).isVisible();
        Axe.findsNothing(page, "passes");
        fitsEverywhere(ann);
        String order = page.url().replaceFirst(".*/reservations/([0-9a-f-]{36}).*", "$1");
        List<String> codes =
                client.as(ann.name()).get("/v1/reservations/" + order).texts("/tickets", "/qr");
        for (int i = 0; i < 2; i++) {
            assertThat(scanned(ann.find(".pass-code").nth(i).screenshot())).isEqualTo(codes.get(i));
        }
    }

    /** An offer is not lost on who looks elsewhere: the title, the icon and the browser call them back. */
    @Test
    void anOfferCallsBackWhoLooksElsewhere() {
        String sale = shop.sell(rules(1, LONG_HOLD_SECONDS, 5), 1);
        WindowShopper ann =
                shopper("ann", new Browser.NewContextOptions(), "").visit(sale).buy();
        WindowShopper bob = shopper("bob", new Browser.NewContextOptions(), NOTIFICATIONS)
                .visit(sale)
                .buy();
        bob.seesStatus("WAITLISTED");
        Axe.findsNothing(bob.page(), "waiting");
        bob.looksElsewhere(true);

        ann.find("#cancel").click();
        Axe.findsNothing(ann.page(), "asked whether to cancel");
        ann.find("#cancel-confirm").click();
        ann.seesStatus("CANCELLED");

        bob.seesStatus("HELD");
        assertThat(bob.page()).hasTitle(Pattern.compile("● It came back.*"));
        assertThat(bob.find("link[rel=icon]")).hasAttribute("href", Pattern.compile(".*calling.*"));
        assertThat((List<?>) bob.page().evaluate("told"))
                .singleElement()
                .asString()
                .startsWith("It came back");
        bob.looksElsewhere(false);
        assertThat(bob.page()).hasTitle(Pattern.compile("It came back.*"));
        bob.sees("#pay", "Pay ");
    }

    @Test
    void aLineThatDropsWhileWaitingLosesNothing() {
        String sale = shop.sell(rules(1, LONG_HOLD_SECONDS, 5), 1);
        WindowShopper ann = shopper("ann").visit(sale).buy();
        WindowShopper bob = shopper("bob").visit(sale).buy();
        bob.seesStatus("WAITLISTED");
        bob.marksPage();

        bob.loses(true);
        bob.looksElsewhere(false); // looks again at the server, whatever it waited for there
        bob.sees("#trouble", "Trying again by itself");
        ann.find("#cancel").click();
        ann.find("#cancel-confirm").click();
        ann.seesStatus("CANCELLED");
        assertThat(bob.find("#reservation")).hasAttribute("data-status", "WAITLISTED");
        bob.loses(false);

        bob.seesStatus("HELD");
        assertThat(bob.find("#trouble")).isHidden();
        assertThat(bob.isOnMarkedPage()).isTrue();
    }

    @Test
    void whoComesBackFromPayingTooLateIsToldKindlyAndCanTryAgain() {
        String sale = shop.sell(rules(1, LONG_HOLD_SECONDS, 0), 1);
        WindowShopper ann = shopper("ann").visit(sale).buy().beginPayment();
        shop.pass(Duration.ofSeconds(LONG_HOLD_SECONDS));
        Await.until("the hold ends", () -> shop.tier(sale).held() == 0);

        ann.find("#back").click();

        ann.seesStatus("EXPIRED");
        ann.sees("#headline", "Time ran out");
        ann.sees("#explanation", "nothing was charged");
        Axe.findsNothing(ann.page(), "expired");
        ann.find("#back").click();
        ann.seesEnabled("#buy");
    }

    @Test
    void theLimitIsToldBesideTheButtonWithWhatOneHas() {
        WindowShopper ann = shopper("ann")
                .visit(shop.sell(rules(1, LONG_HOLD_SECONDS, 0), 5))
                .buy();
        ann.find("#back").click();
        ann.sees("#holding", "You hold 1 · pay within");
        ann.seesEnabled("#buy");

        ann.find("#buy").click();

        ann.sees("#order-error", "One person may have 1 here");
        assertThat(ann.find("#error")).isHidden();
        ann.find("#order-error a").click();
        ann.sees(".reservation", "Pay within");
    }

    /** Whoever stops trying, or is refused, still stands where they stood. */
    @Test
    void theKeyboardIsNeverLost() {
        WindowShopper ann = shopper("ann").visit(shop.sell(rules(5, LONG_HOLD_SECONDS, 0), 10));
        ann.page().route("**/reservations", Route::abort);
        ann.seesEnabled("#buy");
        ann.find("#buy").focus();
        ann.page().keyboard().press("Enter");
        ann.sees("#progress", "Trying again by itself");
        assertThat(ann.find("#buy")).isFocused();
        Axe.findsNothing(ann.page(), "trying again");
        assertThat(ann.find("#stop")).isVisible();
        ann.find("#stop").focus();
        ann.page().keyboard().press("Enter");
        ann.sees("#message", "Stopped");
        assertThat(ann.find("#buy")).isFocused();

        ann.page().unroute("**/reservations");
        ann.page().keyboard().press("Enter");
        ann.page().waitForURL(ORDER_PAGE);
        ann.find("#cancel").focus();
        ann.page().keyboard().press("Enter");
        assertThat(ann.find("#cancel-keep")).isFocused();
        ann.page().keyboard().press("Escape");
        assertThat(ann.find("#cancel")).isFocused();
        ann.find("#cancel").click();
        ann.find("#cancel-confirm").click();
        ann.seesStatus("CANCELLED");
        assertThat(ann.find("body")).not().isFocused();
    }

    @Test
    void whatIsNotThereIsSaidWithAWayOn() {
        for (String path :
                List.of("/sales/nothing", "/draws/nothing", "/reservations/00000000-0000-4000-8000-000000000000")) {
            WindowShopper ann = shopper("ann").open("/me").signIn().open(path);
            assertThat(ann.find("#missing h1")).isVisible();
            assertThat(ann.find("#missing .button")).hasAttribute("href", "/");
            assertThat(ann.find("meta[name=robots]")).hasAttribute("content", "noindex");
            Axe.findsNothing(ann.page(), "not there");
        }
    }

    /** At the narrowest width, which is also that of twice the size on a small screen. */
    private static void fitsEverywhere(WindowShopper shopper) {
        var size = shopper.page().viewportSize();
        shopper.page().setViewportSize(SMALLEST_WIDTH, size.height);
        assertThat(shopper.fitsTheScreen()).as(shopper.page().url()).isTrue();
        shopper.page().setViewportSize(size.width, size.height);
    }

    /** As the scanner at a door reads it. */
    private static String scanned(byte[] picture) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture));
            int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
            RGBLuminanceSource light = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
            return new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(light)))
                    .getText();
        } catch (NotFoundException e) {
            return "no code in the picture";
        } catch (IOException | com.google.zxing.ReaderException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param script that runs before those of every page */
    private WindowShopper shopper(String name, Browser.NewContextOptions options, String script) {
        WindowShopper shopper = shopper(name, options);
        if (!script.isEmpty()) {
            shopper.page().addInitScript(script);
        }
        return shopper;
    }
}
