package dev.sluice.engine.writer;

import dev.sluice.engine.desk.KnownBuyers;
import dev.sluice.engine.port.WriterLedger;
import dev.sluice.sale.BrokenInvariantException;
import dev.sluice.sale.Change;
import dev.sluice.sale.DrawState;
import dev.sluice.sale.EntryState;
import dev.sluice.sale.PaymentState;
import dev.sluice.sale.PlaceState;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.RoomState;
import dev.sluice.sale.SaleBook;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.TierState;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Builds a book, and who is known to it, from what a ledger reads out: the warm-up. */
final class BookLoader implements WriterLedger.Reader {
    private final Consumer<Change> changes;
    private final KnownBuyers known = new KnownBuyers();
    private SaleBook book;

    BookLoader(Consumer<Change> changes) {
        this.changes = changes;
    }

    @Override
    public void sale(SaleState state) {
        book = new SaleBook(state, changes);
    }

    @Override
    public void draw(DrawState state) {
        book.restore(state);
    }

    @Override
    public void entry(EntryState state, String user) {
        book.restore(state, user);
    }

    @Override
    public void room(RoomState state) {
        book.restore(state);
    }

    @Override
    public void place(PlaceState state) {
        book.restore(state);
    }

    @Override
    public void reservation(ReservationState state) {
        book.restore(state);
        known.add(state.buyer());
    }

    @Override
    public void ended(long ordinal, UUID id, UUID buyer) {
        book.restoreEnded(ordinal, id, buyer);
        known.add(buyer);
    }

    @Override
    public void payment(PaymentState state) {
        book.restore(state);
    }

    /** @throws BrokenInvariantException if the rows that were read do not add up to what the tiers say */
    void requireSameCounts(List<TierState> stored) {
        for (int i = 0; i < stored.size(); i++) {
            TierState counted = book.tier(i);
            if (counted.held() != stored.get(i).held()
                    || counted.sold() != stored.get(i).sold()) {
                throw new BrokenInvariantException("tier " + i + " of sale "
                        + book.sale().number() + ": rows say " + counted + ", the tier " + stored.get(i));
            }
        }
    }

    SaleBook book() {
        return book;
    }

    KnownBuyers known() {
        return known;
    }
}
