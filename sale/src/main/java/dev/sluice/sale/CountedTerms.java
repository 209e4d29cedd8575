package dev.sluice.sale;

import java.util.List;

/** N identical units a tier: one is as good as the other. */
public record CountedTerms() implements InventoryTerms {
    public static final CountedTerms COUNTED = new CountedTerms();

    @Override
    public void require(List<TierTerms> tiers, PurchaseRules rules) {
        // Any numbers, any rules.
    }

    @Override
    public int load(int quantity, Selection selection) {
        return quantity;
    }

    @Override
    public boolean canMixTiers() {
        return true;
    }

    @Override
    public boolean areAlike() {
        return true;
    }

    @Override
    public boolean hasFreeCapacity() {
        return true;
    }
}
