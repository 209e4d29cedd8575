package dev.sluice.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.sluice.app.TestShop.rules;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages in a real browser, as shoppers use them, on all of a demo. The sandbox reports payments late and twice. */
@BrowsedShop.Settings({"payment.sandbox.delay-millis=700", "payment.sandbox.duplicate=true"})
final class DemoPageTest extends BrowsedShop {
    private static final int LONG_HOLD_SECONDS = 600;
    private static final String TROUBLED_CLUSTER = """
            {"self": 2, "redis": "DOWN", "unowned": 2, "warnings": ["signing.key is not the same everywhere, so that one refuses what another
            accepts: 3fa9c1d2 at gateway-1; 77aa0011 at ticket-1"], "nodes": [
            {"number": 2, "name": "gateway-1", "roles": ["gateway", "admin"], "address": "10.0.0.2:8081", "release": "1.4.0",
             "silentMillis": 140, "sales": 0, "load": 0, "queued": 0, "longest": 0, "lagMillis": 0},
            {"number": 3, "name": "ticket-with-a-long-name-in-a-data-centre-far-away-1", "roles": ["ticket"],
             "address": "ticket-1.eu-central.machines.example.internal:8080", "release": "1.4.0", "silentMillis": 210, "sales": 1,
             "load": 340, "queued": 1234, "longest": 1000, "lagMillis": 2500},
            {"number": 4, "name": "ticket-2", "roles": ["ticket"], "address": "10.0.0.4:8080", "release": "", "silentMillis": 2900,
             "sales": 12, "load": 340}]}""".replace("\n", " ");

    private static final Pattern TICKET_CODE = Pattern.compile("[0-9A-Z]{4}(-[0-9A-Z]{4}){3}");

    @Test
    void buttonIsEnabledByItselfAtTheOpeningAndTwoClicksBuyOne() {
        WindowShopper ann = shopper("ann").open("/me").signIn();
        String sale = awaitsTheOpening(ann, rules(5, LONG_HOLD_SECONDS, 0), 400_000, 10);
        ann.marksPage();
        assertThat(ann.find("#buy")).isDisabled();
        ann.sees("#clock", "Opens in");

        ann.seesEnabled("#buy");
        assertThat(ann.isOnMarkedPage()).isTrue();
        ann.find("#buy").dblclick();

        ann.seesStatus("HELD");
        assertThat(ann.reservations()).isEqualTo(1);
        assertThat(shop.tier(sale).held()).isEqualTo(1);
    }

    @Test
    void reservationShowsItsDeadlineAndTurnsIntoATicketByItself() {
        WindowShopper ann = shopper("ann")
                .visit(shop.sell(rules(1, LONG_HOLD_SECONDS, 0), 1))
                .buy();
        ann.sees("#clock", "Time left to pay");
        assertThat(ann.find("#countdown")).hasText(Pattern.compile("(10:00|9:\\d\\d)"));

        ann.beginPayment().answerPayment("#sandbox-pay");
        ann.marksPage();

        ann.seesStatus("CONFIRMED");
        assertThat(ann.find(".ticket-code")).hasText(TICKET_CODE);
        assertThat(ann.isOnMarkedPage()).isTrue();
    }

    @Test
    void declinedPaymentIsToldAndCanBePaidAgain() {
        WindowShopper ann = shopper("ann")
                .visit(shop.sell(rules(1, LONG_HOLD_SECONDS, 0), 1))
                .buy();

        ann.beginPayment().answerPayment("#sandbox-decline");
        ann.sees("#payment-notice", "declined");
        ann.seesStatus("HELD");

        ann.beginPayment().answerPayment("#sandbox-pay");
        ann.seesStatus("CONFIRMED");
        assertThat(ann.find("#payment-notice")).isHidden();
    }

