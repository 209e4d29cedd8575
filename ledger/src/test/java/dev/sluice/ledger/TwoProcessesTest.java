package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.inprocess.InProcessQueue;
import dev.sluice.engine.port.Await;
import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.LedgerUnavailableException;
import dev.sluice.engine.port.Member;
import dev.sluice.engine.port.Members;
import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.engine.port.Role;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.engine.port.WriterLedger;
import dev.sluice.engine.writer.EngineConfig;
import dev.sluice.engine.writer.LiveSale;
import dev.sluice.engine.writer.LiveSale.State;
import dev.sluice.engine.writer.Ports;
import dev.sluice.engine.writer.Sales;
import dev.sluice.engine.writer.Telemetry;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Selection;
import dev.sluice.sale.Settled;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.Window;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Processes that share a ledger: one owns a sale, the others know that they do not, and one of them takes over when it is gone. */
@Timeout(90)
final class TwoProcessesTest {
    private static final InstantSource CLOCK = InstantSource.offset(
            InstantSource.system(), Duration.ofMillis(SaleSample.NOW_MILLIS + 1 - System.currentTimeMillis()));
    private static final int LEASE_SECONDS = 1;

    private static int databases;

    private final DatabaseConfig config = TestServer.create("two_processes_" + ++databases);
    private final List<Process> running = new ArrayList<>();
    private final Process first = start(CLOCK);
    private final LiveSale sale = create("sale");

    @AfterEach
    void stop() {
        running.forEach(Process::close);
    }

    @Test
    void whatALivingProcessOwnsIsNotTaken() {
        Process second = start(CLOCK);
        LiveSale there = second.sales.find("sale");
        Await.until("it knows", () -> there.state() == State.REPLACED);
        first.buys(sale, "ann");
        assertThat(first.answer(sale, "ann")).isInstanceOf(Outcome.Reserved.class);

        assertThat(second.offer(there, "bob")).isEqualTo(Intake.UNAVAILABLE);
        assertThat(sale.state()).isEqualTo(State.RUNNING);
        first.buys(sale, "cat");
        assertThat(first.answer(sale, "cat")).isInstanceOf(Outcome.Reserved.class);
    }

    @Test
    void whoDoesNotOwnASaleRefusesNobodyForGoodAndShowsWhatTheLedgerHas() {
        Process second = start(CLOCK);
        LiveSale there = second.sales.find("sale");
        Await.until("it knows", () -> there.state() == State.REPLACED);
        for (int i = 0; i < 10; i++) {
            first.buys(sale, "user" + i);
        }
        Await.until("it shows what is left", () -> available(there.view()) == 0);
        assertThat(there.view().refusal(0, 1, Selection.ANY, InstantSource.system()))
                .isEqualTo(Rejection.SOLD_OUT);
        assertThat(there.mayKnow(new UUID(1, 1)))
                .as("so that a gateway asks, and is told to come back")
                .isTrue();
        assertThat(second.offer(there, "bob")).isEqualTo(Intake.UNAVAILABLE);

        first.tell(sale, new Command.Cancel(first.id(sale, "user0"), first.buyer(sale, "user0")));

        Await.until("it shows that one came free", () -> available(there.view()) == 1);
    }

    @Test
    void whatAProcessLeavesIsTakenOver() {
        first.buys(sale, "ann");
        assertThat(first.answer(sale, "ann")).isInstanceOf(Outcome.Reserved.class);
        Process second = start(CLOCK);
        LiveSale there = second.sales.find("sale");
        Await.until("it knows", () -> there.state() == State.REPLACED);
        LiveSale later = create("later");

        first.close();

        Await.until("it took over", () -> there.state() == State.RUNNING);
        second.buys(there, "ann");
        assertThat(second.answer(there, "ann"))
                .isInstanceOfSatisfying(
                        Outcome.Reserved.class,
                        found -> assertThat(found.created()).isFalse());
        Await.until(
                "also what it had not known",
                () -> second.sales.find("later") != null
                        && second.sales.find("later").state() == State.RUNNING);
        assertThat(second.sales.find("later").number()).isEqualTo(later.number());
    }

    @Test
    void aSessionThatBreaksEndsTheTenureOfAProcessThatIsGone() throws SQLException {
        first.ledger.frozen = true;
        Process second = start(CLOCK);
        LiveSale there = second.sales.find("sale");
        TestServer.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'two_processes_"
                + databases + "' AND application_name LIKE 'ledger-presence%'"
                + " ORDER BY backend_start LIMIT 1");

