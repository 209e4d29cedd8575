package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.port.Await;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.engine.writer.LiveSale;
import dev.sluice.engine.writer.LiveSale.State;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.TakeStock;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Processes that share a ledger, of which one says nothing for longer than its lease: it hangs, or is cut off. */
@Timeout(90)
final class SilentProcessTest {
    private static final InstantSource CLOCK = InstantSource.offset(
            InstantSource.system(), Duration.ofMillis(SaleSample.NOW_MILLIS + 1 - System.currentTimeMillis()));
    /** Of those who are not alone. */
    private static final int LEASE_SECONDS = 2;

    private static int databases;

    private final DatabaseConfig config = TestServer.migrated("silent_process_" + ++databases);
    private final List<SellingProcess> running = new ArrayList<>();
    private final SellingProcess first = start(config);
    private final LiveSale sale = create("sale");

    @AfterEach
    void stop() {
        running.forEach(SellingProcess::close);
    }

    @Test
    void aProcessThatIsSilentForTooLongLosesItsSalesAndDoesNotTakeThemBack() {
        first.buys(sale, "ann");
        assertThat(first.answer(sale, "ann")).isInstanceOf(Outcome.Reserved.class);
        SellingProcess second = start(config);
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

    /** Alone it had a lease of ten seconds, and never heard that it is not alone any more. */
    @Test
    void aProcessThatHangsAsAnotherComesIsReplacedAsSoonAsAnyOther() {
        first.buys(sale, "ann");
        assertThat(first.answer(sale, "ann")).isInstanceOf(Outcome.Reserved.class);
        assertThat(query("SELECT max(lease_until - seen_at) > interval '5 seconds' FROM process"))
                .isEqualTo("t");
        first.ledger.frozen = true;

        SellingProcess second = start(config);
        LiveSale there = second.sales.find("sale");

        Await.until("it took over", () -> there.state() == State.RUNNING);
        Await.until(
                "nobody waited for the long lease",
                () -> "t".equals(query("SELECT bool_and(lease_until - seen_at < interval '5 seconds') FROM process")));
        assertThat(first.offer(sale, "bob")).isEqualTo(Intake.UNAVAILABLE);
        assertThat(sale.mayKnow(new UUID(1, 1))).isTrue();
        first.ledger.frozen = false;
        Await.until("it hears that it was taken", () -> sale.state() == State.REPLACED);
        second.buys(there, "bob");
        assertThat(((Outcome.Reserved) second.answer(there, "bob")).created()).isTrue();
    }

    /** The network between it and its ledger is cut: neither end is told, and what it had locked there stays locked. */
    @Test
    void aProcessThatIsCutOffIsReplacedAndNeitherCommitsNorRefusesAfterwards() throws SQLException {
        String address = config.url();
        int port = Integer.parseInt(address.replaceAll(".*:(\\d+)/.*", "$1"));
        try (SilentWire wire = new SilentWire(port)) {
            String wired = address.replace(":" + port + "/", ":" + wire.port() + "/");
            SellingProcess distant = start(DatabaseConfig.of(wired, config.user(), config.password()));
            LiveSale there = distant.sales.create(SaleSample.terms("there", TakeStock.HOLD, 10));
            distant.buys(there, "ann");
            assertThat(distant.answer(there, "ann")).isInstanceOf(Outcome.Reserved.class);
            LiveSale here = Await.value("it is known", () -> first.sales.find("there"));
            awaitShortLease();
            String run = query("SELECT run FROM process ORDER BY number DESC LIMIT 1");
            lockInTransaction(wired, "ledger-writers " + run, there.number());

            wire.cut();
            distant.offer(there, "bob");

            Await.until("it is taken over", () -> here.state() == State.RUNNING);
            assertThat(distant.offer(there, "cat")).isEqualTo(Intake.UNAVAILABLE);
            assertThat(there.mayKnow(new UUID(1, 1))).isTrue();
            first.buys(here, "cat");
            assertThat(first.answer(here, "cat")).isInstanceOf(Outcome.Reserved.class);
            wire.mend();
            Await.until("it hears that it was taken", () -> there.state() == State.REPLACED);
            assertThat(distant.answers).doesNotContainKey(distant.id(there, "bob"));
            first.buys(here, "bob");
            assertThat(((Outcome.Reserved) first.answer(here, "bob")).created()).isTrue();
            Await.until(
                    "its session of before is ended, since that has its lock",
                    () -> "1"
                            .equals(query(
                                    "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'ledger-presence "
                                            + run + "'")));
            Await.until("it is there again", () -> first.members().living().size() == 2);
        }
    }

    /** By a session that nobody ends but who takes over. */
    private static void lockInTransaction(String url, String session, int sale) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "postgres");
        properties.setProperty("ApplicationName", session);
        Connection connection = DriverManager.getConnection(url, properties);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT FROM writer WHERE sale = " + sale + " FOR UPDATE");
        }
    }

    @Test
    void aProcessThatIsAloneKeepsItsSalesWhileItsLeaseLasts() {
        Await.until(
                "it is alone",
                () -> "t".equals(query("SELECT max(lease_until - seen_at) > interval '5 seconds' FROM process")));
        first.ledger.frozen = true;
        long frozenNanos = System.nanoTime();

        Await.until(
                "longer than a short lease",
                () -> System.nanoTime() - frozenNanos > TimeUnit.MILLISECONDS.toNanos(LEASE_SECONDS * 1_000 + 200));

        Await.until("it is sure, once it has seen that it is alone", () -> !sale.mayKnow(new UUID(1, 1)));
    }

    @Test
    void whatWasTakenInBeforeAHangIsNotAnsweredFromMemoryAfterIt() {
        first.buys(sale, "ann");
        assertThat(first.answer(sale, "ann")).isInstanceOf(Outcome.Reserved.class);
        SellingProcess second = start(config);
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

    /** Of a process that knows that it is not alone any more. */
    private void awaitShortLease() {
        Await.until(
                "it knows of the other",
                () -> "t"
                        .equals(query("SELECT max(lease_until - seen_at) <= interval '" + LEASE_SECONDS
                                + " seconds' FROM process" + " WHERE lease_until > clock_timestamp()")));
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

    private SellingProcess start(DatabaseConfig its) {
        SellingProcess process = new SellingProcess(its, CLOCK, LEASE_SECONDS);
        running.add(process);
        return process;
    }
}
