package dev.sluice.bench;

import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.Catalogue;
import dev.sluice.engine.port.WriterLedger;
import dev.sluice.sale.SaleBook;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Settled;
import dev.sluice.sale.TierState;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** A ledger of one sale that is read once, and that counts what is written instead of writing it. Any thread may use it. */
final class StillLedger implements Catalogue, WriterLedger {
    private final Backlog backlog;
    private final List<TierState> tiers = new ArrayList<>();
    private final AtomicLong batches = new AtomicLong();

    StillLedger(Backlog backlog) {
        this.backlog = backlog;
        SaleBook book = new SaleBook(backlog.sale(), _ -> {});
        backlog.restore(book);
        for (int tier = 0; tier < backlog.sale().terms().tiers().size(); tier++) {
            tiers.add(book.tier(tier));
        }
    }

    /** Batches that were to be written. */
    long batches() {
        return batches.get();
    }

    @Override
    public List<Entry> sales() {
        return List.of(new Whole(backlog.sale(), tiers, false));
    }

    @Override
    public SaleState create(SaleTerms terms, String owner) {
        throw new UnsupportedOperationException("there is one sale");
    }

    @Override
    public Claim claim(int sale, Reader reader) {
        reader.sale(backlog.sale());
        Backlog.Drawn drawn = backlog.drawn();
        if (drawn != null) {
            reader.draw(drawn.state());
            for (int i = 0; i < drawn.entries().size(); i++) {
                reader.entry(drawn.entries().get(i), drawn.user(i));
            }
        }
        backlog.stored().forEach(reader::reservation);
        return new Claim(1, "", tiers, 0);
    }

    /** Nobody asks for what is settled. */
    @Override
    public List<Settled> find(int sale, List<UUID> ids) {
        return List.of();
    }

    @Override
    public void commit(Batch batch) {
        batches.incrementAndGet();
    }
}
