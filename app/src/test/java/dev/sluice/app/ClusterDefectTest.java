package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.Gateways;
import dev.sluice.crowd.journal.Finding;
import dev.sluice.crowd.journal.Journal;
import dev.sluice.crowd.journal.PaymentAttempt;
import dev.sluice.crowd.journal.Reckoning;
import dev.sluice.crowd.journal.Wish;
import dev.sluice.crowd.merchant.Merchant;
import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.CommandQueue;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.PassingLedger;
import dev.sluice.engine.port.PassingQueue;
import dev.sluice.engine.port.Role;
import dev.sluice.engine.port.WriterLedger;
import dev.sluice.ledger.DatabaseConfig;
import dev.sluice.queue.embedded.EmbeddedRedis;
import dev.sluice.queue.redis.RedisConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What keeps two writers apart, taken away on purpose, must be found out by the reckoning of a crowd; the same course of things with it must leave
 * nothing to be found. One real ledger, one real Redis, two nodes.
 */
@Timeout(300)
final class ClusterDefectTest {
    private static final Set<Role> ALL = EnumSet.allOf(Role.class);
    /** With what will never be right. */
    private static final Duration IMPATIENCE = Duration.ofSeconds(3);

    private static final int LEASE_SECONDS = 2;
    private static final AtomicInteger PREFIXES = new AtomicInteger();

    @TempDir
    static Path folder;

    private static EmbeddedRedis redis;

    private final Journal journal = new Journal();
    private final DatabaseConfig database = TestDatabases.migrated();
    private final ClusterNode.Ground ground = new ClusterNode.Ground(database, redis()).withLease(LEASE_SECONDS);
    private HangingLedger hanging;

