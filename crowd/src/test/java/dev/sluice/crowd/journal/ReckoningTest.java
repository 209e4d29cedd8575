package dev.sluice.crowd.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.TinyShop;
import dev.sluice.crowd.TinyShop.Fault;
import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.merchant.Merchant;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A shop that is in order has nothing to fear; one that lost, doubled or changed what it answered is found out. */
final class ReckoningTest {
    private static final SaleSpec SALE = SaleSpec.holding("sale", 3, 2, 3_600).withWaitlist(5);
    private static final SaleSpec BRIEF = SaleSpec.holding("brief", 2, 2, 0);
    private static final Duration IMPATIENT = Duration.ofMillis(50);

    private final Journal journal = new Journal();

    @Test
    void aShopThatIsInOrderIsHeldToNothingWrong() {
        try (TinyShop shop = new TinyShop(SALE)) {
            Wish paid = buy(shop, SALE, "ann", 2);
            pay(shop, paid);
            Wish returned = buy(shop, SALE, "ben", 1);
            buy(shop, SALE, "cid", 1);
            buy(shop, SALE, "dan", 1);
            returned.learn(returned.cancel(shop.client()));
            reckon(shop, SALE);

            assertThat(journal.wrong()).isEmpty();
            assertThat(journal.checked()).isGreaterThan(100);
            assertThat(journal.wishes())
                    .extracting(Wish::status)
                    .containsExactly("CONFIRMED", "CANCELLED", "HELD", "WAITLISTED");
        }
    }

    @Test
    void aLostAnswerIsFound() {
        assertFound(Fault.LOSES_RESERVATIONS, "is not there any more");
    }

    @Test
    void aSecondReservationOfOneKeyIsFound() {
        assertFound(Fault.FORGETS_KEYS, "has another id than r1");
    }

    @Test
    void anAnswerThatIsTakenBackIsFound() {
        assertFound(Fault.TAKES_BACK, "was HELD");
    }

    @Test
    void moreUnitsThanThereAreAreFound() {
        try (TinyShop shop = new TinyShop(SALE, Fault.OVERSELLS)) {
            buy(shop, SALE, "ann", 2);
            buy(shop, SALE, "ben", 2);
            reckon(shop, SALE);
            assertThat(journal.wrong()).anyMatch(wrong -> wrong.contains("sale is oversold: 4 of 3"));
        }
    }

    @Test
    void booksThatDoNotBalanceAreFound() {
        assertFound(Fault.DOES_NOT_BALANCE, "sale does not balance: [other]");
    }

    @Test
    void aRequestThatIsNeverDecidedIsFound() {
        try (TinyShop shop = new TinyShop(SALE, Fault.NEVER_DECIDES)) {
            buy(shop, SALE, "ann", 1);
            reckon(shop, SALE);
            assertThat(journal.wrong()).anyMatch(wrong -> wrong.contains("is not decided"));
        }
    }

    @Test
    void moneyWithoutTicketsIsFound() {
        try (TinyShop shop = new TinyShop(SALE, Fault.KEEPS_MONEY)) {
            pay(shop, buy(shop, SALE, "ann", 1));
            reckon(shop, SALE);
            assertThat(journal.wrong()).anyMatch(wrong -> wrong.contains("is HELD, and 1 payments are kept"));
        }
    }

    @Test
    void aPaymentThatIsForgottenIsFound() {
        try (TinyShop shop = new TinyShop(SALE)) {
            Wish wish = buy(shop, SALE, "ann", 1);
            wish.attempt(wish.visitor(shop.client()).openPayment(wish.id()).id());
            shop.begin(Fault.FORGETS_PAYMENTS);
            new Reckoning(shop.client(), new Merchant(shop.client())::rows, journal, IMPATIENT)
                    .checkAnswers(journal.wishes());
            assertThat(journal.wrong()).anyMatch(wrong -> wrong.contains("had payment p1, now"));
        }
    }

    @Test
    void whoIsServedBeforeTheirTurnIsFound() {
        try (TinyShop shop = new TinyShop(SALE, Fault.SERVES_LAST)) {
            Wish first = buy(shop, SALE, "ann", 1);
            buy(shop, SALE, "ben", 2);
            buy(shop, SALE, "cid", 1);
            buy(shop, SALE, "dan", 1);
            first.learn(first.cancel(shop.client()));
            reckon(shop, SALE);
            assertThat(journal.wrong()).anyMatch(wrong -> wrong.contains("waits, and number 4 behind it was served"));
        }
    }

    @Test
    void aHoldThatEndsInTimeIsFineAndOneThatStaysIsFound() {
        try (TinyShop shop = new TinyShop(BRIEF)) {
            buy(shop, BRIEF, "ann", 1);
            reckon(shop, BRIEF);
            assertThat(journal.wrong()).isEmpty();
            assertThat(journal.wishes()).allMatch(wish -> wish.is("EXPIRED"));
        }
        SaleSpec stays = SaleSpec.holding("stays", 2, 2, 1);
        try (TinyShop shop = new TinyShop(stays)) {
            buy(shop, stays, "ann", 1);
            reckon(shop, stays);
            assertThat(journal.wrong()).anyMatch(wrong -> wrong.contains("is still held"));
        }
    }

    /** Somebody buys, then the shop begins to do this wrong. */
    private void assertFound(Fault fault, String lie) {
        try (TinyShop shop = new TinyShop(SALE)) {
            buy(shop, SALE, "ann", 1);
            shop.begin(fault);
            reckon(shop, SALE);
            assertThat(journal.wrong()).anyMatch(wrong -> wrong.contains(lie));
        }
    }

    private Wish buy(TinyShop shop, SaleSpec sale, String user, int quantity) {
        Wish wish = journal.wish(sale, user, "key", quantity);
        wish.learn(wish.reserve(shop.client(), 1));
        return wish;
    }

    private static void pay(TinyShop shop, Wish wish) {
        PaymentAttempt attempt =
                wish.attempt(wish.visitor(shop.client()).openPayment(wish.id()).id());
        attempt.paying();
        wish.visitor(shop.client()).answerPayment(attempt.id(), "pay").expect(204);
        attempt.accept();
    }

    private void reckon(TinyShop shop, SaleSpec sale) {
        Reckoning reckoning = new Reckoning(shop.client(), new Merchant(shop.client())::rows, journal, IMPATIENT);
        reckoning.checkAnswers(journal.wishes());
        reckoning.awaitEnds(journal.wishes());
        reckoning.checkRows(sale);
    }
}
