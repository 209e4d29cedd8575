package dev.sluice.format.store;

import dev.sluice.sale.CountedTerms;
import dev.sluice.sale.InventoryTerms;
import dev.sluice.sale.Plan;
import dev.sluice.sale.TierTerms;
import java.util.List;
import java.util.Set;

/** The tiers are all there is to keep. */
final class CountedStore implements KindStore {
    static final KindStore COUNTED = new CountedStore();

    private CountedStore() {}

    @Override
    public String kind() {
        return "counted";
    }

    @Override
    public Set<RowContent> rows() {
        return Set.of(RowContent.PAYMENTS);
    }

    @Override
    public String store(InventoryTerms inventory) {
        return "{}";
    }

    @Override
    public InventoryTerms restore(String stored, Plan plan, List<TierTerms> tiers) {
        return CountedTerms.COUNTED;
    }
}