    @BeforeAll
    static void startRedis() throws IOException, InterruptedException {
        redis = EmbeddedRedis.single(folder);
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @Test
    void aWriterThatWakesUpAfterItWasReplacedChangesNothing() {
        assertThat(wakeUp(UnaryOperator.identity())).isEmpty();
    }

    @Test
    void withoutTheFenceTheLedgerLosesWhatTheNewWriterSold() {
        assertThat(wakeUp(real -> new UnfencedLedger(real, database)))
                .anyMatch(found -> found.sale().equals("woken")
                        && found.purchase().startsWith("ann/key")
                        && found.evidence().contains("was answered CONFIRMED, the ledger has"));
    }

    @Test
    void whoTakesOverBeginsBehindWhatWasDecided() {
        assertThat(takeOver(UnaryOperator.identity())).isEmpty();
    }

    @Test
    void withoutThePositionWhatWasRefusedIsDecidedAgain() {
        assertThat(takeOver(PositionlessLedger::new))
                .anyMatch(found -> found.sale().equals("taken-over")
                        && found.evidence().contains("nobody asked for")
                        && found.evidence().contains("bob/more (null) refused"));
    }

    @Test
    void whatWasTakenInBeforeACommitThatHungIsDecidedByTheNext() {
        assertThat(hangInCommit(UnaryOperator.identity(), Await.PATIENCE)).isEmpty();
    }

    @Test
    void whatIsTrimmedBeforeTheCommitIsLost() {
        assertThat(hangInCommit(EagerQueue::new, IMPATIENCE))
                .containsExactly(new Finding(
                        "hung",
                        purchase("bob"),
                        "after " + IMPATIENCE.toSeconds()
                                + " s still: was taken in, and the ledger has nothing of it"));
    }

    /** A process is stopped, another takes over and sells, and the first wakes up by a deadline of its own. */
    private List<Finding> wakeUp(UnaryOperator<WriterLedger> between) {
        SaleSpec sale = SaleSpec.holding("woken", 10, 2, 3_600);
        AtomicLong skewMillis = new AtomicLong();
        InstantSource skewed = () -> InstantSource.system().instant().plusMillis(skewMillis.get());
        boolean[] deaf = new boolean[1];
        try (ClusterNode first = new ClusterNode(
                "first",
                ALL,
                ground.withClock(skewed)
                        .withLedger(real -> hanging = new HangingLedger(between.apply(real)))
                        .withQueues(real -> number -> new DeafQueue(real.of(number), () -> deaf[0])))) {
            new Merchant(first.client()).create(sale);
            Wish ann = buy(first, journal.wish(sale, "ann", "key", 1));
            buy(first, journal.wish(sale, "bob", "key", 1));
            try (ClusterNode second = new ClusterNode("second", ALL, ground.withLedger(between))) {
                awaitShortLease();
                assertThat(first.decides(sale.id())).isTrue();
                deaf[0] = true;
                hanging.fallSilent();
                Await.until("the second took over", () -> second.decides(sale.id()));
                buy(second, journal.wish(sale, "cid", "key", 1));
                buy(second, journal.wish(sale, "dan", "key", 1));
                pay(second, ann);
                long before = changes(sale);

                skewMillis.set(Duration.ofHours(2).toMillis());

                Await.until("the first woke up", () -> first.gaveWay(sale.id()) || changes(sale) > before);
                return reckon(Gateways.of(second.client()), sale);
            }
        }
    }

    /** Somebody is refused, something comes free, and another process takes over. */
    private List<Finding> takeOver(UnaryOperator<WriterLedger> between) {
        SaleSpec sale = SaleSpec.holding("taken-over", 3, 3, 3_600);
        ClusterNode.Ground kept =
                ground.withLedger(between).withQueues(real -> number -> new KeepingQueue(real.of(number)));
        try (ClusterNode first = new ClusterNode("first", ALL, kept)) {
            new Merchant(first.client()).create(sale);
            buy(first, journal.wish(sale, "bob", "key", 1));
            Wish ann = buy(first, journal.wish(sale, "ann", "key", 2));
            Wish more = journal.wish(sale, "bob", "more", 1);
            Answer refused = more.reserve(first.client(), 10);
            more.learn(refused);
            assertThat(refused.reason()).isEqualTo("SOLD_OUT");
            ann.learn(ann.cancel(first.client()));
            assertThat(ann.status()).isEqualTo("CANCELLED");
        }
        try (ClusterNode second = new ClusterNode("second", ALL, kept)) {
            Await.until("it took over", () -> second.decides(sale.id()));
            buy(second, journal.wish(sale, "cid", "key", 1));
            return reckon(Gateways.of(second.client()), sale);
        }
    }

    /** A process hangs in the midst of a commit, and another takes over. */
    private List<Finding> hangInCommit(UnaryOperator<CommandQueue> between, Duration patience) {
        SaleSpec sale = SaleSpec.holding("hung", 10, 2, 3_600);
        try (ClusterNode first = new ClusterNode(
                        "first",
                        ALL,
                        ground.withLedger(real -> hanging = new HangingLedger(real))
                                .withQueues(real -> number -> between.apply(real.of(number))));
                ClusterNode second = second(first, sale)) {
            buy(first, journal.wish(sale, "ann", "key", 1));
            awaitShortLease();
            assertThat(first.decides(sale.id())).isTrue();
            hanging.hangInCommit();
            Wish bob = journal.wish(sale, "bob", "key", 1);
            bob.learn(bob.reserve(first.client(), 0));
            assertThat(bob.isUndecided()).isTrue();
            Await.until("the second took over", () -> second.decides(sale.id()));
            new Reckoning(Gateways.of(second.client()), new Merchant(second.client())::rows, journal, patience)
                    .awaitTakenIn(sale);
            List<Finding> found = journal.findings();
            hanging.wake();
            assertThat(reckon(Gateways.of(second.client()), sale))
                    .as("the buyer's receipt heals it")
                    .isEqualTo(found);
            return found;
        } finally {
            hanging.wake();
        }
    }

    private ClusterNode second(ClusterNode first, SaleSpec sale) {
        new Merchant(first.client()).create(sale);
        Await.until("the first decides", () -> first.decides(sale.id()));
        return new ClusterNode("second", ALL, ground);
    }

    private List<Finding> reckon(Gateways gateways, SaleSpec sale) {
        Reckoning reckoning = new Reckoning(gateways, new Merchant(gateways.next())::rows, journal, IMPATIENCE);
        reckoning.checkRows(sale);
        reckoning.checkAnswers(journal.wishes());
        reckoning.checkRows(sale);
        return journal.findings();
    }

    private static Wish buy(ClusterNode node, Wish wish) {
        Await.until("it is bought", () -> {
            Answer answer = wish.reserve(node.client(), 10);
            wish.learn(answer);
            return wish.is("HELD");
        });
        return wish;
    }

    private static void pay(ClusterNode node, Wish wish) {
        PaymentAttempt attempt = wish.attempt(
                wish.visitor(node.client()).openPayment(wish.id()).expect(201).id());
        attempt.paying();
        wish.visitor(node.client()).answerPayment(attempt.id(), "pay").expect(204);
        attempt.accept();
        Await.until("it is paid", () -> {
            wish.learn(wish.look(node.client(), 5));
            return wish.is("CONFIRMED");
        });
    }

    /** The first knows of the second, and is missed as soon as it is silent. */
    private void awaitShortLease() {
        Await.until(
                "the lease is short",
                () -> number("SELECT CASE WHEN max(lease_until - seen_at) <= interval '" + LEASE_SECONDS
                                + " seconds' THEN count(*) ELSE 0 END"
                                + " FROM process WHERE lease_until > clock_timestamp()")
                        == 2);
    }

    /** Reservations that expired, by the ledger. */
    private long changes(SaleSpec sale) {
        return number("SELECT count(*) FROM reservation JOIN sale ON sale.number = reservation.sale WHERE sale.id = '"
                + sale.id() + "' AND reservation.status NOT IN (1, 3)");
    }

    private long number(String sql) {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String purchase(String user) {
        return journal.wishes().stream()
                .filter(wish -> wish.user().equals(user))
                .map(wish -> user + "/key (" + wish.id() + ")")
                .findFirst()
                .orElseThrow();
    }

    private static RedisConfig redis() {
        RedisConfig usual = RedisConfig.of(redis.url());
        return new RedisConfig(
                usual.url(),
                redis.password(),
                "",
                "",
                "t" + PREFIXES.incrementAndGet() + ":",
                usual.streamEntries(),
                usual.commandTimeout(),
                usual.connectTimeout());
    }

    /** Commits what was decided, and not how far the queue was taken out. */
    private static final class PositionlessLedger extends PassingLedger {
        PositionlessLedger(WriterLedger real) {
            super(real);
        }

        @Override
        public void commit(Batch batch) {
            batch.reach("");
            super.commit(batch);
        }
    }

    /** Of a process that ends before it deletes what it committed. */
    private static final class KeepingQueue extends PassingQueue {
        KeepingQueue(CommandQueue real) {
            super(real);
        }

        @Override
        public void forget(String position) {}
    }

    /** Deletes what it gave out, without waiting until it is durable. */
    private static final class EagerQueue extends PassingQueue {
        EagerQueue(CommandQueue real) {
            super(real);
        }

        @Override
        public int drainTo(List<Envelope> batch, int max) {
            int taken = super.drainTo(batch, max);
            super.forget(position());
            return taken;
        }
    }
}
