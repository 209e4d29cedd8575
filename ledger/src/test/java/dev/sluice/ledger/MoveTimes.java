package dev.sluice.ledger;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.inprocess.InProcessQueue;
import dev.sluice.engine.port.Catalogue;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.engine.port.Role;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.engine.writer.EngineConfig;
import dev.sluice.engine.writer.LiveSale;
import dev.sluice.engine.writer.LiveSale.State;
import dev.sluice.engine.writer.Ports;
import dev.sluice.engine.writer.Sales;
import dev.sluice.engine.writer.Telemetry;
import dev.sluice.sale.Command;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.TakeStock;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Not a test: measures how long sales stand still while they move between two ticket services, also with many holds, and how long ten thousand take.
 * Prints the figures for docs/operating/failures.md. Its arguments are which of {@code asked}, {@code held} and {@code many}; all of them if there are none.
 */
final class MoveTimes {
    private static final int ASKED = 40;
    private static final int MANY = 10_000;

    /** Of these so many are bought from now and then. */
    private static final int LIVE = 5;

    /** So many have many holds. */
    private static final int LARGE = 4;

    private static final int HELD = 100_000;

    /** Longer than any pause of a buyer between two purchases. */
    private static final long GAP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Map<UUID, Boolean> answered = new ConcurrentHashMap<>();
    private final AtomicInteger users = new AtomicInteger();

    private MoveTimes() {}

    /** A ticket service. */
    private final class Service {
        final Database database;
        final Sales sales;

        Service(DatabaseConfig config) {
            database = Database.open(config);
            sales = new Sales(
                    database.catalogue(TestServer.CLOCK),
                    new Ports(
                            database.writerLedger(),
                            _ -> new InProcessQueue(1_024),
                            this::keep,
                            TestServer.CLOCK,
                            database.members(EnumSet.of(Role.TICKET), "", "")),
                    EngineConfig.DEFAULT,
                    Telemetry.NONE);
            sales.open();
            sales.startWriters();
        }

        private void keep(List<Reply> replies) {
            replies.forEach(reply -> answered.put(reply.outcome().id(), true));
        }

        void leave() {
            sales.close();
            database.close();
        }
    }

    public static void main(String[] arguments) throws SQLException {
        List<String> wanted = arguments.length == 0 ? List.of("asked", "held", "many") : List.of(arguments);
        if (wanted.contains("asked")) {
            new MoveTimes().asked();
        }
        if (wanted.contains("held")) {
            new MoveTimes().held();
        }
        if (wanted.contains("many")) {
            new MoveTimes().many();
        }
        System.exit(0);
    }

    /** Sales that are bought from all the time. */
    private void asked() {
        DatabaseConfig config = TestServer.create("moves_asked");
        Service first = new Service(config);
        for (int i = 0; i < ASKED; i++) {
            first.sales.create(SaleSample.terms("sale" + i, TakeStock.HOLD, 1_000_000));
        }
        await(() -> first.sales.count(State.RUNNING) == ASKED);
        List<Buyer> buyers = new ArrayList<>();
        for (LiveSale sale : first.sales.all()) {
            buyers.add(new Buyer(sale.number(), first));
        }
        buyers.forEach(Thread::start);
        await(() -> users.get() > ASKED * 50);
        Service second = new Service(config);
        buyers.forEach(buyer -> buyer.other = second);
        await(() -> second.sales.count(State.RUNNING) > ASKED / 4);
        settle(() -> second.sales.count(State.RUNNING));
        System.out.printf("after a join, %s of %s sales moved%n", second.sales.count(State.RUNNING), ASKED);
        report("a join", buyers);
        first.leave();
        await(() -> second.sales.count(State.RUNNING) == ASKED);
        settle(users::get);
        report("a leave", buyers);
        buyers.forEach(buyer -> buyer.ended = true);
        second.leave();
    }

    /** One with many holds, and some more, so that it is worth moving. */
    private void held() throws SQLException {
        DatabaseConfig config = TestServer.create("moves_held");
        try (Database made = Database.open(config)) {
            Catalogue catalogue = made.catalogue(TestServer.CLOCK);
            for (int i = 1; i <= LARGE; i++) {
                catalogue.create(SaleSample.terms("large" + i, TakeStock.HOLD, 2L * HELD));
                LoadTimes.hold(config, i, HELD);
            }
        }
        Service first = new Service(config);
        await(() -> first.sales.count(State.RUNNING) == LARGE);
        List<Buyer> buyers = new ArrayList<>();
        for (LiveSale sale : first.sales.all()) {
            buyers.add(new Buyer(sale.number(), first));
        }
        buyers.forEach(Thread::start);
        await(() -> users.get() > LARGE * 50);
        Service second = new Service(config);
        buyers.forEach(buyer -> buyer.other = second);
        await(() -> second.sales.count(State.RUNNING) > 0);
        settle(users::get);
        System.out.printf("%s of %s sales with %,d holds moved%n", second.sales.count(State.RUNNING), LARGE, HELD);
        report("a join", buyers);
        first.leave();
        await(() -> second.sales.count(State.RUNNING) == LARGE);
        settle(users::get);
        report("a leave", buyers);
        buyers.forEach(buyer -> buyer.ended = true);
        second.leave();
    }

