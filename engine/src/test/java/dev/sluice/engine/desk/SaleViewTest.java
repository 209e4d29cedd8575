package dev.sluice.engine.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.SaleSample;
import dev.sluice.sale.Availability;
import dev.sluice.sale.Fares;
import dev.sluice.sale.JourneyTerms;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Selection;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.TierState;
import dev.sluice.sale.Train;
import dev.sluice.sale.Units;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SaleViewTest {
    /** Where nothing ends before its sale does, purchases need not know what time it is. */
    private static final InstantSource NOBODY_ASKS = () -> {
        throw new AssertionError("the clock was read");
    };

    private final SaleState sale = new SaleState(1, SaleSample.terms("s", TakeStock.HOLD, 10), false, false, 1);

    @Test
    void whoHasNothingIsRefusedForWhatTheWriterWouldSay() {
        assertThat(view(SaleStatus.SCHEDULED, 5).refusal(0, 1, Selection.ANY, NOBODY_ASKS))
                .isEqualTo(Rejection.NOT_OPEN);
        assertThat(view(SaleStatus.PAUSED, 5).refusal(0, 1, Selection.ANY, NOBODY_ASKS))
                .isEqualTo(Rejection.PAUSED);
        assertThat(view(SaleStatus.CLOSED, 5).refusal(0, 1, Selection.ANY, NOBODY_ASKS))
                .isEqualTo(Rejection.CLOSED);
        assertThat(view(SaleStatus.OPEN, 1).refusal(0, 2, Selection.ANY, NOBODY_ASKS))
                .isEqualTo(Rejection.SOLD_OUT);
    }

    @Test
    void chosenSeatsOfATierThatIsGoneAreTakenWhoeverMayWait() {
        SaleState waiting = new SaleState(1, withWaitlist(), false, false, 1);
        SaleView view = new SaleView(waiting, SaleStatus.OPEN, List.of(tier(0, 0)), Availability.UNKNOWN, false);

        assertThat(view.refusal(0, 1, new Selection.Chosen(Units.of(3)), NOBODY_ASKS))
                .isEqualTo(Rejection.SEAT_TAKEN);
        assertThat(view.refusal(0, 1, new Selection.Best(3), NOBODY_ASKS)).isNull();
    }

    private static SaleTerms withWaitlist() {
        SaleTerms terms = SaleSample.terms("s", TakeStock.HOLD, 10);
        return new SaleTerms(
                terms.id(),
                terms.title(),
                "",
                terms.window(),
                terms.order(),
                new PurchaseRules(10, 60, TakeStock.HOLD, 100, 5),
                terms.currency(),
                terms.tiers());
    }

    @Test
    void whereThereAreUnitsTheWriterDecides() {
        assertThat(view(SaleStatus.OPEN, 2).refusal(0, 2, Selection.ANY, NOBODY_ASKS))
                .isNull();
    }

    @Test
    void moreThanTheLimitIsNotCalledSoldOut() {
        assertThat(view(SaleStatus.OPEN, 0).refusal(0, 11, Selection.ANY, NOBODY_ASKS))
                .isNull();
    }

    /** Whoever comes too late hears that, also where nothing was left. */
    @Test
    void whatTheTrainHasLeftBehindIsNotCalledSoldOut() {
        long departs = 60_000_000;
        Train train = new Train(
                "G1",
                "G1",
                "UTC",
                "CNY",
                List.of(new Train.Stop("a", "A", 600, 600), new Train.Stop("b", "B", 660, 660)),
                List.of(new Train.TravelClass("t0", "Tier 0", Fares.of(List.of(1L), List.of()))),
                List.of(new Train.Car("1", 0, List.of(List.of("A", "B")))));
        JourneyTerms journey = new JourneyTerms(train, "1970-01-01", departs, 0, 5);
        SaleState full = new SaleState(
                1, SaleSample.terms("s", TakeStock.HOLD, 10).withInventory(train.tiers(), journey), false, false, 1);
        SaleView view = new SaleView(full, SaleStatus.OPEN, List.of(tier(0, 0)), Availability.UNKNOWN, false);
        Selection stretch = new Selection.Stretch(0, 1, false);

        assertThat(view.refusal(0, 1, stretch, at(departs - 300_001))).isEqualTo(Rejection.SOLD_OUT);
        assertThat(view.refusal(0, 1, stretch, at(departs - 300_000))).isEqualTo(Rejection.DEPARTED);
    }

    private static InstantSource at(long millis) {
        return InstantSource.fixed(Instant.ofEpochMilli(millis));
    }

    private SaleView view(SaleStatus status, long available) {
        return new SaleView(sale, status, List.of(tier(available, 0)), Availability.UNKNOWN, false);
    }

    private static TierState tier(long available, int waiting) {
        return new TierState(10, 10 - available, 0, 0, available, waiting);
    }
}
