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
import dev.sluice.engine.port.Member;
import dev.sluice.engine.port.Members;
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
import java.util.concurrent.CopyOnWriteArrayList;
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

    /** Nothing of it is used by threads before it is made. */
    @Test
    void aProcessClaimsNothingBeforeItsWritersAreStarted() {
        List<Runnable> listeners = new CopyOnWriteArrayList<>();
        Members members = new Members() {
            @Override
            public int self() {
                return 1;
            }

            @Override
            public List<Member> living() {
                return List.of();
            }

            @Override
            public void whenChanged(Runnable listener) {
                listeners.add(listener);
            }
        };
        MemoryLedger ledger = new MemoryLedger(CLOCK);
        Ports ports = new Ports(ledger, _ -> new InProcessQueue(4), _ -> {}, CLOCK, members);
        try (Sales sales = new Sales(ledger, ports, EngineConfig.DEFAULT, Telemetry.NONE)) {
            sales.open();
            assertThat(listeners).isEmpty();
            sales.startWriters();
            sales.create(TERMS);
            assertThat(listeners).hasSize(1);
        }
    }

    @Test
    void aSaleThatTheLedgerLostIsForgotten() {
        TestClock clock = TestClock.runningFrom(SaleSample.NOW_MILLIS);
        MemoryLedger ledger = new MemoryLedger(clock);
        Received received = new Received();
        Ports ports = new Ports(ledger, _ -> new InProcessQueue(4), received, clock);
        try (Sales sales = new Sales(ledger, ports, EngineConfig.DEFAULT, Telemetry.NONE)) {
            LiveSale sale = sales.create(TERMS);
            LiveSale kept = sales.create(SaleSample.terms("tablets", TakeStock.HOLD, 1));
            Await.until(
                    "they run", () -> sale.state() == LiveSale.State.RUNNING && kept.state() == LiveSale.State.RUNNING);
            ledger.lose(sale.number());
            ledger.failNextCommit(MemoryLedger.Fault.BEFORE);

            sale.submit(new Envelope(new ReplyAddress(1), new Shopper(sale.number(), "ann").buys(1)));

            Await.until("it is forgotten", () -> sales.find("phones") == null);
            assertThat(sales.find(sale.number())).isNull();
            assertThat(sales.all()).containsExactly(kept);
            assertThat(sales.unsettled()).containsExactly(kept);
            assertThat(sales.count(LiveSale.State.RUNNING)).isOne();
            assertThat(sales.count(LiveSale.State.REPLACED)).isZero();
            assertThat(sales.count(LiveSale.State.RECOVERING)).isZero();
            assertThat(sale.submit(new Envelope(new ReplyAddress(1), new Shopper(sale.number(), "bob").buys(1))))
                    .isEqualTo(Intake.UNAVAILABLE);
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
            public SaleState create(SaleTerms terms, String owner) {
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
        public String owner() {
            return null;
        }

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
        public SaleState create(SaleTerms terms, String owner) {
            real.create(terms, owner); // the second time it says that the sale is there
            throw new LedgerUnavailableException("the answer got lost", null);
        }

        @Override
        public List<Entry> sales() {
            return real.sales();
        }
    }
}
