package dev.sluice.engine.desk;

import dev.sluice.sale.Availability;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.RoomView;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.Selection;
import dev.sluice.sale.TierState;
import dev.sluice.sale.Units;
import java.time.InstantSource;
import java.util.List;

/**
 * A sale as everybody may see it: what its writer last made durable. A value.
 *
 * @param status by the writer's clock when this was published; when time changes it, the writer publishes another view
 * @param availability what may be had of the units
 * @param settled whether the sale is over, nothing can happen to it by itself any more, and no writer has it in memory
 * @param room its waiting room; null where it has none, or its writer has not told of it
 */
public record SaleView(
        SaleState sale,
        SaleStatus status,
        List<TierState> tiers,
        Availability availability,
        boolean settled,
        RoomView room) {

    /** Of a sale of whose waiting room nothing is known. */
    public SaleView(
            SaleState sale, SaleStatus status, List<TierState> tiers, Availability availability, boolean settled) {
        this(sale, status, tiers, availability, settled, null);
    }

    /**
     * Why the writer would refuse this now to a buyer who has nothing in the sale. Gateways refuse by it, so that the crowd
     * behind the stock costs the writer nothing.
     *
     * @param tier a valid index of {@link #tiers}; of several the lowest
     * @param clock is asked only of what ends before its sale does
     * @return null where only the writer can tell, because there are units, or places on the waitlist
     */
    public Rejection refusal(int tier, int quantity, Selection selection, InstantSource clock) {
        if (status != SaleStatus.OPEN) {
            return status.refusal();
        }
        if (!isFull(tier, quantity, selection)) {
            return null;
        }
        long untilMillis = sale.terms().inventory().soldUntilMillis(selection);
        boolean past = untilMillis != Long.MAX_VALUE && untilMillis <= clock.millis();
        return past ? Rejection.DEPARTED : selection.lack();
    }

    /** Of what is wanted of several tiers how many units of each could be asked for; none where it is of one. */
    public Units left(Selection selection) {
        int[] counts = selection.counts().toArray();
        for (int tier = 0; tier < counts.length; tier++) {
            counts[tier] = counts[tier] == 0
                    ? 0
                    : Math.toIntExact(Math.max(0, tiers.get(tier).admissible()));
        }
        return Units.of(counts);
    }

    /** This view, of a sale that has left its writer's memory. */
    public SaleView asSettled() {
        return new SaleView(sale, status, tiers, availability, true, room);
    }

    private boolean isFull(int tier, int quantity, Selection selection) {
        return quantity <= sale.terms().rules().limitPerUser()
                && !maySuffice(tier, quantity, selection)
                && !sale.terms().rules().mayWait(selection, tiers.get(tier).waiting());
    }

    private boolean maySuffice(int tier, int quantity, Selection selection) {
        Units counts = selection.counts();
        for (int one = 0; one < counts.size(); one++) {
            if (counts.get(one) > 0 && counts.get(one) > tiers.get(one).admissible()) {
                return false;
            }
        }
        if (!counts.isEmpty()) {
            return true;
        }
        return sale.terms().inventory().suffices(tiers.get(tier).admissible(), quantity, selection)
                && availability.maySuffice(tier, quantity, selection);
    }
}
