package dev.sluice.engine.port;

import dev.sluice.sale.DrawState;
import dev.sluice.sale.EntryState;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Selection;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

    /**
     * What of an entry makes its leaf.
     *
     * @param user in UTF-8
     * @param blind 16 bytes
     * @param preferences {@link Selection#text}
     */
    record Leaf(byte[] user, byte[] blind, int tier, int quantity, String preferences) {}

    /** The same, for whoever wants no more than their leaves: in no order, in parts, which are lists that are whoever's they are given to. */
    default void leaves(int sale, Consumer<List<Leaf>> consumer) {
        export(sale, entry -> {
            EntryState state = entry.state();
            byte[] blind = ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(state.blind().getMostSignificantBits())
                    .putLong(state.blind().getLeastSignificantBits())
                    .array();
            consumer.accept(List.of(new Leaf(
                    entry.user().getBytes(StandardCharsets.UTF_8),
                    blind,
                    state.tier(),
                    state.quantity(),
                    state.selection().text())));
        });
    }
}
