package dev.sluice.crowd.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.TinyShop;
import dev.sluice.crowd.TinyShop.Fault;
import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.merchant.Merchant;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A shop that is in order has nothing to fear; one that lost, doubled or changed what it answered is found out. */
final class ReckoningTest {
    private static final SaleSpec SALE = SaleSpec.holding("sale", 3, 2, 3_600).withWaitlist(5);
    private static final SaleSpec BRIEF = SaleSpec.holding("brief", 2, 2, 0);
    private static final SaleSpec BRIEF_FULL = SaleSpec.holding("full", 2, 2, 3_600);
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
    void moneyThatTheProviderHasAndTheShopDoesNotKnowOfIsFound() {
        try (TinyShop shop = new TinyShop(SALE, Fault.LOSES_MONEY)) {
            Wish wish = buy(shop, SALE, "ann", 1);
            PaymentAttempt attempt = wish.attempt(
                    wish.visitor(shop.client()).openPayment(wish.id()).id());
            attempt.paying();
            wish.visitor(shop.client()).answerPayment(attempt.id(), "pay").expect(503);
            reckon(shop, SALE);
            assertThat(journal.wrong())
                    .anyMatch(wrong -> wrong.contains("the provider has the money for p1, which is PENDING"));
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

    @Test
    void aRefundIsNoContradiction() {
        try (TinyShop shop = new TinyShop(SALE)) {
            Wish wish = buy(shop, SALE, "ann", 1);
            pay(shop, wish);
            wish.learn(wish.look(shop.client()));
            wish.learn(wish.refund(shop.client()));
            reckon(shop, SALE);
            assertThat(journal.wrong()).isEmpty();
            assertThat(wish.status()).isEqualTo("REFUNDED");
        }
    }

    @Test
    void aTicketThatIsGivenBackIsSomebodyElsesAndTheOtherStays() {
        try (TinyShop shop = new TinyShop(SALE)) {
            Wish wish = giveOneBack(shop);
            assertThat(wish.status()).isEqualTo("CONFIRMED");
            buy(shop, SALE, "ben", 2);
            reckon(shop, SALE);
            assertThat(journal.wrong()).isEmpty();
            assertThat(wish.spareTicket(new Random(1))).isEqualTo("t1-0");
        }
    }

    @Test
    void aTicketThatIsForgottenToBeBackIsFound() {
        try (TinyShop shop = new TinyShop(SALE, Fault.FORGETS_TICKETS_BACK)) {
            giveOneBack(shop);
            reckon(shop, SALE);
            assertThat(journal.wrong()).anyMatch(wrong -> wrong.contains("had these tickets back: [t1-0]"));
        }
    }

    @Test
    void moneyOfATicketThatDoesNotComeBackIsFound() {
        try (TinyShop shop = new TinyShop(SALE, Fault.KEEPS_MONEY_OF_PARTS)) {
            giveOneBack(shop);
            reckon(shop, SALE);
            assertThat(journal.wrong()).anyMatch(wrong -> wrong.contains("has 1000 to get back, and got 0"));
        }
    }

    private Wish giveOneBack(TinyShop shop) {
        Wish wish = buy(shop, SALE, "ann", 2);
        pay(shop, wish);
        wish.learn(wish.look(shop.client()));
        wish.learn(wish.refund(shop.client(), "t1-0"));
        return wish;
    }

    @Test
    void whatIsNotInTheLedgerIsFoundWithSaleAndPurchase() {
        try (TinyShop shop = new TinyShop(SALE)) {
            buy(shop, SALE, "ann", 1);
            shop.begin(Fault.LOSES_ROWS);
            reckon(shop, SALE);
            assertThat(journal.findings())
                    .containsExactly(
                            new Finding("sale", "ann/key (r1)", "was answered HELD, and is not in the ledger"));
        }
    }

    @Test
    void whatIsGivenToWhoWasRefusedIsFound() {
        try (TinyShop shop = new TinyShop(BRIEF_FULL)) {
            Wish ann = buy(shop, BRIEF_FULL, "ann", 2);
            buy(shop, BRIEF_FULL, "ben", 1);
            shop.begin(Fault.GIVES_TO_REFUSED);
            ann.learn(ann.cancel(shop.client()));
            reckon(shop, BRIEF_FULL);
            assertThat(journal.wrong())
                    .singleElement()
                    .asString()
                    .contains("nobody asked for", "id=r0", "ben/key (null) refused");
        }
    }

    @Test
    void gatewaysThatDisagreeAreFound() {
        try (TinyShop shop = new TinyShop(3, SALE)) {
            Wish ann = buy(shop, SALE, "ann", 1);
            ann.learn(ann.cancel(shop.client()));
            reckoning(shop).checkAgreement(SALE);
            assertThat(journal.wrong()).isEmpty();
            shop.begin(Fault.GATEWAYS_DISAGREE);
            reckoning(shop).checkAgreement(SALE);
            assertThat(journal.wrong())
                    .anyMatch(wrong -> wrong.contains("ann/key (r1)")
                            && wrong.contains("the gateways do not agree: http://127.0.0.1:"));
        }
    }

    @Test
    void aUnitThatIsNobodysAndCannotBeHadIsFound() {
        try (TinyShop shop = new TinyShop(SALE, Fault.KEEPS_ONE_BACK)) {
            buy(shop, SALE, "ann", 1);
            assertThat(reckoning(shop).checkSoldOut(SALE, 100)).isTrue();
            assertThat(journal.wrong()).anyMatch(wrong -> wrong.contains("is undersold: 2 of 3"));
        }
    }

    @Test
    void aSaleThatIsBoughtUpIsInOrder() {
        try (TinyShop shop = new TinyShop(2, SALE)) {
            buy(shop, SALE, "ann", 1);
            assertThat(reckoning(shop).checkSoldOut(SALE, 1))
                    .as("too much is left")
                    .isFalse();
            assertThat(reckoning(shop).checkSoldOut(SALE, 2)).isTrue();
            reckon(shop, SALE);
            assertThat(journal.wrong()).isEmpty();
        }
    }

    @Test
    void whatWasTakenInAndForgottenIsFound() {
        try (TinyShop shop = new TinyShop(SALE, Fault.TAKES_IN)) {
            Wish ann = buy(shop, SALE, "ann", 1);
            assertThat(ann.isUndecided()).isTrue();
            reckoning(shop).awaitTakenIn(SALE);
            assertThat(journal.wrong()).isEmpty();
            shop.begin(Fault.FORGETS_WHAT_IS_TAKEN_IN);
            buy(shop, SALE, "ben", 1);
            reckoning(shop).awaitTakenIn(SALE);
            assertThat(journal.wrong())
                    .singleElement()
                    .asString()
                    .contains("ben/key", "was taken in, and the ledger has nothing of it");
        }
    }

    @Test
    void whatIsForgottenIsNotHeldAgainstAnybody() {
        try (TinyShop shop = new TinyShop(SALE)) {
            buy(shop, SALE, "ann", 1);
            journal.forget(SALE);
            assertThat(journal.wishes()).isEmpty();
        }
    }

    private Reckoning reckoning(TinyShop shop) {
        return new Reckoning(shop.gateways(), new Merchant(shop.client())::rows, journal, IMPATIENT);
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
