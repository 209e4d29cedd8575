package dev.sluice.crowd.journal;

import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.merchant.SaleRows;

/** Where it stands what became of a sale, whatever anybody was answered. */
@FunctionalInterface
public interface Books {
    /** All that is stored of a sale now. */
    SaleRows rows(SaleSpec sale);
}
