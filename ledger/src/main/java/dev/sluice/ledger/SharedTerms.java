package dev.sluice.ledger;

import dev.sluice.format.store.KindStores;
import dev.sluice.sale.Facts;
import dev.sluice.sale.InventoryTerms;
import dev.sluice.sale.Plan;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Window;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;

/**
 * The terms of sales that have them in common, in memory once. What is much larger than its stored form is restored when somebody asks,
 * and stays as long as anybody has it. Any thread may use it.
 */
final class SharedTerms {
    private static final Window ANY_WINDOW = new Window(0, 1);

    private final CommonTerms common;
    private final Plan plan;
    /** Null if it is large. */
    private final InventoryTerms small;

    private volatile Reference<InventoryTerms> large;

    /**
     * Makes sure that they can be restored.
     *
     * @param plan the one that the terms name, or null
     * @throws RuntimeException if they cannot
     */
    SharedTerms(CommonTerms common, Plan plan) {
        this.common = common;
        this.plan = plan;
        InventoryTerms restored = common.restore(plan);
        common.with("", "", "", Facts.NONE, ANY_WINDOW, restored); // what cannot be shown later fails now
        boolean isLarge = KindStores.named(common.kind()).isLargerThanStored();
        this.small = isLarge ? null : restored;
        this.large = new WeakReference<>(restored);
    }

    CommonTerms common() {
        return common;
    }

    SaleTerms with(String id, String title, String description, Facts facts, Window window) {
        return common.with(id, title, description, facts, window, inventory());
    }

    InventoryTerms inventory() {
        return small == null ? restored() : small;
    }

    private InventoryTerms restored() {
        InventoryTerms known = large.get();
        if (known == null) {
            known = common.restore(plan);
            large = new WeakReference<>(known);
        }
        return known;
    }
}