    @Test
    void soldOutIsShownAndTheWaitlistOffersWhatComesBack() {
        String sale = shop.sell(rules(1, LONG_HOLD_SECONDS, 5), 1);
        WindowShopper bob = shopper("bob").visit(sale);
        bob.seesEnabled("#buy");
        WindowShopper ann = shopper("ann").visit(sale).buy();
        bob.seesStatus("SOLD_OUT");
        bob.sees("#buy", "Join the waitlist");

        bob.buy();
        bob.seesStatus("WAITLISTED");
        bob.sees("[data-fact=position]", "1");
        bob.marksPage();
        ann.find("#cancel").click();
        ann.find("#cancel-confirm").click();

        ann.seesStatus("CANCELLED");
        bob.seesStatus("HELD");
        assertThat(bob.isOnMarkedPage()).isTrue();
    }

    @Test
    void soldOutWithoutAWaitlistCannotBeBought() {
        String sale = shop.sell(rules(1, LONG_HOLD_SECONDS, 0), 1);
        shopper("ann").visit(sale).buy();

        WindowShopper bob = shopper("bob").visit(sale);

        bob.sees("#buy", "Sold out");
        assertThat(bob.find("#buy")).isDisabled();
    }

    @Test
    void holdThatRunsOutIsShownAsExpiredByItself() {
        WindowShopper ann = shopper("ann").visit(shop.sell(rules(1, 2, 0), 1)).buy();
        ann.marksPage();

        ann.seesStatus("EXPIRED");

        assertThat(ann.find("#pay")).isHidden();
        assertThat(ann.isOnMarkedPage()).isTrue();
    }

    @Test
    void paymentThatCameTooLateIsGivenBackAndTold() {
        String sale = shop.sell(rules(1, LONG_HOLD_SECONDS, 5), 1);
        WindowShopper ann = shopper("ann").visit(sale).buy().beginPayment();
        shop.pass(Duration.ofSeconds(LONG_HOLD_SECONDS));
        WindowShopper bob = shopper("bob").visit(sale).buy();
        bob.seesStatus("HELD");
        bob.beginPayment().answerPayment("#sandbox-pay");
        bob.seesStatus("CONFIRMED");

        ann.answerPayment("#sandbox-pay");

        ann.seesStatus("EXPIRED");
        ann.sees("#payment-notice", "your money was given back");
    }

    @Test
    void freePlaceIsConfirmedWithoutAPayment() {
        WindowShopper ann = shopper("ann")
                .visit(shop.sell(Duration.ZERO, rules(1, LONG_HOLD_SECONDS, 0), 0, 1))
                .buy();

        ann.sees("#pay", "Confirm");
        ann.find("#pay").click();

        ann.seesStatus("CONFIRMED");
        assertThat(ann.find(".ticket-code")).hasText(TICKET_CODE);
    }

    @Test
    void lostAnswerIsAskedForAgainAndBuysOnce() {
        String sale = shop.sell(rules(5, LONG_HOLD_SECONDS, 0), 10);
        WindowShopper ann = shopper("ann").visit(sale);
        ann.page().route("**/reservations", BrowsedShop::loseTheAnswer, new Page.RouteOptions().setTimes(1));

        ann.buy();

        ann.seesStatus("HELD");
        assertThat(ann.reservations()).isEqualTo(1);
        assertThat(shop.tier(sale).held()).isEqualTo(1);
    }

    /** Whatever there is to be told of them, on whatever screen. */
    @Test
    void processesAreListedWithWhatIsWrong() {
        WindowShopper operator = shopper("operator").open("/nodes");
        operator.sees("#summary", "1 process · no Redis between them");
        operator.sees("#nodes li", "everything, by itself");
        assertThat(operator.find("#warnings li")).hasCount(0);

        operator.page()
                .route(
                        "**/v1/admin/nodes",
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setContentType("application/json")
                                .setBody(TROUBLED_CLUSTER)));

        operator.sees("#summary", "3 processes · Redis is down");
        operator.sees("#warnings", "Redis is down");
        operator.sees("#warnings", "2 sales are nobody’s");
        operator.sees("#warnings", "signing.key is not the same everywhere");
        operator.sees("[data-node='3']", "1,234 queued");
        operator.sees("[data-node='4']", "does not answer");
        assertThat(operator.fitsTheScreen()).isTrue();
        assertThat(operator.onAPhone().fitsTheScreen()).isTrue();
    }
}
