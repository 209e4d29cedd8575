package dev.sluice.engine.desk;

import dev.sluice.sale.SaleTerms;
import java.util.Collection;
import java.util.List;

/** The desks of all sales. Any thread may use it. */
public interface SaleDesks {
    /** Whether the catalogue has been read. Until then a sale that is not found may be there all the same. */
    boolean isOpen();

    /** The sale with this id, or null. */
    SaleDesk find(String id);

    /** The sale with this number, or null. */
    SaleDesk find(int number);

    /** Sales with numbers below this one, newest first. */
    List<SaleDesk> newest(int beforeNumber, int limit);

    /** Those to which something may happen, or whose writer is in memory for another reason, in no order. Few among many that are over. */
    Collection<? extends SaleDesk> unsettled();

    /** All sales by number. A walk along those of many years: not for an event loop. */
    Collection<? extends SaleDesk> all();

    /**
     * Creates a sale. Blocks.
     *
     * @throws dev.sluice.engine.port.SaleExistsException if its id is taken
     * @throws dev.sluice.engine.port.LedgerUnavailableException if the ledger cannot be reached; the sale may be there, and is
     *     found once it is created again
     */
    SaleDesk create(SaleTerms terms);
}
