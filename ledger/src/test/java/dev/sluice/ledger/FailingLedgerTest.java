package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.inprocess.InProcessQueue;
import dev.sluice.engine.port.Await;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.engine.port.SaleSample;
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
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.TakeStock;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.PGConnection;

/**
 * Writers on a real PostgreSQL that fails in each of its ways, and recovers: what is refused, what waits, how often it is tried, and that
 * another sale of the same process goes on where only one is concerned.
 */
@Timeout(90)
final class FailingLedgerTest {
    private static final String NAME = "failing";
    private static final String CLERK = "clerk";
    private static final Duration STATEMENT_TIMEOUT = Duration.ofMillis(700);
    private static final Duration HOLD = Duration.ofSeconds(900);
    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final AtomicReference<Duration> AHEAD =
            new AtomicReference<>(Duration.ofMillis(SaleSample.NOW_MILLIS + 1 - System.currentTimeMillis()));
    private static final InstantSource CLOCK = () -> Instant.now().plus(AHEAD.get());

    private static DatabaseConfig admin;
    private static int lastSale;

    private final Map<UUID, Outcome> answers = new ConcurrentHashMap<>();
    private Database database;
    private Sales sales;
    private LiveSale sale;
    private LiveSale other;

    @BeforeAll
    static void makeALedgerForAClerkWithoutPower() throws SQLException {
        admin = TestServer.migrated(NAME);
        execute("CREATE ROLE " + CLERK + " LOGIN");
        execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO " + CLERK);
        execute("GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO " + CLERK);
    }

    @AfterAll
    static void dropTheClerk() throws SQLException {
        execute("DROP OWNED BY " + CLERK);
        execute("DROP ROLE " + CLERK);
    }

    @BeforeEach
    void startSales() {
        database = Database.join(new DatabaseConfig(
                admin.url(), CLERK, "", 14, Duration.ofSeconds(1), STATEMENT_TIMEOUT, Duration.ofSeconds(5)));
        sales = new Sales(
                database.catalogue(CLOCK),
                new Ports(database.writerLedger(), _ -> new InProcessQueue(4_096), this::keep, CLOCK),
                EngineConfig.DEFAULT,
                Telemetry.NONE);
        sales.open();
        sale = sales.create(SaleSample.terms("failing-" + ++lastSale, TakeStock.HOLD, 10_000));
        other = sales.create(SaleSample.terms("other-" + lastSale, TakeStock.HOLD, 10_000));
        Await.until("both run", () -> sale.state() == State.RUNNING && other.state() == State.RUNNING);
    }

    @AfterEach
    void everythingAddsUp() throws SQLException {
        execute("DROP TRIGGER IF EXISTS fail ON reservation");
        execute("ALTER TABLE reservation DROP CONSTRAINT IF EXISTS no_end");
        sales.close();
        assertThat(database.reports().audit(sale.number()).balanced()).isTrue();
        assertThat(database.reports().audit(other.number()).balanced()).isTrue();
        database.close();
    }

    @Test
    void aTextWithANulIsRefusedAndAllOthersAreDecided() throws SQLException {
        submitCrowd(200, 77, "nul\0");

        Await.until("all are answered", () -> answers.size() == 200);
        assertThat(answers.get(id(sale, "nul\0"))).isEqualTo(refused("nul\0", Rejection.UNSTORABLE));
        assertThat(stored(sale)).isEqualTo(199);
        assertThat(epoch(sale)).isLessThan(25);
        assertThat(epoch(other)).isEqualTo(1);
        Await.until("it takes commands", () -> sale.state() == State.RUNNING);
    }

