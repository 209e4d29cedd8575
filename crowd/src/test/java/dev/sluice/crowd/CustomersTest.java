package dev.sluice.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.TinyShop.Fault;
import dev.sluice.crowd.buyer.Customers;
import dev.sluice.crowd.buyer.Market;
import dev.sluice.crowd.buyer.Persistence;
import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.journal.AnswerLog;
import dev.sluice.crowd.journal.Journal;
import dev.sluice.crowd.journal.Reckoning;
import dev.sluice.crowd.journal.Wish;
import dev.sluice.crowd.merchant.Merchant;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CustomersTest {
    private static final SaleSpec SALE = SaleSpec.holding("sale", 60, 2, 3_600).withWaitlist(40);
    private static final Persistence QUICK = new Persistence(8, Duration.ofMillis(2), Duration.ofMillis(10));
    private static final int VISITS = 160;

    private final Journal journal = new Journal();
    private final AnswerLog log = new AnswerLog(() -> System.nanoTime() / 1_000_000, 0);

    @Test
    void customersBuyOfThreeGatewaysThatAreBusyAndBreakOffAndLeaveNothingWrong() {
        try (TinyShop shop = new TinyShop(3, SALE, Fault.IS_BUSY, Fault.BREAKS_OFF, Fault.TAKES_IN)) {
            visit(shop);
            assertThat(journal.wrong()).isEmpty();
            assertThat(journal.wishes())
                    .hasSizeLessThanOrEqualTo(VISITS)
                    .anyMatch(wish -> wish.is("HELD"))
                    .anyMatch(wish -> wish.is("CANCELLED"))
                    .anyMatch(wish -> wish.is("CONFIRMED"))
                    .anyMatch(Wish::waited);
            assertThat(log.total().granted()).isPositive();
            assertThat(log.total().busy()).isPositive();
            assertThat(log.total().broken()).isPositive();
            assertThat(log.total().takenIn()).isPositive();
            assertThat(log.gaps()).isNotEmpty().allMatch(gap -> gap.sale().equals(SALE.id()));
        }
    }

    @Test
    void whatTheyWereAnsweredIsReckonedUp() {
        try (TinyShop shop = new TinyShop(2, SALE)) {
            visit(shop);
            Reckoning reckoning =
                    new Reckoning(shop.gateways(), new Merchant(shop.client())::rows, journal, Await.PATIENCE);
            reckoning.checkAnswers(journal.wishes());
            reckoning.awaitEnds(journal.wishes());
            reckoning.checkRows(SALE);
            reckoning.checkAgreement(SALE);
            assertThat(reckoning.checkSoldOut(SALE, SALE.capacity())).isTrue();
            assertThat(journal.wrong()).isEmpty();
        }
    }

    @Test
    void anAnswerThatNobodyExpectsIsFound() {
        try (TinyShop shop = new TinyShop(2, SALE, Fault.FAILS)) {
            visit(shop);
            assertThat(journal.wrong()).anyMatch(wrong -> wrong.contains("is answered what nobody expects"));
        }
    }

    @Test
    void aShopThatMakesRepeatedRequestsTwoReservationsIsFound() {
        try (TinyShop shop = new TinyShop(2, SALE, Fault.FORGETS_KEYS)) {
            visit(shop);
            assertThat(journal.wrong())
                    .anyMatch(wrong -> wrong.contains("has another id") || wrong.contains("was made twice"));
        }
    }

    private void visit(TinyShop shop) {
        Market market = new Market(shop.gateways(log), journal, List.of(SALE), QUICK);
        try (Customers customers = Customers.start(market, "u", 8, 2_000, VISITS, 7)) {
            Await.until("all visits are made", customers::isOver);
            assertThat(customers.visits()).isEqualTo(VISITS);
        }
    }
}
