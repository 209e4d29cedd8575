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
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Makes a book believe other terms than the ledger holds, as a defect in the rules or in loading might. */
final class DefectiveLedger extends MisreadLedger {
    private final UnaryOperator<SaleTerms> defect;

    DefectiveLedger(WriterLedger real, UnaryOperator<SaleTerms> defect) {
        super(real);
        this.defect = defect;
    }

    @Override
    Reader misread(Reader reader) {
        return new Reader() {
            @Override
            public void sale(SaleState state) {
                SaleTerms terms = defect.apply(state.terms());
                reader.sale(new SaleState(state.number(), terms, state.paused(), state.closed(), state.version())
                        .ownedBy(state.owner()));
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
                reader.reservation(state);
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
