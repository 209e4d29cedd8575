package dev.sluice.gateway.draw;

import dev.sluice.engine.port.Draws;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.draw.Draw;
import dev.sluice.sale.draw.DrawArchive;
import dev.sluice.sale.draw.DrawEntry;
import dev.sluice.sale.draw.DrawOrder;
import dev.sluice.sale.draw.EntryTree;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;

/**
 * The entries of a draw in the order of their leaves, each with its place: some 100 bytes an entry, since there may be millions. Made by one thread, and
 * gone through once.
 */
final class PlacedEntries implements Iterable<DrawArchive.Placed> {
    private static final int HASH_BYTES = 32;

    private final SaleTerms terms;
    private final byte[] entrants;
    private final short[] tiers;
    private final int[] quantities;
    private final String[] preferences;
    /** Each text once. */
    private final Map<String, String> texts = new HashMap<>();
    /** By leaf, from 0. */
    private final int[] places;

    private int read;
    private EntryTree tree;

    private PlacedEntries(SaleTerms terms, int entries, String seed) {
        this.terms = terms;
        entrants = new byte[Math.multiplyExact(HASH_BYTES, entries)];
        tiers = new short[entries];
        quantities = new int[entries];
        preferences = new String[entries];
        places = DrawOrder.places(DrawOrder.of(seed, entries));
    }

    /**
     * Reads those of a draw that is ready.
     *
     * @throws IllegalStateException if the ledger has other entries than were sealed
     */
    static PlacedEntries of(Draws draws, int sale, SaleTerms terms, Draw draw) {
        int entries = draw.seal().entries();
        PlacedEntries placed = new PlacedEntries(terms, entries, draw.seed());
        EntryTree.Builder leaves = new EntryTree.Builder(terms.id());
        draws.export(
                sale,
                entry -> placed.add(
                        entry.state().published(terms, entry.user()),
                        entry.state().tier(),
                        leaves));
        placed.tree = leaves.seal();
        boolean same =
                placed.read == entries && placed.tree.root().equals(draw.seal().root());
        if (!same) {
            throw new IllegalStateException("the entries of sale " + sale + " are not those that it sealed");
        }
        return placed;
    }

    private void add(DrawEntry entry, int tier, EntryTree.Builder leaves) {
        if (read == tiers.length) {
            throw new IllegalStateException("sale " + terms.id() + " has more entries than it sealed");
        }
        System.arraycopy(HexFormat.of().parseHex(entry.entrant()), 0, entrants, HASH_BYTES * read, HASH_BYTES);
        tiers[read] = (short) tier;
        quantities[read] = entry.quantity();
        preferences[read] = texts.computeIfAbsent(entry.preferences(), text -> text);
        read++;
        leaves.add(entry);
    }

    @Override
    public Iterator<DrawArchive.Placed> iterator() {
        return new Iterator<>() {
            private int leaf;

            @Override
            public boolean hasNext() {
                return leaf < places.length;
            }

            @Override
            public DrawArchive.Placed next() {
                return placed(leaf++);
            }
        };
    }

    private DrawArchive.Placed placed(int leaf) {
        int entry = tree.number(leaf);
        String entrant = HexFormat.of().formatHex(entrants, HASH_BYTES * entry, HASH_BYTES * (entry + 1));
        String tier =
                terms.tiers().size() == 1 ? "" : terms.tiers().get(tiers[entry]).id();
        return new DrawArchive.Placed(
                new DrawEntry(entrant, tier, quantities[entry], preferences[entry]), places[leaf] + 1);
    }
}
