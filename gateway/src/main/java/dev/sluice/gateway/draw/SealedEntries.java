package dev.sluice.gateway.draw;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.engine.port.Draws;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.sale.EntryState;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.draw.DrawEntry;
import dev.sluice.sale.draw.DrawSeal;
import dev.sluice.sale.draw.EntryLeaves;
import dev.sluice.sale.draw.EntryProof;
import dev.sluice.sale.draw.EntryTree;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The sealed entries of draws, under their roots: what proves an entrant that their entry is one of them. Those that were asked for last are kept, 36 bytes an
 * entry. A tree is read once, whoever asks meanwhile, and nobody holds a thread while it is: a million entries take a second or two, their leaves being hashed beside the reading. Shared by
 * all event loops; any thread may use it.
 */
public final class SealedEntries {
    private static final int LEAF_BYTES = 36;
    private static final long LEAST_BYTES = 64L << 20;
    private static final int PART_OF_MEMORY = 16;

    /** Trees that wait to be read. */
    private static final int MOST_TREES = 256;
    /** Proofs that wait to be worked out, some 100 µs each. */
    private static final int MOST_PROOFS = 20_000;
    /** Parts of the entries that are read and not hashed. */
    private static final int MOST_PARTS = 8;

    private static final int HALF_OF_THE_PROCESSORS =
            Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    private static final int KEEP_SECONDS = 10;
    private static final String FULL = "too much is asked of draws at once";

    private final ThreadPoolExecutor reading = threads("draw trees", 1, MOST_TREES);
    private final ThreadPoolExecutor hashing = threads("draw leaves", HALF_OF_THE_PROCESSORS, MOST_TREES);
    private final ThreadPoolExecutor proving = threads("draw proofs", HALF_OF_THE_PROCESSORS, MOST_PROOFS);

    private final AsyncCache<Integer, EntryTree> trees = Caffeine.newBuilder()
            .maximumWeight(Math.max(LEAST_BYTES, Runtime.getRuntime().maxMemory() / PART_OF_MEMORY))
            .weigher((Integer _, EntryTree tree) -> LEAF_BYTES * (1 + tree.size()))
            .executor(Runnable::run)
            .buildAsync();

    private static ThreadPoolExecutor threads(String name, int atOnce, int waiting) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                atOnce,
                atOnce,
                KEEP_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(waiting),
                Thread.ofPlatform().daemon().name(name + "-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** Begins to read the entries of a draw, if that was not done: proofs will be asked for soon. */
    void prepare(Draws draws, int sale, SaleTerms terms, DrawSeal seal) {
        if (trees.getIfPresent(sale) == null) {
            tree(draws, sale, terms, seal);
        }
    }

    /**
     * Proves that an entry is sealed; ends with {@link ProblemException} where too many ask, and with {@link IllegalStateException} if the ledger has other entries than were sealed.
     *
     * @param entry that counts
     */
    public CompletableFuture<EntryProof> proof(
            Draws draws, int sale, SaleTerms terms, DrawSeal seal, String user, EntryState entry) {
        return tree(draws, sale, terms, seal)
                .thenCompose(tree -> on(proving, () -> prove(tree, sale, terms, seal, user, entry)));
    }

    private CompletableFuture<EntryTree> tree(Draws draws, int sale, SaleTerms terms, DrawSeal seal) {
        return trees.get(sale, (_, _) -> on(reading, () -> read(draws, sale, terms, seal)));
    }

    private static <T> CompletableFuture<T> on(ThreadPoolExecutor threads, Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new ProblemException(Problem.busy(FULL)));
        }
    }

    private static EntryProof prove(
            EntryTree tree, int sale, SaleTerms terms, DrawSeal seal, String user, EntryState entry) {
        DrawEntry published = entry.published(terms, user);
        synchronized (tree) {
            int index = tree.index(published.leaf(terms.id()));
            if (index < 0) {
                throw new IllegalStateException("sale " + sale + " has an entry that is not among those it sealed");
            }
            return new EntryProof(terms.id(), user, entry.blindText(), published, tree.proof(index), seal.root());
        }
    }

    private EntryTree read(Draws draws, int sale, SaleTerms terms, DrawSeal seal) {
        EntryTree.Builder leaves = new EntryTree.Builder(terms.id());
        Queue<CompletableFuture<EntryLeaves>> hashed = new ArrayDeque<>();
        draws.leaves(sale, part -> {
            if (hashed.size() == MOST_PARTS) {
                leaves.add(hashed.remove().join());
            }
            hashed.add(CompletableFuture.supplyAsync(() -> hash(part, terms), hashing));
        });
        hashed.forEach(part -> leaves.add(part.join()));
        EntryTree tree = leaves.seal();
        if (!tree.root().equals(seal.root())) {
            throw new IllegalStateException("the entries of sale " + sale + " are not those that it sealed");
        }
        return tree;
    }

    private static EntryLeaves hash(List<Draws.Leaf> part, SaleTerms terms) {
        EntryLeaves leaves = new EntryLeaves(terms.id());
        for (Draws.Leaf leaf : part) {
            String tier = terms.tiers().size() == 1
                    ? ""
                    : terms.tiers().get(leaf.tier()).id();
            leaves.add(leaf.user(), leaf.blind(), tier, leaf.quantity(), leaf.preferences());
        }
        return leaves;
    }
}
