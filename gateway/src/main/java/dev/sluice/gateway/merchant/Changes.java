package dev.sluice.gateway.merchant;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.gateway.http.Failures;
import dev.sluice.sale.Outcome;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;

/**
 * Shows a sale as a merchant just left it. A writer in this process shows that before it answers; what one in another process shows comes
 * a moment after its answer. Used by event loops.
 */
final class Changes {
    private static final int LOOK_AGAIN_MILLIS = 10;
    private static final int MOST_LOOKS = 100;

    private Changes() {}

    static void show(RoutingContext context, SaleDesk sale, Outcome outcome, Consumer<SaleView> then) {
        show(context, sale, (Outcome.Administered) outcome, then, MOST_LOOKS);
    }

    private static void show(
            RoutingContext context, SaleDesk sale, Outcome.Administered changed, Consumer<SaleView> then, int looks) {
        SaleView view = sale.view();
        if (view.sale().version() >= changed.state().version()) {
            then.accept(view);
        } else if (looks == 0) {
            then.accept(new SaleView(
                    changed.state(), view.status(), view.tiers(), view.availability(), view.settled(), view.room()));
        } else {
            context.vertx()
                    .setTimer(
                            LOOK_AGAIN_MILLIS,
                            _ -> Failures.guard(context, () -> show(context, sale, changed, then, looks - 1)));
        }
    }
}
