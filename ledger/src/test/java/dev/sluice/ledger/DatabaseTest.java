package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.breaker.Breaker;
import dev.sluice.engine.breaker.BreakerConfig;
import dev.sluice.engine.breaker.Breakers;
import dev.sluice.engine.breaker.CutOffException;
import dev.sluice.engine.port.LedgerBusyException;
import dev.sluice.engine.port.LedgerPorts;
import dev.sluice.engine.port.LedgerSlowException;
import dev.sluice.engine.port.LedgerUnavailableException;
import dev.sluice.engine.port.Reports;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.TakeStock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class DatabaseTest {
    private static final int PATIENCE_SECONDS = 60;

    @Test
    void serverThatAnswersBeforeItsWriteIsDurableIsRefused() {
        DatabaseConfig config = impatient(TestServer.config().url() + "&options=-c%20synchronous_commit=off");

        assertThatThrownBy(() -> Database.open(config))
                .isInstanceOf(UnsuitableDatabaseException.class)
                .hasMessageContaining("synchronous_commit");
    }

    @Test
    void moreConnectionsThanTheServerGivesAreRefused() throws SQLException {
        int all = Integer.parseInt(TestServer.query("SHOW max_connections"));
        DatabaseConfig config = new DatabaseConfig(
                TestServer.config().url(),
                "postgres",
                "",
                all + 1,
                Duration.ofSeconds(1),
                Duration.ofMillis(500),
                Duration.ofSeconds(5));

        assertThatThrownBy(() -> Database.open(config))
                .isInstanceOf(UnsuitableDatabaseException.class)
                .hasMessageContaining("max_connections");
    }

    /** One that is not there is passed over, and so is one that takes no writes. */
    @Test
    void amongSeveralHostsTheOneThatTakesWritesIsFound() {
        String url = TestServer.config().url();
        String here = url.replaceAll("^jdbc:postgresql://([^/]+)/.*$", "$1");
        String several = url.replace("//" + here, "//127.0.0.1:1," + here);
        String asking = several + (several.contains("?") ? "&" : "?") + "targetServerType=primary";

        try (Database database = Database.open(impatient(asking))) {
            assertThat(database.answers()).isTrue();
        }
    }

    /** A use that has all its connections in use keeps no other waiting, and is no loss of the ledger. */
    @Test
    @Timeout(PATIENCE_SECONDS)
    void peopleWhoWaitTooLongAreToldSoAndNobodyElseWaits() throws Exception {
        try (Database database = Database.open(impatient(TestServer.config().url()));
                Connection other = TestServer.connect();
                Statement statement = other.createStatement();
                ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
            SaleSample sale = SaleSample.in(TestServer.ledger(database), TakeStock.HOLD, 5);
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE ticket IN ACCESS EXCLUSIVE MODE");
            List<Future<?>> people = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                people.add(asking.submit(() -> database.reports().ticketsOf("ann", 1, new UUID(0, 0), 1)));
            }

            sale.make("ann", 0, 1, ReservationStatus.HELD);

            assertThat(database.answers()).isTrue();
            assertThat(database.reports().reservations(sale.number(), null, Long.MAX_VALUE, 1))
                    .hasSize(1);
            List<Class<?>> failures = new ArrayList<>();
            for (Future<?> one : people) {
                try {
                    one.get();
                } catch (ExecutionException e) {
                    failures.add(e.getCause().getClass());
                }
            }
            other.rollback();
            assertThat(failures).contains(LedgerBusyException.class);
        }
    }

    /** One table is locked, so that all who look at their tickets hang; whoever asks for something else does not notice. */
    @Test
    @Timeout(PATIENCE_SECONDS)
    void aDatabaseThatIsTooSlowForPeopleIsNotAskedByThemUntilItIsTriedAgain() throws Exception {
        AtomicLong nanos = new AtomicLong();
        BreakerConfig config = new BreakerConfig(60, 3, 50, Duration.ofSeconds(5), Duration.ofSeconds(2), 1);
        Breakers breakers = new Breakers(config, nanos::get);
        try (Database database = Database.open(impatient(TestServer.config().url()), breakers);
                Connection other = TestServer.connect();
                Statement statement = other.createStatement()) {
            SaleSample sale = SaleSample.in(TestServer.ledger(database), TakeStock.HOLD, 5);
            Reports reports = database.reports();
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE ticket IN ACCESS EXCLUSIVE MODE");
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> reports.ticketsOf("ann", 1, new UUID(0, 0), 1))
                        .isInstanceOf(LedgerSlowException.class);
            }

            assertThatThrownBy(() -> reports.ticketsOf("ann", 1, new UUID(0, 0), 1))
                    .isInstanceOf(LedgerUnavailableException.class)
                    .satisfies(e -> assertThat(CutOffException.behind(e).name()).isEqualTo("ledger-people"));
            sale.make("ann", 0, 1, ReservationStatus.HELD);
            assertThat(reports.reservations(sale.number(), null, Long.MAX_VALUE, 1))
                    .hasSize(1);
            assertThat(database.answers()).isTrue();
            other.rollback();
            nanos.addAndGet(Duration.ofSeconds(3).toNanos());

            assertThat(reports.ticketsOf("ann", 1, new UUID(0, 0), 1)).isEmpty();
            assertThat(breakers.all()).allMatch(breaker -> breaker.state() == Breaker.State.CLOSED);
        }
    }

    @Test
    void everyUseHasAConnectionAndTogetherTheyAreAsManyAsWereGiven() {
        for (int connections = Use.MIN_CONNECTIONS; connections < 50; connections++) {
            assertThat(Use.deal(connections).values())
                    .hasSize(Use.values().length)
                    .allSatisfy(share -> assertThat(share).isPositive());
            assertThat(Use.deal(connections).values().stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .isEqualTo(connections);
        }
    }

    @Test
    void openingAgainFindsTheSchemaAsItIs() {
        try (Database again = Database.open(TestServer.config())) {
            assertThat(again.catalogue(TestServer.CLOCK).sales()).isNotNull();
        }
    }

    @Test
    @Timeout(PATIENCE_SECONDS)
    void serverThatRefusesConnectionsIsALedgerException() throws IOException {
        try (Socket bound = new Socket()) {
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)); // and nobody listens there

            assertThatThrownBy(() -> Database.open(
                            impatient("jdbc:postgresql://127.0.0.1:" + bound.getLocalPort() + "/postgres")))
                    .isInstanceOf(LedgerUnavailableException.class)
                    .hasMessageContaining("connect to the database");
        }
    }

    @Test
    @Timeout(PATIENCE_SECONDS)
    void serverThatIsSilentIsALedgerException() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "jdbc:postgresql://localhost:" + silent.getLocalPort() + "/postgres";

            assertThatThrownBy(() -> Database.open(impatient(url))).isInstanceOf(LedgerUnavailableException.class);
        }
    }

    @Test
    @Timeout(PATIENCE_SECONDS)
    void commitThatHangsIsALedgerExceptionThatSaysWhatAndHowLong() throws SQLException {
        try (Database database = Database.open(impatient(TestServer.config().url()));
                Connection other = TestServer.connect();
                Statement statement = other.createStatement()) {
            LedgerPorts ledger = TestServer.ledger(database);
            SaleSample sale = SaleSample.in(ledger, TakeStock.HOLD, 5);
            other.setAutoCommit(false);
            statement.execute("SELECT FROM writer WHERE sale = " + sale.number() + " FOR UPDATE");

            assertThatThrownBy(() -> sale.make("ann", 0, 1, ReservationStatus.HELD))
                    .isInstanceOf(LedgerSlowException.class)
                    .hasMessageMatching("commit 1 new reservations of sale \\d+: failed after \\d+ ms: (?s).*");
            other.rollback();

            assertThat(sale.claim().reservations).isEmpty();
        }
    }

    @Test
    @Timeout(PATIENCE_SECONDS)
    void serverThatFallsSilentIsALedgerExceptionAndIsUsedAgainWhenItIsBack() throws Exception {
        try (Database database = Database.open(impatient(TestServer.config().url()))) {
            SaleSample sale = SaleSample.in(TestServer.ledger(database), TakeStock.HOLD, 5);
            // All of them: one of an earlier test may still be there.
            String[] writers = TestServer.query("""
                    SELECT string_agg(pid::text, ' ') FROM pg_stat_activity
                    WHERE application_name LIKE 'ledger-writers%'""").split(" ");
            signal("-STOP", writers);
            try {
                assertThatThrownBy(() -> sale.make("ann", 0, 1, ReservationStatus.HELD))
                        .isInstanceOf(LedgerUnavailableException.class);
            } finally {
                signal("-CONT", writers);
            }

            assertThat(sale.claim().reservations).hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void passwordIsNotInTheConfigurationsText() {
        assertThat(DatabaseConfig.of("jdbc:postgresql://db/sluice", "sluice", "hunter2"))
                .asString()
                .doesNotContain("hunter2");
    }

    private static void signal(String signal, String... processes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        command.addAll(List.of(processes));
        new ProcessBuilder(command).start().waitFor(); // one of an earlier test may be gone by now
    }

    private static DatabaseConfig impatient(String url) {
        return new DatabaseConfig(
                url,
                "postgres",
                "",
                DatabaseConfig.MIN_CONNECTIONS,
                Duration.ofSeconds(1),
                Duration.ofMillis(500),
                Duration.ofSeconds(5));
    }
}
