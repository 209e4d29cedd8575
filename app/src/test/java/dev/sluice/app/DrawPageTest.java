package dev.sluice.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.sluice.app.TestShop.rules;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.sluice.sale.Order;
import dev.sluice.sale.Window;
import dev.sluice.sale.draw.DrawSecret;
import dev.sluice.sale.draw.Fairness;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Entering, waiting for, winning and checking a draw in a real browser, on all of a demo. */
final class DrawPageTest extends BrowsedShop {
    /** However slow the machine is. Who waits for the seal lets it pass. */
    private static final Duration LONG = Duration.ofMinutes(10);

    private static final int PAY_SECONDS = 300;
    private static final List<String> SECRETS = List.of("what the shop thought of", "what the fan club thought of");
    private static final Fairness PROMISED =
            new Fairness(SECRETS.stream().map(DrawSecret::commitment).toList(), null, false);

    /** One unit for two who enter: one pays, the other waits, and both see for themselves that it was so. */
    @Test
    void oneIsDrawnAndPaysTheOtherWaitsAndBothCheckIt() {
        WindowShopper ann = shopper("ann").open("/me").signIn();
        WindowShopper bob = shopper("bob").open("/me").signIn();
        String sale = sell(1, lottery(PROMISED), LONG);
        Stream.of(ann, bob).forEach(each -> each.open("/sales/" + sale));
        ann.seesStatus("ENTRIES_OPEN");
        ann.sees("#clock", "Entries close in");
        ann.sees("#proof", "Nobody can choose the order");
        Axe.findsNothing(ann.page(), "entries open");

        ann.page().route("**/entries", BrowsedShop::loseTheAnswer, new Page.RouteOptions().setTimes(1));
        ann.seesEnabled("#buy");
        ann.find("#buy").dblclick();
        ann.sees("#entry-headline", "You are in");
        bob.seesEnabled("#buy");
        bob.find("#buy").click();
        bob.sees("#entry-headline", "You are in");
        Stream.of(ann, bob).forEach(WindowShopper::marksPage);

        sealed(ann, bob);
        for (WindowShopper each : List.of(ann, bob)) {
            each.seesStatus("SEALED");
            each.sees("#entry-checks", "your entry is in, one of 2 that were sealed");
            assertThat(each.find("#entry-change")).isHidden();
        }
        assertThat(ann.find("#entry-headline")).isFocused();
        Axe.findsNothing(ann.page(), "sealed");
        SECRETS.forEach(secret -> shop.tell(sale, secret));
        for (WindowShopper each : List.of(ann, bob)) {
            assertThat(each.find("#entry[data-state=WON], #entry[data-state=WAITLISTED]"))
                    .isVisible();
            assertThat(each.isOnMarkedPage()).isTrue();
        }
        boolean annWon = ann.find("#entry[data-state=WON]").count() == 1;
        WindowShopper winner = annWon ? ann : bob;
        WindowShopper waiter = annWon ? bob : ann;
        waiter.sees("#entry-headline", "You are number 1 on the waitlist");
        winner.sees("#entry-clock", "Time left to pay");
        assertThat(winner.page()).hasTitle(Pattern.compile("You won.*"));
        Axe.findsNothing(winner.page(), "won");

        for (WindowShopper each : List.of(winner, waiter)) {
            each.find("#proof a").click();
            each.sees("#verdict", "✓ All of it is right");
            each.sees("#own", each == winner ? "in place 1 of 2" : "in place 2 of 2");
            assertThat(each.find("[data-right=false]")).hasCount(0);
            assertThat(each.find("[data-check=noted]")).hasAttribute("data-right", "true");
            assertThat(each.find("tr[data-own]")).hasCount(1);
            Axe.findsNothing(each.page(), "checked");
            assertThat(each.onAPhone().fitsTheScreen()).isTrue();
            each.find("#back").click();
        }
        winner.find("#entry-pay").click();
        winner.page().waitForURL(Pattern.compile(".*/sandbox/payments/.*"));
        winner.answerPayment("#sandbox-pay").seesStatus("CONFIRMED");
        winner.page().navigate(shop.url() + "/sales/" + sale);
        winner.sees("#entry-headline", "it is yours");
    }

    @Test
    void whatIsEnteredIsTakenBackAndEnteredAnew() {
        WindowShopper ann = shopper("ann").visit(sell(5, lottery(PROMISED), LONG));
        ann.seesEnabled("#buy");
        ann.find("#buy").click();
        ann.sees("#entry-headline", "You are in");
        assertThat(ann.find("#buy-form")).isHidden();

        ann.find("#entry-withdraw").click();
        ann.seesEnabled("#buy");
        assertThat(ann.find("#entry")).isHidden();
        ann.page().reload();
        ann.seesEnabled("#buy");
        ann.find("#buy").click();

        ann.sees("#entry-headline", "You are in");
    }

