package dev.sluice.engine.port;

import dev.sluice.sale.DrawState;
import dev.sluice.sale.EntryState;
import dev.sluice.sale.SaleTerms;
import java.util.function.Consumer;

/**
 * What the ledger has of draws, for whoever shows or checks them. Every method throws the {@link LedgerException} that fits if the ledger does not
 * do it. Any thread may use it.
 */
public interface Draws {
    /** An entry, and whose it is. */
    record Entry(String user, EntryState state) {}

    /**
     * How far the draw of a sale has come; only promised where nothing else is known of it.
     *
     * @param terms in which something is drawn
     */
    DrawState state(int sale, SaleTerms terms);

    /** How many entries count: those that were not withdrawn. */
    int entered(int sale);

    /** What somebody entered, also if it was withdrawn; null if they never did. */
    EntryState entry(int sale, String user);

    /** All that count, one after the other, so that they are never all in memory; by user. */
    void export(int sale, Consumer<Entry> consumer);
}
