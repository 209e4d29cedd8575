package dev.sluice.crowd.buyer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.TinyShop;
import dev.sluice.crowd.TinyShop.Fault;
import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.journal.Journal;
import dev.sluice.crowd.journal.Reckoning;
import dev.sluice.crowd.journal.Wish;
import dev.sluice.crowd.merchant.Merchant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ShopperTest {
    private static final SaleSpec SALE = SaleSpec.holding("visits", 60, 2, 3_600);
    private static final int WISHES = 60;

    private final Journal journal = new Journal();

    @Test
    void shoppersPayAndGiveBackAndLeaveNothingWrong() {
        try (TinyShop shop = new TinyShop(SALE)) {
            visit(shop);
            assertThat(journal.wishes()).hasSize(WISHES).anyMatch(wish -> wish.is("HELD"));
            assertThat(journal.wishes()).anyMatch(wish -> !wish.attempts().isEmpty());
            assertThat(journal.wishes()).anyMatch(wish -> wish.is("CANCELLED"));
            reckon(shop);
            assertThat(journal.wrong()).isEmpty();
            assertThat(journal.wishes()).anyMatch(wish -> wish.is("CONFIRMED"));
        }
    }

    @Test
    void aShopThatMakesDoubleClicksTwoReservationsIsFound() {
        try (TinyShop shop = new TinyShop(SALE, Fault.FORGETS_KEYS)) {
            visit(shop);
            assertThat(journal.wrong()).anyMatch(wrong -> wrong.contains("has another id"));
        }
    }

    @Test
    void aShopThatIsGoneEndsTheVisit() {
        TinyShop shop = new TinyShop(SALE);
        shop.close();
        new Shopper(shop.client(), journal, List.of(SALE), "ann", 1, () -> false).run();
        assertThat(journal.wishes()).hasSize(1).noneMatch(Wish::isUndecided);
    }

    private void visit(TinyShop shop) {
        new Shopper(
                        shop.client(),
                        journal,
                        List.of(SALE),
                        "ann",
                        1,
                        () -> journal.wishes().size() >= WISHES)
                .run();
    }

    private void reckon(TinyShop shop) {
        Reckoning reckoning = new Reckoning(shop.client(), new Merchant(shop.client())::rows, journal, Await.PATIENCE);
        reckoning.checkAnswers(journal.wishes());
        reckoning.awaitEnds(journal.wishes());
    }
}
