package dev.sluice.bench;

import dev.sluice.sale.Order;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.TierTerms;
import dev.sluice.sale.Window;
import java.time.Duration;
import java.util.List;

/** A sale that is open for long, of units that cannot be told apart. */
final class OpenSale {
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final long MONTH_MILLIS = Duration.ofDays(30).toMillis();
    private static final int HOLD_SECONDS = 24 * 60 * 60;

    private OpenSale() {}

    static SaleTerms terms(String id, long units) {
        long now = System.currentTimeMillis();
        return new SaleTerms(
                id,
                id,
                "",
                new Window(now - DAY_MILLIS, now + MONTH_MILLIS),
                Order.FIRST_COME,
                new PurchaseRules(2, HOLD_SECONDS, TakeStock.HOLD, 150, 0),
                "CNY",
                List.of(new TierTerms("standard", "Standard", 400_000, units)));
    }
}
