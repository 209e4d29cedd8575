package dev.sluice.app;

import dev.sluice.engine.Batch;
import dev.sluice.engine.Ledger;
import dev.sluice.sale.PaymentState;
import dev.sluice.sale.Plan;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Units;
import java.util.List;
import java.util.stream.IntStream;

/** Tells the book of one sale that its seats are others than they are: the last instead of the first. */
record ForgetfulLedger(Ledger real, String forgotten) implements Ledger {
    @Override
    public List<Catalogued> sales() {
        return real.sales();
    }

    @Override
    public SaleState create(SaleTerms terms) {
        return real.create(terms);
    }

    @Override
    public Claim claim(int sale, Reader reader) {
        return real.claim(sale, new Reader() {
            private SaleTerms terms;

            @Override
            public void sale(SaleState state) {
                terms = state.terms();
                reader.sale(state);
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
                        r.position());
            }

            @Override
            public void payment(PaymentState state) {
                reader.payment(state);
            }
        });
    }

    @Override
    public String storePlan(String kind, Plan plan) {
        return real.storePlan(kind, plan);
    }

    @Override
    public Plan findPlan(String version) {
        return real.findPlan(version);
    }

    @Override
    public void commit(Batch batch) {
        real.commit(batch);
    }
}
