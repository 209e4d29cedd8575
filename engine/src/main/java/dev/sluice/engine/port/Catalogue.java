package dev.sluice.engine.port;

import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TierState;
import java.util.List;

/** Which sales there are. Every method throws {@link LedgerUnavailableException} if the ledger cannot be reached. */
public interface Catalogue {
    /** Every sale there is, by number. */
    List<Entry> sales();

    /**
     * A new sale, at version 1.
     *
     * @throws SaleExistsException if its id is taken
     */
    SaleState create(SaleTerms terms);

    /**
     * A sale as the catalogue shows it.
     *
     * @param settled whether nothing can happen to it by itself any more: closed, no hold, nobody waits
     */
    record Entry(SaleState sale, List<TierState> tiers, boolean settled) {}
}
