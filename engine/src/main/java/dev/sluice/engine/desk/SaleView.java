package dev.sluice.engine.desk;

import dev.sluice.sale.Availability;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.Selection;
import dev.sluice.sale.TierState;
import java.util.List;

/**
 * A sale as everybody may see it: what its writer last made durable. A value.
 *
 * @param status by the writer's clock when it was published; the writer publishes anew when it changes by time
 * @param availability what of the units may be had
 * @param settled whether the sale is over, nothing can happen to it by itself any more, and no writer has it in memory
 */
public record SaleView(
        SaleState sale, SaleStatus status, List<TierState> tiers, Availability availability, boolean settled) {

    /**
     * What the writer would refuse just now, for a buyer who has nothing in the sale, so that the crowd behind the stock costs it
     * nothing. Null where only the writer can tell: there are units, or places on the waitlist.
     *
     * @param tier a valid index of {@link #tiers}
     */
    public Rejection refusal(int tier, int quantity, Selection selection) {
        if (status != SaleStatus.OPEN) {
            return status.refusal();
        }
        return isFull(tier, quantity, selection) ? selection.lack() : null;
    }

    /** The same, of a sale that its writer let go of. */
    public SaleView asSettled() {
        return new SaleView(sale, status, tiers, availability, true);
    }

    private boolean isFull(int tier, int quantity, Selection selection) {
        TierState state = tiers.get(tier);
        return quantity <= sale.terms().rules().limitPerUser()
                && !maySuffice(state, tier, quantity, selection)
                && !sale.terms().rules().mayWait(selection, state.waiting());
    }

    private boolean maySuffice(TierState state, int tier, int quantity, Selection selection) {
        return sale.terms().inventory().suffices(state.admissible(), quantity, selection)
                && availability.maySuffice(tier, quantity, selection);
    }
}
