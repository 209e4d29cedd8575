package dev.sluice.crowd.buyer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.TinyShop;
import dev.sluice.crowd.TinyShop.Fault;
import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.journal.Journal;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RushTest {
    private static final SaleSpec SALE = SaleSpec.holding("rush", 10, 4, 3_600);

    private final Journal journal = new Journal();
    private final Rush rush = new Rush(20, 2, 3);

    @Test
    void everyClickIsAnsweredAndWrittenDown() {
        try (TinyShop shop = new TinyShop(SALE)) {
            List<Rush.Click> clicks = rush.storm(shop.client(), journal, SALE);

            assertThat(clicks).hasSize(120);
            assertThat(rush.requests()).isEqualTo(120);
            assertThat(shop.client().answers()).isEqualTo(120);
            assertThat(journal.wishes()).hasSize(40);
            assertThat(journal.wrong()).isEmpty();
            assertThat(journal.wishes().stream()
                            .filter(wish -> wish.is("HELD"))
                            .mapToInt(wish -> wish.quantity())
                            .sum())
                    .isEqualTo(10);
        }
    }

    @Test
    void aKeyWhoseReservationIsMadeTwiceIsFound() {
        try (TinyShop shop = new TinyShop(SALE, Fault.FORGETS_KEYS, Fault.OVERSELLS)) {
            rush.storm(shop.client(), journal, SALE);
            assertThat(journal.wrong())
                    .anyMatch(wrong -> wrong.matches(".* was made [23] times"))
                    .anyMatch(wrong -> wrong.contains("has another id"));
        }
    }
}
