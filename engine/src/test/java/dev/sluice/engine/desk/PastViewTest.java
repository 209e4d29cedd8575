package dev.sluice.engine.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Catalogue;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.TierState;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PastViewTest {
    private final SaleState sale = new SaleState(7, SaleSample.terms("over", TakeStock.HOLD, 10), false, true, 3);
    private final TierState tier = new TierState(10, 0, 4, 0, 6, 0);
    private final PastView past = new PastView(new Catalogue.Whole(sale, List.of(tier), true));

    @Test
    void whatIsOverIsShownClosedAndSettled() {
        SaleView view = past.view();

        assertThat(view.sale()).isEqualTo(sale);
        assertThat(view.tiers()).containsExactly(tier);
        assertThat(view.status()).isEqualTo(SaleStatus.CLOSED);
        assertThat(view.settled()).isTrue();
    }

    /** Who keeps an answer beside the view that it was made of sees by that whether it still holds. */
    @Test
    void theViewIsTheSameWhileSomebodyHasIt() {
        SaleView view = past.view();
        System.gc();

        assertThat(past.view()).isSameAs(view);
    }
}
