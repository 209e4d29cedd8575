package dev.sluice.engine.desk;

import dev.sluice.sale.SaleTerms;
import java.util.Collection;
import java.util.List;

/** The desks of all sales. Any thread may use it. */
public interface SaleDesks {
    /** Whether the catalogue has been read. Until then a sale that is not found may be there all the same. */
    boolean isOpen();

    /** Whether a sale that is not found is not there, or was made a moment ago. */
    default boolean knowsAll() {
        return isOpen();
    }

    /** The sale with this id, or null. */
    SaleDesk find(String id);

    /** The sale with this number, or null. */
    SaleDesk find(int number);

    /** Sales in trouble, also those that cannot be read, which no other list has. They are few. */
    default Collection<? extends SaleDesk> troubled() {
        return List.of();
    }

    /** Sales with numbers below this one, newest first. */
    List<SaleDesk> newest(int beforeNumber, int limit);

    /**
     * Sales to which something may still happen, and those whose writer is in memory for another reason; in no order. They are
     * few, however many sales are over.
     */
    Collection<? extends SaleDesk> unsettled();

    /** All sales, of many years, by number. Too many to walk along on an event loop. */
    Collection<? extends SaleDesk> all();

    /**
     * Creates a sale. Blocks.
     *
     * @param owner whose it is; null for nobody's
     * @throws dev.sluice.engine.port.SaleExistsException if its id is taken
     * @throws dev.sluice.engine.port.LedgerUnavailableException if the ledger cannot be reached. The sale may have been
     *     created; creating it again then finds it
     */
    SaleDesk create(SaleTerms terms, String owner);

    /**
     * The desk of a sale that somebody has made in the ledger, known here from now on; null if the ledger has none with this number. Blocks.
     *
     * @throws dev.sluice.engine.port.LedgerException the one that fits if the ledger does not answer
     */
    default SaleDesk adopt(int number) {
        return find(number);
    }

    /** One that is nobody's. */
    default SaleDesk create(SaleTerms terms) {
        return create(terms, null);
    }
}