    @Test
    void aChargeWhoseReferenceHasANulIsRefusedAndTheSaleGoesOn() {
        UUID held = id(sale, "ann");
        submit(sale, "ann");
        Await.until("it is held", () -> answers.containsKey(held));
        answers.clear();
        tell(sale, new Command.OpenPayment(held, new ReservationIds().buyer(sale.number(), "ann"), "sandbox", 0));
        Await.until("its payment is open", () -> answers.containsKey(held));
        UUID payment = ReservationIds.payment(held, 1, 0);

        tell(sale, new Command.PaymentSucceeded(payment, "ref\0erence", SaleSample.PRICE, "CNY"));

        Await.until("it is refused", () -> answers.containsKey(payment));
        assertThat(answers.get(payment)).isEqualTo(new Outcome.Refused(payment, Rejection.UNSTORABLE));
        answers.clear();
        tell(sale, new Command.PaymentSucceeded(payment, "reference", SaleSample.PRICE, "CNY"));
        Await.until("a good one is taken", () -> answers.get(payment) instanceof Outcome.PaymentFound);
    }

    @Test
    void rightsThatAreTakenAwayAreWaitedFor() throws SQLException {
        execute("REVOKE INSERT ON reservation FROM " + CLERK);
        waitsAndRecovers("GRANT INSERT ON reservation TO " + CLERK);
    }

    @Test
    void aLedgerThatTakesNoWritesIsWaitedFor() throws SQLException {
        execute("ALTER ROLE " + CLERK + " SET default_transaction_read_only = on");
        breakConnections();
        waitsAndRecovers("ALTER ROLE " + CLERK + " RESET default_transaction_read_only");
    }

    @Test
    void aConnectionThatIsNotToBeHadIsWaitedFor() throws SQLException {
        execute("ALTER ROLE " + CLERK + " CONNECTION LIMIT 0");
        breakConnections();
        waitsAndRecovers("ALTER ROLE " + CLERK + " CONNECTION LIMIT -1");
    }

    /** The disk itself is not filled: a trigger says what PostgreSQL would. */
    @Test
    void aDiskThatIsFullIsWaitedFor() throws SQLException {
        failAtInsert("IF TRUE THEN RAISE EXCEPTION 'made by a test' USING ERRCODE = 'disk_full'; END IF;");
        waitsAndRecovers("DROP TRIGGER fail ON reservation");
    }

    @Test
    void memoryThatIsLackingIsWaitedFor() throws SQLException {
        failAtInsert("IF TRUE THEN RAISE EXCEPTION 'made by a test' USING ERRCODE = 'out_of_memory'; END IF;");
        waitsAndRecovers("DROP TRIGGER fail ON reservation");
    }

    @Test
    void whoTakesTooLongIsRefusedAndAllOthersAreDecided() throws SQLException {
        failAtInsert("IF EXISTS (SELECT FROM made WHERE user_id = 'slow') THEN PERFORM pg_sleep(30); END IF;");
        submitCrowd(40, 17, "slow");

        Await.until("all are answered", () -> answers.size() == 40);
        assertThat(answers.get(id(sale, "slow"))).isEqualTo(refused("slow", Rejection.TOO_SLOW));
        assertThat(stored(sale)).isEqualTo(39);
    }

    @Test
    void aSaleThatTakesTooLongKeepsNoOtherWaiting() throws SQLException {
        failAtInsert("IF EXISTS (SELECT FROM made WHERE user_id = 'slow') THEN PERFORM pg_sleep(30); END IF;");
        submit(sale, "slow");
        Await.until("it is tried again", () -> epochOf(sale) > 1);

        for (int i = 0; i < 50; i++) {
            UUID id = id(other, "user" + i);
            submit(other, "user" + i);
            Await.until("the other sale decides", () -> answers.containsKey(id));
        }

        assertThat(epoch(other)).isEqualTo(1);
        Await.until("the slow one is refused", () -> answers.containsKey(id(sale, "slow")));
    }

    @Test
    void whatSomebodyElseLocksIsDecidedOnceItIsFree() throws SQLException {
        try (Connection locking = connect();
                Statement statement = locking.createStatement()) {
            locking.setAutoCommit(false);
            statement.execute("SELECT FROM tier WHERE sale = " + sale.number() + " FOR UPDATE");
            submitCrowd(30, -1, "");
            Await.until("it is seen who waits for whom", () -> blocking().contains(pid(locking)));
            Await.until("it is tried again", () -> epochOf(sale) > 2);
            locking.rollback();
        }
        Await.until("all are answered", () -> answers.size() == 30);
        assertThat(answers.values().stream()
                        .filter(Outcome.Reserved.class::isInstance)
                        .count())
                .isEqualTo(stored(sale));
        assertThat(answers.values().stream().filter(Outcome.Refused.class::isInstance))
                .allMatch(outcome -> ((Outcome.Refused) outcome).reason() == Rejection.TOO_SLOW);
    }

