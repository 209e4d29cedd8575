package dev.sluice.engine.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.Ledger;
import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.MemoryLedger;
import dev.sluice.engine.port.SaleExistsException;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.sale.Plan;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TakeStock;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SalesTest {
    private static final SaleTerms TERMS = SaleSample.terms("phones", TakeStock.HOLD, 10);
    private static final InstantSource CLOCK = InstantSource.system();

    @Test
    void saleWhoseCreationWasNotAnsweredIsFoundOnceItIsCreatedAgain() {
        try (Sales sales = sales(new LostAnswer(new MemoryLedger(CLOCK)))) {
            sales.open();
            assertThatExceptionOfType(LedgerException.class).isThrownBy(() -> sales.create(TERMS));
            assertThat(sales.find("phones")).isNull();

            assertThatExceptionOfType(SaleExistsException.class).isThrownBy(() -> sales.create(TERMS));
            assertThat(sales.find("phones")).isNotNull();
            assertThat(sales.all()).hasSize(1);
        }
    }

    @Test
    void catalogueThatWasNotReadIsNotOpen() {
        try (Sales sales = sales(new MemoryLedger(CLOCK))) {
            assertThat(sales.isOpen()).isFalse();
            sales.open();
            assertThat(sales.isOpen()).isTrue();
        }
    }

    private static Sales sales(Ledger ledger) {
        return new Sales(ledger, _ -> {}, CLOCK, EngineConfig.DEFAULT, Telemetry.NONE);
    }

    /** Creates a sale, and fails to say so. */
    private record LostAnswer(Ledger real) implements Ledger {
        @Override
        public SaleState create(SaleTerms terms) {
            real.create(terms); // the second time it says that the sale is there
            throw new LedgerException("the answer got lost", null);
        }

        @Override
        public List<Catalogued> sales() {
            return real.sales();
        }

        @Override
        public Claim claim(int sale, Reader reader) {
            return real.claim(sale, reader);
        }

        @Override
        public void commit(Batch batch) {
            real.commit(batch);
        }

        @Override
        public String storePlan(Plan plan) {
            return real.storePlan(plan);
        }

        @Override
        public Plan findPlan(String version) {
            return real.findPlan(version);
        }
    }
}
