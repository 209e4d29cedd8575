package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Await;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.engine.port.WriterLedger;
import dev.sluice.engine.writer.LiveSale;
import dev.sluice.engine.writer.LiveSale.State;
import dev.sluice.sale.Command;
import dev.sluice.sale.DrawState;
import dev.sluice.sale.EntryState;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.PaymentState;
import dev.sluice.sale.PlaceState;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.RoomState;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.TakeStock;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is read of a sale while another process decides in it, and what is new when it is claimed, is together what a claim reads that knows nothing. */
@Timeout(90)
final class ReadAheadTest {
    private static final InstantSource CLOCK = InstantSource.offset(
            InstantSource.system(), Duration.ofMillis(SaleSample.NOW_MILLIS + 1 - System.currentTimeMillis()));
    private static final String CURRENCY =
            SaleSample.terms("sale", TakeStock.HOLD, 1).currency();

    private static int databases;

    private final DatabaseConfig config = TestServer.migrated("read_ahead_" + ++databases);
    private final List<SellingProcess> running = new ArrayList<>();
    private SellingProcess owner;
    private long references;

    @AfterEach
    void stop() {
        running.forEach(SellingProcess::close);
    }

    @Test
    void whatChangedSinceIsReadOnTop() {
        owner = run();
        LiveSale sale = create("sale", 40);
        for (int i = 0; i < 12; i++) {
            buy(sale, i);
        }
        UUID begun = openPayment(sale, 0);
        pay(openPayment(sale, 1), sale);
        UUID declined = openPayment(sale, 2);
        owner.tell(sale, new Command.Cancel(owner.id(sale, "user3"), owner.buyer(sale, "user3")));
        try (Database other = Database.open(config)) {
            WriterLedger heir = other.writerLedger();
            heir.readAhead(sale.number());

            pay(begun, sale);
            pay(begun, sale); // a second charge, which goes back
            owner.tell(sale, new Command.PaymentDeclined(declined));
            openPayment(sale, 2);
            pay(openPayment(sale, 4), sale);
            owner.tell(sale, new Command.Cancel(owner.id(sale, "user5"), owner.buyer(sale, "user5")));
            for (int i = 12; i < 20; i++) {
                buy(sale, i);
            }
            openPayment(sale, 13);
            leave();

            Recorder ahead = new Recorder();
            heir.claim(sale.number(), ahead);
            Recorder plain = new Recorder();
            other.writerLedger().claim(sale.number(), plain);
            assertThat(ahead.told).hasSizeGreaterThan(20).containsExactlyElementsOf(plain.told);
            assertThat(ahead.payments).isNotEmpty().containsExactlyInAnyOrderElementsOf(plain.payments);
        }
    }

    @Test
    void whatWasDecidedUnderAnotherClaimIsReadAnew() throws SQLException {
        owner = run();
        LiveSale sale = create("sale", 10);
        buy(sale, 0);
        try (Database other = Database.open(config)) {
            WriterLedger heir = other.writerLedger();
            heir.readAhead(sale.number());
            leave();
            other.writerLedger().claim(sale.number(), new Recorder());
            TestServer.execute(config, "DELETE FROM reservation"); // as a ledger that went back in time

            Recorder ahead = new Recorder();
            heir.claim(sale.number(), ahead);
            Recorder plain = new Recorder();
            other.writerLedger().claim(sale.number(), plain);
            assertThat(ahead.told).containsExactlyElementsOf(plain.told);
        }
    }

    @Test
    void whoGetsASaleOfManyHoldsReadsItAheadAndHasThemAll() throws SQLException {
        int number;
        try (Database made = Database.open(config)) {
            number = made.catalogue(CLOCK)
                    .create(SaleSample.terms("many", TakeStock.HOLD, 4_000))
                    .number();
            TestServer.hold(config, number, 3_000);
        }
        owner = run(); // not before: it would load the sale as it was without holds, if it found it in between
        LiveSale few = create("few", 10);
        LiveSale many = Await.value("it is known", () -> owner.sales.find("many"));
        Await.until("it is loaded", () -> many.state() == State.RUNNING);
        SellingProcess heir = run();
        LiveSale there = heir.sales.find("many");
        Await.until(
                "they know of one another",
                () -> there.state() == State.REPLACED
                        && owner.members().living().size() == 2);

        leave();

        Await.until("it has them", () -> heir.sales.count(State.RUNNING) == 2);
        Await.until("it was read ahead", () -> heir.ledger.readAhead.contains(number));
        assertThat(heir.ledger.readAhead).doesNotContain(few.number());
        assertThat(there.view().tiers().getFirst().held()).isEqualTo(3_000);
        heir.buys(there, "ann");
        assertThat(((Outcome.Reserved) heir.answer(there, "ann")).state().ordinal())
                .isEqualTo(3_001);
    }

    @Test
    void whatANewerVersionTellsIsNotHeard() {
        assertThat(Bell.parse("COMING 7 12 3")).contains(new Bell(Bell.Kind.COMING, 7, 12, 3));
        assertThat(Bell.parse(Bell.given(7).text())).contains(Bell.given(7));
        for (String text : List.of("", "COMING", "COMING 7 12", "COMING 7 x 3", "LEAVING 7 12 3")) {
            assertThat(Bell.parse(text)).isEmpty();
        }
    }

    private SellingProcess run() {
        SellingProcess process = new SellingProcess(config, CLOCK);
        running.add(process);
        return process;
    }

    private void leave() {
        owner.close();
        running.remove(owner);
    }

    private LiveSale create(String id, long capacity) {
        LiveSale created = owner.sales.create(SaleSample.terms(id, TakeStock.HOLD, capacity));
        Await.until("it runs", () -> created.state() == State.RUNNING);
        return created;
    }

    private void buy(LiveSale sale, int user) {
        owner.buys(sale, "user" + user);
        assertThat(owner.answer(sale, "user" + user)).isInstanceOf(Outcome.Reserved.class);
    }

    /** Returns the payment's id. */
    private UUID openPayment(LiveSale sale, int user) {
        UUID id = owner.id(sale, "user" + user);
        owner.answers.remove(id);
        owner.tell(sale, new Command.OpenPayment(id, owner.buyer(sale, "user" + user), "sandbox", ++references));
        return ((Outcome.PaymentOpened) Await.value("it is opened", () -> owner.answers.get(id)))
                .payment()
                .id();
    }

    private void pay(UUID payment, LiveSale sale) {
        owner.answers.remove(payment);
        owner.tell(sale, new Command.PaymentSucceeded(payment, "ref" + ++references, SaleSample.PRICE, CURRENCY));
        Await.value("it is paid", () -> owner.answers.get(payment));
    }

    /** What a claim tells. */
    private static final class Recorder implements WriterLedger.Reader {
        final List<Object> told = new ArrayList<>();
        final List<PaymentState> payments = new ArrayList<>();

        @Override
        public void sale(SaleState state) {
            told.add(state);
        }

        @Override
        public void draw(DrawState state) {
            throw new IllegalStateException("nothing is drawn");
        }

        @Override
        public void entry(EntryState state, String user) {
            throw new IllegalStateException("nobody enters");
        }

        @Override
        public void room(RoomState state) {
            throw new IllegalStateException("nobody waits");
        }

        @Override
        public void place(PlaceState state) {
            throw new IllegalStateException("nobody waits");
        }

        @Override
        public void reservation(ReservationState state) {
            told.add(state);
        }

        @Override
        public void ended(long ordinal, UUID id, UUID buyer) {
            told.add(List.of(ordinal, id, buyer));
        }

        @Override
        public void payment(PaymentState state) {
            payments.add(state);
        }
    }
}
