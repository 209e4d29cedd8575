package dev.sluice.engine.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.engine.inprocess.InProcessQueue;
import dev.sluice.engine.port.Catalogue;
import dev.sluice.engine.port.LedgerUnavailableException;
import dev.sluice.engine.port.MemoryLedger;
import dev.sluice.engine.port.SaleExistsException;
import dev.sluice.engine.port.SaleSample;
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
            assertThatExceptionOfType(LedgerUnavailableException.class).isThrownBy(() -> sales.create(TERMS));
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

    private static Sales sales(Catalogue catalogue) {
        return new Sales(catalogue, ports(), EngineConfig.DEFAULT, Telemetry.NONE);
    }

    private static Ports ports() {
        return new Ports(new MemoryLedger(CLOCK), _ -> new InProcessQueue(4), _ -> {}, CLOCK);
    }

    /** Creates a sale, and fails to say so. */
    private record LostAnswer(Catalogue real) implements Catalogue {
        @Override
        public SaleState create(SaleTerms terms) {
            real.create(terms); // the second time it says that the sale is there
            throw new LedgerUnavailableException("the answer got lost", null);
        }

        @Override
        public List<Entry> sales() {
            return real.sales();
        }
    }
}