    /** As operators are advised to ask. */
    private static List<Integer> blocking() {
        List<Integer> pids = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT pid, pg_blocking_pids(pid), query FROM pg_stat_activity WHERE cardinality(pg_blocking_pids(pid)) > 0")) {
            while (row.next()) {
                pids.addAll(List.of((Integer[]) row.getArray(2).getArray()));
            }
            return pids;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int pid(Connection connection) {
        try {
            return connection.unwrap(PGConnection.class).getBackendPID();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoGivesWayTriesAgain() throws SQLException {
        failAtInsert("""
                IF nextval('failures') <= 2 THEN RAISE EXCEPTION 'made by a test' USING ERRCODE = 'deadlock_detected'; END IF;""");
        submit(sale, "ann");

        Await.until("it is decided", () -> answers.get(id(sale, "ann")) instanceof Outcome.Reserved);
    }

    @Test
    void whatNobodyForesawIsRefusedAfterSomeTrialsAndAllOthersAreDecided() throws SQLException {
        failAtInsert(
                "IF EXISTS (SELECT FROM made WHERE user_id = 'odd') THEN RAISE EXCEPTION 'made by a test'; END IF;");
        submitCrowd(50, 20, "odd");

        Await.until("all are answered", () -> answers.size() == 50);
        assertThat(answers.get(id(sale, "odd"))).isEqualTo(refused("odd", Rejection.UNSTORABLE));
        assertThat(stored(sale)).isEqualTo(49);
    }

    @Test
    void anEndWhoseRowCannotBeWrittenIsSetAsideAndTheOthersEnd() throws SQLException {
        endsAllButOne(
                "CREATE OR REPLACE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                        + " IF NEW.user_id = 'user7' AND NEW.status <> OLD.status THEN RAISE EXCEPTION 'made by a test'; END IF;"
                        + " RETURN NEW; END $$; CREATE TRIGGER fail BEFORE UPDATE ON reservation FOR EACH ROW EXECUTE FUNCTION fail()",
                "DROP TRIGGER fail ON reservation");
    }

    @Test
    void anEndThatAConstraintRefusesIsSetAsideAndTheOthersEnd() throws SQLException {
        endsAllButOne(
                "ALTER TABLE reservation ADD CONSTRAINT no_end CHECK (user_id <> 'user7' OR status = 1 OR sale <> "
                        + sale.number() + ") NOT VALID",
                "ALTER TABLE reservation DROP CONSTRAINT no_end");
    }

    @Test
    void anEndWhoseRowSomebodyLocksIsSetAsideAndTheOthersEnd() throws SQLException {
        try (Connection locking = connect();
                Statement statement = locking.createStatement()) {
            locking.setAutoCommit(false);
            String lock = "SELECT FROM reservation WHERE sale = " + sale.number() + " AND user_id = 'user7' FOR UPDATE";
            hold(30);
            statement.execute(lock);
            AHEAD.updateAndGet(ahead -> ahead.plus(HOLD));
            Await.until("the others end", () -> ended() == 29);
            Await.until("it is named", () -> sale.aside().equals(List.of(id(sale, "user7"))));
            locking.rollback();
        }
        AHEAD.updateAndGet(ahead -> ahead.plus(AGAIN));
        Await.until("it ends, too", () -> ended() == 30);
    }

    private void endsAllButOne(String fault, String remedy) throws SQLException {
        hold(30);
        execute(fault);
        AHEAD.updateAndGet(ahead -> ahead.plus(HOLD));

        Await.until("the others end", () -> ended() == 29);
        Await.until("it is named", () -> sale.aside().equals(List.of(id(sale, "user7"))));
        submit(sale, "late");
        Await.until("it sells", () -> answers.get(id(sale, "late")) instanceof Outcome.Reserved);
        execute(remedy);
        AHEAD.updateAndGet(ahead -> ahead.plus(AGAIN));
        Await.until("it ends, too", () -> ended() == 30);
        Await.until("nothing is aside", () -> sale.aside().isEmpty());
        Await.until("it takes commands", () -> sale.state() == State.RUNNING);
        assertThat(epoch(sale)).isLessThan(25);
    }

    private void hold(int users) {
        for (int i = 0; i < users; i++) {
            submit(sale, "user" + i);
        }
        Await.until("all are held", () -> answers.size() == users);
    }

    private long ended() {
        try {
            return query("SELECT count(*) FROM reservation WHERE sale = " + sale.number() + " AND status = "
                    + StatusCode.of(ReservationStatus.EXPIRED));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The sale does not take commands meanwhile, tries seldom, and decides what it had taken. */
    private void waitsAndRecovers(String remedy) throws SQLException {
        long before = epoch(sale);
        submit(sale, "ann");
        Await.until("it waits", () -> sale.state() == State.RECOVERING);
        long beganNanos = System.nanoTime();
        Await.until(
                "a while is over",
                () -> System.nanoTime() - beganNanos > Duration.ofSeconds(1).toNanos());
        assertThat(sale.state()).isEqualTo(State.RECOVERING);
        assertThat(offer(sale, "bob")).isEqualTo(Intake.UNAVAILABLE);
        execute(remedy);
        Await.until("it is decided after all", () -> answers.get(id(sale, "ann")) instanceof Outcome.Reserved);
        Await.until("it takes commands", () -> sale.state() == State.RUNNING);
        assertThat(epoch(sale) - before).as("loads").isLessThan(15);
    }

    /** Statements for each statement that inserts reservations. */
    private static void failAtInsert(String statements) throws SQLException {
        execute("CREATE SEQUENCE IF NOT EXISTS failures");
        execute("GRANT ALL ON failures TO " + CLERK);
        execute("ALTER SEQUENCE failures RESTART");
        execute("CREATE OR REPLACE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " + statements
                + " RETURN NULL; END $$");
        execute("CREATE TRIGGER fail AFTER INSERT ON reservation REFERENCING NEW TABLE AS made"
                + " FOR EACH STATEMENT EXECUTE FUNCTION fail()");
    }

    private static void breakConnections() throws SQLException {
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '" + CLERK + "'");
    }

    /** So many at once that they are decided together, one of them by another name. */
    private void submitCrowd(int count, int at, String name) throws SQLException {
        try (Connection locking = connect();
                Statement statement = locking.createStatement()) {
            locking.setAutoCommit(false);
            statement.execute("SELECT FROM writer WHERE sale = " + sale.number() + " FOR UPDATE");
            for (int i = 0; i < count; i++) {
                submit(sale, i == at ? name : "user" + i);
            }
            locking.rollback();
        }
    }

    private void submit(LiveSale to, String user) {
        Await.until("it is taken", () -> offer(to, user) == Intake.TAKEN);
    }

    private Intake offer(LiveSale to, String user) {
        ReservationIds ids = new ReservationIds();
        return tell(to, new Command.Reserve(id(to, user), ids.buyer(to.number(), user), user, 0, 1));
    }

    private static Intake tell(LiveSale to, Command command) {
        return to.submit(new Envelope(new ReplyAddress(1), command));
    }

    private static UUID id(LiveSale of, String user) {
        ReservationIds ids = new ReservationIds();
        return ids.reservation(of.number(), ids.buyer(of.number(), user), "key");
    }

    private Outcome refused(String user, Rejection reason) {
        return new Outcome.Refused(id(sale, user), reason);
    }

    private void keep(List<Reply> replies) {
        replies.forEach(reply -> answers.put(reply.outcome().id(), reply.outcome()));
    }

    private static long stored(LiveSale of) throws SQLException {
        return query("SELECT count(*) FROM reservation WHERE sale = " + of.number());
    }

    private static long epoch(LiveSale of) throws SQLException {
        return query("SELECT epoch FROM writer WHERE sale = " + of.number());
    }

    private static long epochOf(LiveSale of) {
        try {
            return epoch(of);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(admin.url(), admin.user(), admin.password());
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long query(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
