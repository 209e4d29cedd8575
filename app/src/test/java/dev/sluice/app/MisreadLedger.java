package dev.sluice.app;

import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.Ledger;
import dev.sluice.sale.Plan;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleTerms;
import java.util.List;

/** A real ledger, from which a book learns something else than is there when it is loaded. */
abstract class MisreadLedger implements Ledger {
    private final Ledger real;

    MisreadLedger(Ledger real) {
        this.real = real;
    }

    /** Tells the reader what it is to believe. */
    abstract Reader misread(Reader reader);

    @Override
    public final Claim claim(int sale, Reader reader) {
        return real.claim(sale, misread(reader));
    }

    @Override
    public final List<Catalogued> sales() {
        return real.sales();
    }

    @Override
    public final SaleState create(SaleTerms terms) {
        return real.create(terms);
    }

    @Override
    public final String storePlan(Plan plan) {
        return real.storePlan(plan);
    }

    @Override
    public final Plan findPlan(String version) {
        return real.findPlan(version);
    }

    @Override
    public final void commit(Batch batch) {
        real.commit(batch);
    }
}
