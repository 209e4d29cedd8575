package dev.sluice.engine.port;

import dev.sluice.sale.Change;
import dev.sluice.sale.PaymentState;
import dev.sluice.sale.Plan;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Settled;
import dev.sluice.sale.TierState;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A ledger in memory that refuses what a real one refuses, and fails when a test wants it to. Any thread may use it; one call
 * runs at a time.
 */
public final class MemoryLedger implements Catalogue, WriterLedger, Plans {
    /** What becomes of the next commit. */
    public enum Fault {
        NONE,
        /** It fails, and nothing is written. */
        BEFORE,
        /** It is written, and fails nevertheless: its answer is lost. */
        AFTER
    }

    private final List<MemorySale> sales = new ArrayList<>();
    private final Set<Integer> lost = new HashSet<>();
    private final List<Plan> plans = new ArrayList<>();
    private final InstantSource clock;
    private Fault fault = Fault.NONE;
    private boolean unavailable;
    private Consumer<Batch> inspection = _ -> {};
    private int commits;

    public MemoryLedger(InstantSource clock) {
        this.clock = clock;
    }

    /** Makes the next commit fail, once. */
    public synchronized void failNextCommit(Fault how) {
        fault = how;
    }

    /** From here on every call fails, or none does. */
    public synchronized void setUnavailable(boolean nowUnavailable) {
        unavailable = nowUnavailable;
    }

    /** Sees every batch that is to be written; what it throws, the commit throws, and nothing is written. */
    public synchronized void inspectCommits(Consumer<Batch> by) {
        inspection = by;
    }

    /** From here on there is no such sale, as after a failover to a server that never heard of it. */
    public synchronized void lose(int sale) {
        lost.add(sale);
    }

    /** Batches that took effect. */
    public synchronized int commits() {
        return commits;
    }

    /** A sale's stored reservations by ordinal. */
    public synchronized List<ReservationState> reservations(int sale) {
        return List.copyOf(find(sale).reservations.values());
    }

    /** A sale's stored payments in the order in which they were begun. */
    public synchronized List<PaymentState> payments(int sale) {
        return List.copyOf(find(sale).payments.values());
    }

    /** Every refund that was ordered, as it stood then. */
    public synchronized List<Change.RefundOrdered> refundOrders(int sale) {
        return List.copyOf(find(sale).refunds);
    }

    @Override
    public synchronized List<Entry> sales() {
        requireAvailable();
        return sales.stream()
                .filter(sale -> !lost.contains(sale.state.number()))
                .map(this::entry)
                .toList();
    }

    @Override
    public synchronized SaleState create(SaleTerms terms, String owner) {
        requireAvailable();
        if (sales.stream().anyMatch(sale -> sale.state.terms().id().equals(terms.id()))) {
            throw new SaleExistsException(terms.id());
        }
        MemorySale created = new MemorySale(new SaleState(sales.size() + 1, terms, false, false, 1).ownedBy(owner));
        sales.add(created);
        return created.state;
    }

    @Override
    public synchronized Claim claim(int sale, Reader reader) {
        requireAvailable();
        if (lost.contains(sale)) {
            throw new MissingSaleException("there is no sale " + sale);
        }
        MemorySale claimed = find(sale);
        claimed.epoch++;
        claimed.readOut(reader);
        return new Claim(claimed.epoch, claimed.position, claimed.tiers(), claimed.decidedAtMillis);
    }

    @Override
    public synchronized List<Settled> find(int sale, List<UUID> ids) {
        requireAvailable();
        return find(sale).settled(ids);
    }

    @Override
    public synchronized void commit(Batch batch) {
        requireAvailable();
        inspection.accept(batch);
        Fault now = fault;
        fault = Fault.NONE;
        if (now == Fault.BEFORE) {
            throw lost("the commit was not written");
        }
        find(batch.sale()).write(batch);
        commits++;
        if (now == Fault.AFTER) {
            throw lost("the commit was written, its answer lost");
        }
    }

    /** Versions are numbers: the place in the list. */
    @Override
    public synchronized String store(Plan plan) {
        requireAvailable();
        if (!plans.contains(plan)) {
            plans.add(plan);
        }
        return Integer.toString(plans.indexOf(plan));
    }

    @Override
    public synchronized Plan find(String version) {
        requireAvailable();
        return plans.stream()
                .filter(plan -> Integer.toString(plans.indexOf(plan)).equals(version))
                .findAny()
                .orElse(null);
    }

    private Entry entry(MemorySale sale) {
        boolean over = sale.state.statusAt(clock.millis()) == SaleStatus.CLOSED;
        boolean idle =
                sale.reservations.values().stream().allMatch(r -> r.status().settled());
        List<TierState> tiers = sale.tiers();
        return new Whole(
                sale.state,
                tiers,
                over && idle && !sale.state.terms().inventory().isUnfinished());
    }

    private MemorySale find(int sale) {
        return sales.get(sale - 1);
    }

    private void requireAvailable() {
        if (unavailable) {
            throw lost("unavailable");
        }
    }

    private static LedgerUnavailableException lost(String why) {
        return new LedgerUnavailableException(why, new IOException(why));
    }
}
