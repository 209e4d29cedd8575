package dev.sluice.engine.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.Trouble;
import dev.sluice.engine.desk.UnreadableSaleException;
import dev.sluice.engine.inprocess.InProcessQueue;
import dev.sluice.engine.port.Await;
import dev.sluice.engine.port.Catalogue;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.LedgerUnavailableException;
import dev.sluice.engine.port.MemoryLedger;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.engine.port.SaleExistsException;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.sale.Command;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.TierState;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
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

    @Test
    void aSaleThatCannotBeReadIsInNoListAndFoundAsWhatItIs() {
        MemoryLedger ledger = new MemoryLedger(CLOCK);
        ledger.create(TERMS);
        RuntimeException why = new IllegalArgumentException("no kind:\n parcel");
        Catalogue half = new Catalogue() {
            @Override
            public List<Entry> sales() {
                return List.of(ledger.sales().getFirst(), new Unreadable(7, "bad", why), new Showing(8, "worse"));
            }

            @Override
            public SaleState create(SaleTerms terms) {
                throw new UnsupportedOperationException();
            }
        };
        try (Sales sales = new Sales(
                half,
                new Ports(ledger, _ -> new InProcessQueue(4), _ -> {}, CLOCK),
                EngineConfig.DEFAULT,
                Telemetry.NONE)) {
            sales.open();
            sales.startWriters();

            Await.until("the other runs", () -> sales.find("phones").state() == LiveSale.State.RUNNING);
            assertThat(sales.all()).extracting(LiveSale::id).containsExactly("phones");
            assertThat(sales.newest(100, 10)).extracting(SaleDesk::id).containsExactly("phones");
            assertThat(sales.unsettled()).extracting(LiveSale::id).containsExactly("phones");
            assertThat(sales.troubled()).extracting(LiveSale::id).containsExactlyInAnyOrder("bad", "worse");
            assertThat(sales.count(LiveSale.State.BROKEN)).isEqualTo(2);
            LiveSale bad = sales.find(7);
            assertThat(sales.find("bad")).isSameAs(bad);
            assertThat(bad.trouble().kind()).isEqualTo(Trouble.Kind.UNREADABLE);
            assertThat(bad.trouble().why()).isEqualTo("no kind: parcel");
            assertThat(bad.submit(new Envelope(ReplyAddress.NOBODY, new Command.Find(new UUID(0, 1)))))
                    .isEqualTo(Intake.BROKEN);
            assertThatExceptionOfType(UnreadableSaleException.class).isThrownBy(bad::view);
        }
    }

    /** Says that it can be read, and cannot. */
    private record Showing(int number, String id) implements Catalogue.Entry {
        @Override
        public SaleState sale() {
            throw new IllegalStateException("after all it cannot be read");
        }

        @Override
        public List<TierState> tiers() {
            return List.of();
        }

        @Override
        public boolean settled() {
            return false;
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
