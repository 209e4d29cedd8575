package dev.sluice.engine.desk;

import dev.sluice.sale.Availability;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.Selection;
import dev.sluice.sale.TierState;
import java.util.List;
import java.util.UUID;

/**
 * A sale as everybody may see it: what its writer last made durable.
 *
 * @param status by the writer's clock when it was published; the writer publishes anew when it changes by time
 * @param availability what of the units may be had
 * @param known who may have something in the sale, or null while nobody knows
 */
public record SaleView(
        SaleState sale, SaleStatus status, List<TierState> tiers, Availability availability, KnownBuyers known) {

    /**
     * Refuses from memory what the writer would refuse just now, so that the crowd behind the stock costs it nothing. Null where
     * only the writer can tell: there are units or places on the waitlist, or the buyer may repeat an earlier request.
     *
     * @param tier a valid index of {@link #tiers}
     */
    public Rejection refusal(UUID buyer, int tier, int quantity, Selection selection) {
        Rejection rejection = obvious(tier, quantity, selection);
        return rejection == null || known == null || known.mayContain(buyer) ? null : rejection;
    }

    private Rejection obvious(int tier, int quantity, Selection selection) {
        if (status != SaleStatus.OPEN) {
            return status.refusal();
        }
        return isFull(tier, quantity, selection) ? selection.lack() : null;
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
