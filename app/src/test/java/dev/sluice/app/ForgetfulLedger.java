package dev.sluice.app;

import dev.sluice.engine.port.WriterLedger;
import dev.sluice.sale.DrawState;
import dev.sluice.sale.EntryState;
import dev.sluice.sale.PaymentState;
import dev.sluice.sale.PlaceState;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.RoomState;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Units;
import java.util.UUID;
import java.util.stream.IntStream;

/** Tells the book of one sale that its seats are others than they are: the last instead of the first. */
final class ForgetfulLedger extends MisreadLedger {
    private final String forgotten;

    ForgetfulLedger(WriterLedger real, String forgotten) {
        super(real);
        this.forgotten = forgotten;
    }

    @Override
    Reader misread(Reader reader) {
        return new Reader() {
            private SaleTerms terms;

            @Override
            public void sale(SaleState state) {
                terms = state.terms();
                reader.sale(state);
            }

            @Override
            public void draw(DrawState state) {
                reader.draw(state);
            }

            @Override
            public void entry(EntryState state, String user) {
                reader.entry(state, user);
            }

            @Override
            public void room(RoomState state) {
                reader.room(state);
            }

            @Override
            public void place(PlaceState state) {
                reader.place(state);
            }

            @Override
            public void reservation(ReservationState state) {
                reader.reservation(terms.id().equals(forgotten) ? elsewhere(state) : state);
            }

            private ReservationState elsewhere(ReservationState r) {
                int last = (int) terms.tiers().getFirst().capacity() - 1;
                Units others = Units.of(IntStream.of(r.units().toArray())
                        .map(seat -> last - seat)
                        .toArray());
                return new ReservationState(
                        r.id(),
                        r.buyer(),
                        r.ordinal(),
                        r.tier(),
                        r.quantity(),
                        r.selection(),
                        others,
                        r.status(),
                        r.amount(),
                        r.createdAtMillis(),
                        r.expiresAtMillis(),
                        r.reason(),
                        r.place(),
                        r.returned());
            }

            @Override
            public void ended(long ordinal, UUID id, UUID buyer) {
                reader.ended(ordinal, id, buyer);
            }

            @Override
            public void payment(PaymentState state) {
                reader.payment(state);
            }
        };
    }
}
