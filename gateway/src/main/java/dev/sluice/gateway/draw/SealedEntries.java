package dev.sluice.gateway.draw;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.engine.port.Draws;
import dev.sluice.sale.EntryState;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.draw.DrawEntry;
import dev.sluice.sale.draw.DrawSeal;
import dev.sluice.sale.draw.EntryProof;
import dev.sluice.sale.draw.EntryTree;

/**
 * The sealed entries of draws, under their roots: what proves an entrant that their entry is one of them. Those that were asked for last are kept, 36 bytes an
 * entry. Shared by all event loops; any thread may use it.
 */
public final class SealedEntries {
    private static final int LEAF_BYTES = 36;
    private static final long LEAST_BYTES = 64L << 20;
    private static final int PART_OF_MEMORY = 16;

    private final Cache<Integer, EntryTree> trees = Caffeine.newBuilder()
            .maximumWeight(Math.max(LEAST_BYTES, Runtime.getRuntime().maxMemory() / PART_OF_MEMORY))
            .weigher((Integer _, EntryTree tree) -> LEAF_BYTES * (1 + tree.size()))
            .executor(Runnable::run)
            .build();

    /**
     * Proves that an entry is sealed.
     *
     * @param entry that counts
     * @throws IllegalStateException if the ledger has other entries than were sealed
     */
    EntryProof proof(Draws draws, int sale, SaleTerms terms, DrawSeal seal, String user, EntryState entry) {
        EntryTree tree = trees.get(sale, _ -> read(draws, sale, terms, seal));
        DrawEntry published = entry.published(terms, user);
        synchronized (tree) {
            int index = tree.index(published.leaf(terms.id()));
            if (index < 0) {
                throw new IllegalStateException("sale " + sale + " has an entry that is not among those it sealed");
            }
            return new EntryProof(terms.id(), user, entry.blindText(), published, tree.proof(index), seal.root());
        }
    }

    private static EntryTree read(Draws draws, int sale, SaleTerms terms, DrawSeal seal) {
        EntryTree.Builder leaves = new EntryTree.Builder(terms.id());
        draws.export(sale, entry -> leaves.add(entry.state().published(terms, entry.user())));
        EntryTree tree = leaves.seal();
        if (!tree.root().equals(seal.root())) {
            throw new IllegalStateException("the entries of sale " + sale + " are not those that it sealed");
        }
        return tree;
    }
}
