package dev.sluice.engine.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LateSalesTest {
    private static final long NOW = 5_000;

    private final LateSales sales = new LateSales();

    @Test
    void whatIsMissingBelowTheHighestIsLookedForUntilItIsFound() {
        sales.found(1, NOW);
        sales.found(4, NOW);
        assertThat(sales.highest()).isEqualTo(4);
        assertThat(sales.missing(NOW)).containsExactly(2, 3);
        sales.found(2, NOW);
        assertThat(sales.highest()).isEqualTo(4);
        assertThat(sales.missing(NOW)).containsExactly(3);
        sales.found(5, NOW);
        assertThat(sales.missing(NOW)).containsExactly(3);
    }

    @Test
    void whatNobodyCanBeMakingAnyMoreIsNotLookedFor() {
        sales.found(1, NOW);
        sales.found(3, NOW);
        sales.found(5, NOW + 100_000);
        assertThat(sales.missing(NOW + 120_000)).containsExactly(2, 4);
        assertThat(sales.missing(NOW + 120_001)).containsExactly(4);
    }

    @Test
    void aNumberWhoseSaleWasLostMayBecomeAnothers() {
        sales.found(1, NOW);
        sales.found(2, NOW);
        sales.lost(1, NOW);
        assertThat(sales.missing(NOW)).containsExactly(1);
        sales.found(1, NOW);
        assertThat(sales.missing(NOW)).isEmpty();
    }

    @Test
    void ofManyTheHighestAreLookedFor() {
        sales.found(3_000, NOW);
        assertThat(sales.missing(NOW)).hasSize(1_000).first().isEqualTo(2_000);
        sales.found(3_500, NOW);
        assertThat(sales.missing(NOW)).hasSize(1_000).last().isEqualTo(3_499);
    }
}
