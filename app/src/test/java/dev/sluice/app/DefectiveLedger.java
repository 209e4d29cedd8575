package dev.sluice.app;

import dev.sluice.engine.Batch;
import dev.sluice.engine.Ledger;
import dev.sluice.sale.PaymentState;
import dev.sluice.sale.Plan;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleTerms;
import java.util.List;
import java.util.function.UnaryOperator;

/** Makes a book believe other terms than the ledger holds, as a defect in the rules or in loading might. */
record DefectiveLedger(Ledger real, UnaryOperator<SaleTerms> defect) implements Ledger {
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
            @Override
            public void sale(SaleState state) {
                reader.sale(new SaleState(
                        state.number(), defect.apply(state.terms()), state.paused(), state.closed(), state.version()));
            }

            @Override
            public void reservation(ReservationState state) {
                reader.reservation(state);
            }

            @Override
            public void payment(PaymentState state) {
                reader.payment(state);
            }
        });
    }

    @Override
    public void commit(Batch batch) {
        real.commit(batch);
    }

    @Override
    public String storePlan(String kind, Plan plan) {
        return real.storePlan(kind, plan);
    }

    @Override
    public Plan findPlan(String version) {
        return real.findPlan(version);
    }
}
