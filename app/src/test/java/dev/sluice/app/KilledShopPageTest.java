package dev.sluice.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.sluice.browser.Chromium;
import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.merchant.Merchant;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shop is killed while people buy, pay and wait, and started again where it was: their pages go on by themselves, and nothing happens twice. */
final class KilledShopPageTest {
    private static final SaleSpec PLENTY = SaleSpec.holding("plenty", 10, 4, 3_600);
    private static final SaleSpec ONE = SaleSpec.holding("one", 1, 1, 3_600).withWaitlist(5);

    @TempDir
    Path folder;

    @Test
    void whoBuysPaysOrWaitsGoesOnWhenItIsBack() {
        Path data = folder.resolve("data");
        try (Chromium chromium = Chromium.start()) {
            String address;
            WindowShopper ann;
            WindowShopper bob;
            WindowShopper cat;
            String held;
            try (ProductProcess first = ProductProcess.demo(data);
                    ShopClient client = first.awaitReady()) {
                address = client.toString();
                Merchant merchant = new Merchant(client);
                merchant.create(PLENTY);
                merchant.create(ONE);
                held = client.as("dan").buy(ONE.id(), "key", 1).expect(201).id();
                ann = new WindowShopper("ann", chromium, address).visit(PLENTY.id());
                bob = new WindowShopper(
                                "bob", chromium, address, new Browser.NewContextOptions().setViewportSize(390, 780))
                        .visit(PLENTY.id())
                        .buy()
                        .beginPayment();
                cat = new WindowShopper(
                                "cat",
                                chromium,
                                address,
                                new Browser.NewContextOptions()
                                        .setLocale("zh-CN")
                                        .setColorScheme(ColorScheme.DARK))
                        .visit(ONE.id())
                        .buy();
                cat.seesStatus("WAITLISTED");
                cat.marksPage();
                ann.seesEnabled("#buy");
                // The shop decides, and is gone before the answer is.
                ann.page()
                        .route(
                                "**/reservations",
                                route -> {
                                    route.fetch();
                                    first.kill();
                                    route.abort();
                                },
                                new Page.RouteOptions().setTimes(1));
                ann.find("#buy").click();
                ann.sees("#progress", "Trying again by itself");
                ann.marksPage();
                bob.find("#sandbox-pay").click();
                bob.sees("#message", "Please try again.");
                cat.looksElsewhere(false); // asks anew, whatever it waited for
                cat.sees("#trouble", "页面会自动重试");
                Axe.findsNothing(cat.page(), "while the shop is away");
            }

            List<String> again = List.of(
                    "demo",
                    "--data",
                    data.toString(),
                    "--port",
                    Integer.toString(URI.create(address).getPort()));
            try (ProductProcess second = ProductProcess.start(data, again);
                    ShopClient client = second.awaitReady()) {
                ann.page().waitForURL("**/reservations/**");
                ann.seesStatus("HELD");
                assertThat(ann.reservations()).isEqualTo(1);
                assertThat(bob.find("#sandbox-pay")).isEnabled();
                bob.answerPayment("#sandbox-pay").seesStatus("CONFIRMED");
                assertThat(bob.find(".pass .qr")).isVisible();
                assertThat(cat.find("#trouble")).isHidden();
                client.as("dan").delete("/v1/reservations/" + held).expect(200);
                cat.seesStatus("HELD");
                cat.sees("#headline", "候补成功");
                assertThat(cat.isOnMarkedPage()).isTrue();
                Merchant merchant = new Merchant(client);
                assertThat(merchant.balances(PLENTY.id())).isTrue();
                assertThat(merchant.balances(ONE.id())).isTrue();
                List.of(ann, bob, cat).forEach(WindowShopper::close);
            }
        }
    }
}