    @Test
    void whatIsEnteredIsChangedUntilTheSeal() {
        String sale = sell(5, lottery(PROMISED), LONG);
        WindowShopper ann = shopper("ann").visit(sale);
        ann.seesEnabled("#buy");
        ann.find("#buy").click();
        ann.sees("#entry-headline", "You are in: 1 × Standard");

        ann.find("#entry-change").click();
        ann.find("#quantity").fill("2");
        ann.sees("#buy", "Change my entry");
        ann.page().route("**/entries/mine", DrawPageTest::loseTheChange);
        ann.find("#buy").click();
        ann.sees("#progress", "Trying again by itself");
        ann.page().unroute("**/entries/mine");
        ann.page().reload();

        ann.sees("#entry-headline", "You are in: 2 × Standard");
    }

    @Test
    void aDrawThatProvesNothingSaysSo() {
        Fairness trusted = new Fairness(PROMISED.parties().subList(0, 1), null, true);
        String sale = sell(1, lottery(trusted), LONG);
        WindowShopper ann = shopper("ann").visit(sale);

        ann.sees("#proof", "Not provable: the merchant asks you to trust them");

        ann.find("#proof a").click();
        ann.sees("#lead", "Not provable");
        ann.seesStatus("ENTRIES_OPEN");
    }

    /** Both ways of a split are on one page: who does not win, or did not enter, buys of the other half. */
    @Test
    void aSplitIsEnteredAndBought() {
        WindowShopper ann = shopper("ann").open("/me").signIn();
        Function<Window, Order> split =
                window -> new Order.Split((Order.Lottery) lottery(PROMISED).apply(window), null, Order.Split.WHOLE / 2);
        String sale = sell(2, split, LONG);
        ann.open("/sales/" + sale);
        ann.sees("[data-way=drawn]", "1 is for those who enter");
        ann.sees("[data-way=queue]", "1 is for those who buy");
        ann.seesEnabled("#buy");
        ann.find("#buy").click();
        ann.sees("#entry-headline", "You are in");
        WindowShopper bob = shopper("bob").visit(sale);
        sealed(ann, bob);
        ann.seesStatus("SEALED");
        SECRETS.forEach(secret -> shop.tell(sale, secret));

        ann.sees("#entry-headline", "You won");
        bob.sees("#buy", "Reserve 1");
        bob.buy().seesStatus("HELD");
        assertThat(shop.tier(sale).held()).isEqualTo(2);
    }

    /** The archive that the server gives is not believed, but worked out. */
    @Test
    void anOrderThatDoesNotFollowIsSeen() {
        WindowShopper ann = shopper("ann").open("/me").signIn();
        String sale = sell(1, lottery(PROMISED), LONG);
        ann.open("/sales/" + sale);
        ann.seesEnabled("#buy");
        ann.find("#buy").click();
        ann.sees("#entry-headline", "You are in");
        sealed(ann);
        ann.seesStatus("SEALED");
        SECRETS.forEach(secret -> shop.tell(sale, secret));
        ann.sees("#entry-headline", "You won");
        ann.page().route("**/draw/archive", route -> {
            APIResponse right = route.fetch();
            route.fulfill(new Route.FulfillOptions()
                    .setResponse(right)
                    .setBody(right.text().replace(SECRETS.getFirst(), "what the shop would rather have thought of")));
        });

        ann.open("/draws/" + sale);

        ann.sees("#verdict", "✗ This draw is not what it says");
        assertThat(ann.find("#checks [data-check=secrets]")).hasAttribute("data-right", "false");
        assertThat(ann.find("#checks [data-check=entries]")).hasAttribute("data-right", "true");
    }

    /** The time to enter is over, and their pages look what that means. */
    private static void sealed(WindowShopper... waiting) {
        shop.pass(LONG);
        Stream.of(waiting).forEach(WindowShopper::looksAgain);
    }

    private static String sell(long capacity, Function<Window, Order> order, Duration timeToEnter) {
        return shop.sell(timeToEnter, rules(2, PAY_SECONDS, 5), 400_000, capacity, order);
    }

    /** Entered from now on until the sale opens. */
    private static Function<Window, Order> lottery(Fairness fairness) {
        return window ->
                new Order.Lottery(System.currentTimeMillis() - 1_000, window.opensAtMillis(), PAY_SECONDS, fairness);
    }

    /** The same of a change, but of nothing else. */
    private static void loseTheChange(Route route) {
        if (route.request().method().equals("PUT")) {
            loseTheAnswer(route);
        } else {
            route.resume();
        }
    }
}