        Await.until("it took over", () -> there.state() == State.RUNNING);
    }

    @Test
    void aProcessThatIsSilentForTooLongLosesItsSalesAndDoesNotTakeThemBack() {
        first.buys(sale, "ann");
        assertThat(first.answer(sale, "ann")).isInstanceOf(Outcome.Reserved.class);
        Process second = start(CLOCK);
        LiveSale there = second.sales.find("sale");
        Await.until("it knows", () -> there.state() == State.REPLACED);
        awaitShortLease();

        first.ledger.frozen = true;

        Await.until("it took over", () -> there.state() == State.RUNNING);
        assertThat(sale.state()).as("it does not know yet").isEqualTo(State.RUNNING);
        assertThat(first.offer(sale, "bob")).as("but that it may be so").isEqualTo(Intake.UNAVAILABLE);
        assertThat(sale.mayKnow(new UUID(1, 1))).isTrue();
        first.ledger.frozen = false;
        Await.until("it hears that it was taken", () -> sale.state() == State.REPLACED);
        second.buys(there, "cat");
        assertThat(second.answer(there, "cat")).isInstanceOf(Outcome.Reserved.class);
        Await.until("it shows what the other decided", () -> available(sale.view()) == 8);
        assertThat(there.state()).isEqualTo(State.RUNNING);
        assertThat(sale.state()).isEqualTo(State.REPLACED);
    }

    @Test
    void whatWasTakenInBeforeAHangIsNotAnsweredFromMemoryAfterIt() {
        first.buys(sale, "ann");
        assertThat(first.answer(sale, "ann")).isInstanceOf(Outcome.Reserved.class);
        Process second = start(CLOCK);
        LiveSale there = second.sales.find("sale");
        Await.until("it knows", () -> there.state() == State.REPLACED);
        awaitShortLease();
        first.ledger.frozen = true;
        Await.until("it took over", () -> there.state() == State.RUNNING);
        second.tell(there, new Command.Cancel(second.id(there, "ann"), second.buyer(there, "ann")));
        Await.until("it is cancelled", () -> available(there.view()) == 10);
        first.answers.clear();

        sale.submit(new Envelope(new ReplyAddress(1), new Command.Find(first.id(sale, "ann"))));
        first.ledger.frozen = false;

        Await.until("it hears that it was taken", () -> sale.state() == State.REPLACED);
        assertThat(first.answers).isEmpty();
    }

    @Test
    void aProcessIsKnownToBeGoneOnlyWhereItRan() throws Exception {
        LocalProcess self = LocalProcess.current();
        java.lang.Process ended = new ProcessBuilder("true").start();
        ended.waitFor();

        assertThat(self.isKnownToBeGone()).isFalse();
        assertThat(new LocalProcess(self.machine(), self.pid(), self.startedMillis() + 1_000).isKnownToBeGone())
                .as("another one has its number now")
                .isTrue();
        assertThat(new LocalProcess(self.machine(), ended.pid(), 0).isKnownToBeGone())
                .isTrue();
        assertThat(new LocalProcess("elsewhere", ended.pid(), 0).isKnownToBeGone())
                .isFalse();
        assertThat(new LocalProcess("", ended.pid(), 0).isKnownToBeGone()).isFalse();
    }

    @Test
    void timeDoesNotRunBackwardsWhereAnotherTakesOver() {
        first.buys(sale, "ann");
        long made = ((Outcome.Reserved) first.answer(sale, "ann")).state().createdAtMillis();
        Process slow = start(InstantSource.offset(CLOCK, Duration.ofHours(-1)));
        LiveSale there = slow.sales.find("sale");
        first.close();
        Await.until("it took over", () -> there.state() == State.RUNNING);

        slow.buys(there, "bob");

        assertThat(((Outcome.Reserved) slow.answer(there, "bob")).state().createdAtMillis())
                .isGreaterThanOrEqualTo(made);
    }

    @Test
    void whoJoinsGetsSalesAndWhoLeavesGivesThemBack() {
        List<LiveSale> sales = new ArrayList<>(List.of(sale));
        for (int i = 0; i < 11; i++) {
            sales.add(create("more-" + i));
        }
        first.buys(sale, "ann");
        assertThat(first.answer(sale, "ann")).isInstanceOf(Outcome.Reserved.class);

        Process second = start(CLOCK);

        Await.until("some moved", () -> second.sales.count(State.RUNNING) >= 4);
        assertThat(first.sales.count(State.RUNNING)).isPositive();
        LiveSale moved = sales.stream()
                .filter(one -> one.state() == State.REPLACED)
                .findFirst()
                .orElseThrow();
        LiveSale there = second.sales.find(moved.number());
        second.buys(there, "bob");
        assertThat(second.answer(there, "bob")).isInstanceOf(Outcome.Reserved.class);
        second.close();
        running.remove(second);
        Await.until("all are back", () -> first.sales.count(State.RUNNING) == sales.size());
        first.buys(moved, "bob");
        assertThat(((Outcome.Reserved) first.answer(moved, "bob")).created()).isFalse();
    }

    @Test
    void whatAProcessThatIsGoneOwnedIsSharedByTheOthers() {
        for (int i = 0; i < 11; i++) {
            create("more-" + i);
        }
        Process second = start(CLOCK);
        Process third = start(CLOCK);
        Await.until(
                "they know",
                () -> second.sales.count(State.REPLACED) > 0
                        && third.sales.count(State.REPLACED) > 0
                        && first.sales.count(State.RUNNING)
                                        + second.sales.count(State.RUNNING)
                                        + third.sales.count(State.RUNNING)
                                == 12);

        first.die();
        running.remove(first);

        Await.until("they took over", () -> second.sales.count(State.RUNNING) + third.sales.count(State.RUNNING) == 12);
        assertThat(second.sales.count(State.RUNNING)).isPositive();
        assertThat(third.sales.count(State.RUNNING)).isPositive();
    }

    @Test
    void aSaleThatIsNobodysIsClaimedByWhoIsAskedForIt() {
        Process second = start(CLOCK);
        SaleState made = second.database.catalogue(CLOCK).create(SaleSample.terms("asked", TakeStock.HOLD, 3));

        second.sales.invite(made.number());

        Await.until(
                "it is claimed",
                () -> second.sales.find(made.number()) != null
                        && (second.sales.find(made.number()).state() == State.RUNNING
                                || first.sales.find(made.number()) != null
                                        && first.sales.find(made.number()).state() == State.RUNNING));
        first.sales.invite(sale.number());
        second.sales.invite(sale.number());
        assertThat(sale.state()).isEqualTo(State.RUNNING);
    }

    @Test
    void everyProcessKnowsAllOthersAndWhatTheyDo() {
        Process second = start(CLOCK);
        Members members = second.database.members(EnumSet.of(Role.TICKET), "second", "127.0.0.1:1");

        Await.until(
                "the first knows",
                () -> first.members().living().stream()
                        .anyMatch(one -> one.name().equals("second")
                                && one.address().equals("127.0.0.1:1")
                                && one.roles().equals(Set.of(Role.TICKET))));
        assertThat(first.members().living())
                .extracting(Member::number)
                .contains(members.self())
                .isSorted();
        assertThat(first.members().firstChoice(7)).isEqualTo(members.firstChoice(7));
        second.die();
        running.remove(second);
        Await.until("it is gone", () -> first.members().living().size() == 1);
    }

    /** Openings and deadlines follow what was decided, whatever the clock of who takes over shows. */
    @Test
    void aSaleThatOpenedByOneClockStaysOpenByAnother() {
        long opens = CLOCK.millis() + 60_000;
        SaleTerms terms = SaleSample.terms("later", TakeStock.HOLD, 5);
        SaleTerms later = new SaleTerms(
                terms.id(),
                terms.title(),
                "",
                new Window(opens, opens + 3_600_000),
                terms.mode(),
                terms.rules(),
                terms.currency(),
                terms.tiers());
        Process ahead = start(InstantSource.offset(CLOCK, Duration.ofMinutes(2)));
        LiveSale open = ahead.sales.create(later);
        Await.until("it runs", () -> open.state() == State.RUNNING);
        ahead.buys(open, "ann");
        ReservationState held = ((Outcome.Reserved) ahead.answer(open, "ann")).state();
        Process behind = start(InstantSource.offset(CLOCK, Duration.ofMinutes(-2)));
        Await.until("they know it", () -> behind.sales.find("later") != null && first.sales.find("later") != null);

        ahead.close();
        running.remove(ahead);
        first.close();
        running.remove(first);

        LiveSale there = behind.sales.find("later");
        Await.until("it took over", () -> there.state() == State.RUNNING);
        assertThat(there.view().status()).isEqualTo(SaleStatus.OPEN);
        behind.buys(there, "bob");
        assertThat(((Outcome.Reserved) behind.answer(there, "bob")).state().createdAtMillis())
                .isGreaterThanOrEqualTo(held.createdAtMillis());
    }

    /** Of a process that knows that it is not alone any more. */
    private void awaitShortLease() {
        Await.until(
                "it knows of the other",
                () -> "t"
                        .equals(query("SELECT max(lease_until - seen_at) <= interval '1 second' FROM process"
                                + " WHERE lease_until > clock_timestamp()")));
    }

    private String query(String sql) {
        try (Connection connection = DriverManager.getConnection(config.url(), config.user(), config.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long available(SaleView view) {
        return view.tiers().getFirst().available();
    }

    private LiveSale create(String id) {
        LiveSale created = first.sales.create(SaleSample.terms(id, TakeStock.HOLD, 10));
        Await.until("it runs", () -> created.state() == State.RUNNING);
        return created;
    }

    private Process start(InstantSource clock) {
        Process process = new Process(config, clock);
        running.add(process);
        return process;
    }

    /** All that writes in one process. */
    private static final class Process implements AutoCloseable {
        final Map<UUID, Outcome> answers = new ConcurrentHashMap<>();
        final Database database;
        final Freezing ledger;
        final Sales sales;
        private final ReservationIds ids = new ReservationIds();

        Process(DatabaseConfig config, InstantSource clock) {
            database = Database.open(config);
            ledger = new Freezing(database.writerLedger());
            sales = new Sales(
                    database.catalogue(clock),
                    new Ports(
                            ledger,
                            _ -> new InProcessQueue(1_024),
                            this::keep,
                            clock,
                            database.members(EnumSet.of(Role.TICKET), "", "")),
                    new EngineConfig(1_024, 1_024, 500, 600, LEASE_SECONDS, 60, 60),
                    Telemetry.NONE);
            sales.open();
            sales.startWriters();
        }

        private void keep(List<Reply> replies) {
            replies.forEach(reply -> answers.put(reply.outcome().id(), reply.outcome()));
        }

        UUID buyer(LiveSale of, String user) {
            return ids.buyer(of.number(), user);
        }

        UUID id(LiveSale of, String user) {
            return ids.reservation(of.number(), buyer(of, user), "key");
        }

        Intake offer(LiveSale to, String user) {
            return to.submit(
                    new Envelope(new ReplyAddress(1), new Command.Reserve(id(to, user), buyer(to, user), user, 0, 1)));
        }

        void buys(LiveSale at, String user) {
            Await.until("it is taken", () -> offer(at, user) == Intake.TAKEN);
        }

        void tell(LiveSale to, Command command) {
            Await.until("it is taken", () -> to.submit(new Envelope(new ReplyAddress(1), command)) == Intake.TAKEN);
        }

        Outcome answer(LiveSale of, String user) {
            return Await.value("an answer", () -> answers.get(id(of, user)));
        }

        Members members() {
            return database.members(EnumSet.of(Role.TICKET), "", "");
        }

        /** As if it had been killed: it says nothing any more, and its sessions end. */
        void die() {
            ledger.frozen = true;
            database.close();
        }

        @Override
        public void close() {
            ledger.frozen = false;
            sales.close();
            database.close();
        }
    }

    /** A ledger that a process does not reach while it hangs. */
    private static final class Freezing implements WriterLedger {
        private final WriterLedger real;
        private volatile boolean frozen;

        Freezing(WriterLedger real) {
            this.real = real;
        }

        private void requireReached() {
            if (frozen) {
                throw new LedgerUnavailableException("hangs", null);
            }
        }

        @Override
        public Claim claim(int sale, Reader reader) {
            requireReached();
            return real.claim(sale, reader);
        }

        @Override
        public void claimAll(List<? extends Claimant> claimants) {
            requireReached();
            real.claimAll(claimants);
        }

        @Override
        public boolean renew(Duration lease, long load) {
            requireReached();
            return real.renew(lease, load);
        }

        @Override
        public List<Integer> take(List<Integer> sales) {
            requireReached();
            return real.take(sales);
        }

        @Override
        public boolean handOver(int sale, long epoch, String position, long decidedAtMillis, int to) {
            requireReached();
            return real.handOver(sale, epoch, position, decidedAtMillis, to);
        }

        @Override
        public List<Integer> given() {
            return real.given();
        }

        @Override
        public void release(int sale, long epoch) {
            requireReached();
            real.release(sale, epoch);
        }

        @Override
        public List<Integer> lost(List<Integer> sales) {
            requireReached();
            return real.lost(sales);
        }

        @Override
        public List<Integer> free(List<Integer> sales) {
            requireReached();
            return real.free(sales);
        }

        @Override
        public List<Settled> find(int sale, List<UUID> ids) {
            requireReached();
            return real.find(sale, ids);
        }

        @Override
        public void commit(Batch batch) {
            requireReached();
            real.commit(batch);
        }
    }
}