    /** As many as a process has, of which nobody wants anything. */
    private void many() {
        DatabaseConfig config = TestServer.create("moves_many");
        Service first;
        try (Database made = Database.open(config)) {
            Catalogue catalogue = made.catalogue(TestServer.CLOCK);
            for (int i = 0; i < MANY; i++) {
                catalogue.create(SaleSample.terms("sale" + i, TakeStock.HOLD, 100_000));
            }
        }
        long began = System.nanoTime();
        first = new Service(config);
        await(() -> first.sales.count(State.RUNNING) == MANY);
        System.out.printf("alone: %s sales loaded after %s ms%n", MANY, millisSince(began));
        List<Buyer> buyers = new ArrayList<>();
        for (int sale = 1; sale <= MANY; sale += MANY / LIVE) {
            buyers.add(new Buyer(sale, first));
        }
        buyers.forEach(Thread::start);
        await(() -> users.get() > LIVE * 50);
        Statements statements = new Statements(config);
        settle(users::get);
        statements.report("before");
        began = System.nanoTime();
        Service second = new Service(config);
        buyers.forEach(buyer -> buyer.other = second);
        await(() -> second.sales.count(State.RUNNING) >= MANY * 4 / 10);
        System.out.printf("after a join: 4 of 10 moved after %s ms%n", millisSince(began));
        statements.report("a join");
        report("a join", buyers);
        settle(users::get);
        statements.report("after it");
        buyers.forEach(buyer -> buyer.ended = true);
        int had = first.sales.count(State.RUNNING);
        began = System.nanoTime();
        first.database.close();
        int before = second.sales.count(State.RUNNING);
        await(() -> second.sales.count(State.RUNNING) > before + 1);
        System.out.printf(
                "after an end without a word: the first of %s taken over after %s ms%n", had, millisSince(began));
        await(() -> second.sales.count(State.RUNNING) == MANY);
        System.out.printf("all after %s ms%n", millisSince(began));
        Service third = new Service(config);
        await(() -> third.sales.count(State.RUNNING) > 1_000);
        statements.report("all that");
        began = System.nanoTime();
        second.leave();
        await(() -> third.sales.count(State.RUNNING) == MANY);
        System.out.printf("after a leave: all moved after %s ms%n", millisSince(began));
        statements.report("a leave");
    }

    /** How many transactions the database makes of what is asked of it, by its own count, which is some seconds late. */
    private static final class Statements {
        private final DatabaseConfig config;
        private long beganNanos = System.nanoTime();
        private long before;

        Statements(DatabaseConfig config) {
            this.config = config;
            this.before = count();
        }

        private long count() {
            try (Connection connection = DriverManager.getConnection(config.url(), config.user(), "");
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()")) {
                row.next();
                return row.getLong(1);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        void report(String during) {
            long now = count();
            long nanos = System.nanoTime() - beganNanos;
            System.out.printf(
                    "%s: %d transactions a second%n", during, (now - before) * TimeUnit.SECONDS.toNanos(1) / nanos);
            before = now;
            beganNanos = System.nanoTime();
        }
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private interface Count {
        int now();
    }

    /** For some seconds, however it changes. */
    private static void settle(Count count) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(4);
        await(() -> count.now() < 0 || System.nanoTime() - until > 0);
    }

    private static void report(String after, List<Buyer> buyers) {
        List<Long> gaps = buyers.stream()
                .flatMap(buyer -> buyer.takeGaps().stream())
                .sorted()
                .toList();
        if (gaps.isEmpty()) {
            System.out.printf("%s: no gap above %s ms%n", after, TimeUnit.NANOSECONDS.toMillis(GAP_NANOS));
            return;
        }
        System.out.printf(
                "%s: %s sales with another owner stood still: median %s, nine of ten %s, most %s ms%n",
                after, gaps.size(), gaps.get(gaps.size() / 2), gaps.get(gaps.size() * 9 / 10), gaps.getLast());
    }

    /** Buys one after the other, wherever it can, and notes how long nobody answered when another one answers. */
    private final class Buyer extends Thread {
        private final int sale;
        private final ReservationIds ids = new ReservationIds();
        private final List<Long> gaps = new ArrayList<>();
        private volatile Service at;
        private volatile Service other;
        private volatile boolean ended;

        Buyer(int sale, Service at) {
            this.sale = sale;
            this.at = at;
            setDaemon(true);
        }

        synchronized List<Long> takeGaps() {
            List<Long> taken = new ArrayList<>(gaps);
            gaps.clear();
            return taken;
        }

        private synchronized void gap(long nanos) {
            gaps.add(TimeUnit.NANOSECONDS.toMillis(nanos));
        }

        @Override
        public void run() {
            long answeredNanos = System.nanoTime();
            while (!ended) {
                if (buys(at)) {
                    answeredNanos = System.nanoTime();
                } else if (other != null && buys(other)) {
                    gap(System.nanoTime() - answeredNanos);
                    answeredNanos = System.nanoTime();
                    Service left = at;
                    at = other;
                    other = left;
                }
                LockSupport.parkNanos(5_000_000);
            }
        }

        private boolean buys(Service service) {
            LiveSale desk = service.sales.find(sale);
            String user = "user" + users.incrementAndGet();
            UUID buyer = ids.buyer(sale, user);
            UUID id = ids.reservation(sale, buyer, "key");
            if (desk == null
                    || desk.state() != LiveSale.State.RUNNING
                    || desk.submit(new Envelope(new ReplyAddress(1), new Command.Reserve(id, buyer, user, 0, 1)))
                            != Intake.TAKEN) {
                return false;
            }
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
            while (!answered.containsKey(id) && System.nanoTime() - until < 0) {
                LockSupport.parkNanos(200_000);
            }
            return answered.remove(id) != null;
        }
    }
}
