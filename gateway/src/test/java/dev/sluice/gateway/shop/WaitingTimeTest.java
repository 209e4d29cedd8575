package dev.sluice.gateway.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.desk.SaleView;
import dev.sluice.sale.Availability;
import dev.sluice.sale.Guards;
import dev.sluice.sale.Order;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.RoomView;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.TierState;
import dev.sluice.sale.TierTerms;
import dev.sluice.sale.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WaitingTimeTest {
    private static final long OPENS = 1_800_000_000_000L;

    private static SaleView view(SaleStatus status, long left, RoomView room) {
        SaleTerms terms = new SaleTerms(
                        "s",
                        "S",
                        "",
                        new Window(OPENS, OPENS + 3_600_000),
                        Order.FIRST_COME,
                        new PurchaseRules(1, 60, TakeStock.HOLD, 100, 0),
                        "EUR",
                        List.of(new TierTerms("t", "T", 1, 100)))
                .with(new Guards(true, null, null, null, null, false, new Guards.Room(60, 0)));
        TierState tier = new TierState(100, 0, 100 - left, 0, left, 0);
        return new SaleView(
                new SaleState(7, terms, false, false, 1), status, List.of(tier), Availability.UNKNOWN, false, room);
    }

    private static RoomView served(int upTo, int perMinute) {
        return new RoomView(true, upTo, 10_000, 3, perMinute, 1_000);
    }

    @Test
    void itFollowsThePaceThatWasMeasured() {
        assertThat(WaitingTime.of(view(SaleStatus.OPEN, 9, served(100, 60)), 130, OPENS))
                .isEqualTo(new WaitingTime(20, 61));
        assertThat(WaitingTime.of(view(SaleStatus.OPEN, 9, served(100, 600)), 130, OPENS))
                .isEqualTo(new WaitingTime(2, 7));
        assertThat(WaitingTime.of(view(SaleStatus.OPEN, 9, served(100, 60)), 100, OPENS))
                .isEqualTo(new WaitingTime(0, 1));
    }

    @Test
    void whatCannotBeToldIsNotTold() {
        assertThat(WaitingTime.of(view(SaleStatus.OPEN, 0, served(100, 60)), 130, OPENS))
                .isEqualTo(new WaitingTime(20, -1));
        assertThat(WaitingTime.of(view(SaleStatus.PAUSED, 9, served(100, 60)), 130, OPENS))
                .isEqualTo(new WaitingTime(20, -1));
        assertThat(WaitingTime.of(view(SaleStatus.OPEN, 9, null), 0, OPENS)).isEqualTo(new WaitingTime(0, -1));
    }

    @Test
    void beforeTheOpeningItIsLongerByWhatIsLeftUntilThen() {
        assertThat(WaitingTime.of(view(SaleStatus.SCHEDULED, 9, served(0, 60)), 30, OPENS - 100_000))
                .isEqualTo(new WaitingTime(120, 161));
    }

    @Test
    void oneAsksAgainAfterATenthOfTheWaitWithinTheBounds() {
        assertThat(new WaitingTime(0, 1).pollSeconds()).isEqualTo(2);
        assertThat(new WaitingTime(20, 100).pollSeconds()).isEqualTo(10);
        assertThat(new WaitingTime(20, 100_000).pollSeconds()).isEqualTo(30);
        assertThat(new WaitingTime(150, -1).pollSeconds()).isEqualTo(15);
    }
}
