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

    /** A sale as the catalogue shows it. Immutable; what it holds it may make anew each time it is asked, but never waits for. */
    interface Entry {
        int number();

        /** The sale's id in addresses. */
        String id();

        SaleState sale();

        List<TierState> tiers();

        /** Whether nothing can happen to it by itself any more: closed, no hold, nobody waits. */
        boolean settled();
    }

    /** A sale of which everything is in memory as it is. */
    record Whole(SaleState sale, List<TierState> tiers, boolean settled) implements Entry {
        @Override
        public int number() {
            return sale.number();
        }

        @Override
        public String id() {
            return sale.terms().id();
        }
    }
}
