package dev.sluice.bench;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.inprocess.InProcessQueue;
import dev.sluice.engine.port.Draws;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.engine.writer.EngineConfig;
import dev.sluice.engine.writer.LiveSale;
import dev.sluice.engine.writer.Ports;
import dev.sluice.engine.writer.Sales;
import dev.sluice.engine.writer.Telemetry;
import dev.sluice.gateway.draw.SealedEntries;
import dev.sluice.ledger.Database;
import dev.sluice.ledger.DatabaseConfig;
import dev.sluice.sale.Command;
import dev.sluice.sale.DrawState;
import dev.sluice.sale.EntryState;
import dev.sluice.sale.Order;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Selection;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.TierTerms;
import dev.sluice.sale.Window;
import dev.sluice.sale.draw.DrawSecret;
import dev.sluice.sale.draw.Fairness;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/**
 * A lottery into which many enter, through a real writer over a real ledger: all enter, are sealed, drawn and served, while somebody asks how far it is, again and again. Its time is its own,
 * so that nobody waits for the seal.
 */
final class LedgerDraw implements AutoCloseable {
    private static final int UNDER_WAY = 8_192;
    private static final long PATIENCE_SECONDS = 60;
    private static final int LIMIT = 4;
    private static final int A_DAY = 86_400_000;
    private static final List<String> SECRETS = List.of("one", "two");
    private static final ReplyAddress CROWD = new ReplyAddress(1);
    private static final ReplyAddress ASKER = new ReplyAddress(2);

    private final int entries;
    private final long begunMillis = System.currentTimeMillis();
    private final long untilMillis = begunMillis + A_DAY;
    private final long opensMillis = untilMillis + A_DAY;
    private final Semaphore room = new Semaphore(UNDER_WAY);
    private final LongAdder refused = new LongAdder();
    private final LongAdder commits = new LongAdder();
    private final BlockingQueue<Reply> answers = new LinkedBlockingQueue<>();
    private final ReservationIds ids = new ReservationIds();
    private final Database database;
    private final Sales sales;
    private final LiveSale sale;
    private volatile long nowMillis = begunMillis;

    /** Part of the way, and how long it took. */
    record Stage(double seconds, long commits, double longestMillis) {}

    private final class Counting implements Telemetry {
        @Override
        public void committed(int commands, int changes, long nanos) {
            commits.increment();
        }
    }

    LedgerDraw(DatabaseConfig config, int entries) {
        this.entries = entries;
        InstantSource clock = () -> Instant.ofEpochMilli(nowMillis);
        database = Database.open(config);
        sales = new Sales(
                database.catalogue(clock),
                new Ports(
                        database.writerLedger(),
                        _ -> new InProcessQueue(EngineConfig.DEFAULT.queueCapacity()),
                        this::take,
                        clock),
                EngineConfig.DEFAULT,
                new Counting());
        sales.open();
        int number = sales.create(terms(), "bench").number();
        sale = sales.find(number);
    }

    private SaleTerms terms() {
        Fairness fair =
                new Fairness(SECRETS.stream().map(DrawSecret::commitment).toList(), null, false);
        return new SaleTerms(
                "lottery",
                "Lottery",
                "",
                new Window(opensMillis, opensMillis + 30L * A_DAY),
                new Order.Lottery(begunMillis, untilMillis, 3_600, fair),
                new PurchaseRules(LIMIT, 900, TakeStock.HOLD, 100, 0),
                "CNY",
                List.of(new TierTerms("a", "A", 50, 1 + entries / 100)));
    }

    private void take(List<Reply> replies) {
        for (Reply reply : replies) {
            if (reply.to().equals(ASKER)) {
                answers.add(reply);
            } else {
                refused.add(reply.outcome() instanceof Outcome.Refused ? 1 : 0);
                room.release();
            }
        }
    }

    private static String user(int number) {
        return "user-%08d".formatted(number);
    }

    /** All enter, thousands at a time. */
    Stage enter() throws InterruptedException {
        long began = System.nanoTime();
        long before = commits.sum();
        for (int i = 0; i < entries; i++) {
            String user = user(i);
            UUID buyer = ids.buyer(sale.number(), user);
            Command enter = new Command.Enter(
                    ids.entry(sale.number(), buyer),
                    buyer,
                    user,
                    0,
                    1 + i % LIMIT,
                    Selection.ANY,
                    Strangers.uuid(i),
                    false);
            acquire(1);
            while (sale.submit(new Envelope(CROWD, enter)) != Intake.TAKEN) {
                Thread.sleep(1);
            }
        }
        acquire(UNDER_WAY);
        room.release(UNDER_WAY);
        if (refused.sum() > 0) {
            throw new IllegalStateException(refused + " were refused");
        }
        return new Stage((System.nanoTime() - began) / 1e9, commits.sum() - before, 0);
    }

    private void acquire(int permits) throws InterruptedException {
        if (!room.tryAcquire(permits, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("nobody is answered: " + sale.state() + ", " + sale.trouble());
        }
    }

    /** It is time to close the entries. */
    Stage seal() throws InterruptedException {
        nowMillis = untilMillis;
        return until(state -> state.draw().seal() != null);
    }

    /** It opens, and everybody knows the values. */
    Stage serve() throws InterruptedException {
        for (String secret : SECRETS) {
            ask(new Command.EnterSecret(UUID.randomUUID(), secret));
        }
        nowMillis = opensMillis;
        return until(DrawState::isOver);
    }

    /** Asks how far it is until it is so far. */
    private Stage until(Predicate<DrawState> far) throws InterruptedException {
        long began = System.nanoTime();
        long before = commits.sum();
        double longest = 0;
        DrawState state;
        do {
            long asked = System.nanoTime();
            state = ((Outcome.DrawFound) ask(new Command.FindDraw(UUID.randomUUID()))).state();
            longest = Math.max(longest, (System.nanoTime() - asked) / 1e6);
        } while (!far.test(state));
        return new Stage((System.nanoTime() - began) / 1e9, commits.sum() - before, longest);
    }

    private Outcome ask(Command command) throws InterruptedException {
        if (sale.submit(new Envelope(ASKER, command)) != Intake.TAKEN) {
            throw new IllegalStateException("the sale takes no commands: " + sale.state() + ", " + sale.trouble());
        }
        Reply reply = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (reply == null) {
            throw new IllegalStateException("nobody is answered: " + sale.state() + ", " + sale.trouble());
        }
        return reply.outcome();
    }

    /** A gateway proves somebody that they are in: the first for whom it reads all entries, and a later one. Seconds. */
    double[] prove() {
        SealedEntries sealed = new SealedEntries();
        double[] seconds = new double[2];
        SaleTerms terms = sale.view().sale().terms();
        Draws draws = database.draws();
        for (int i = 0; i < seconds.length; i++) {
            String user = user(i * (entries - 1));
            long began = System.nanoTime();
            EntryState entry = draws.entry(sale.number(), user);
            sealed.proof(
                            draws,
                            sale.number(),
                            terms,
                            draws.state(sale.number(), terms).draw().seal(),
                            user,
                            entry)
                    .join();
            seconds[i] = (System.nanoTime() - began) / 1e9;
        }
        return seconds;
    }

    /** How many reservations there are in the ledger, and how many of them are holds. */
    long[] rows() throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*), count(*) FILTER (WHERE status = 1),"
                        + " (SELECT served FROM draw) FROM reservation")) {
            row.next();
            return new long[] {row.getLong(1), row.getLong(2), row.getLong(3)};
        }
    }

    @Override
    public void close() {
        sales.close();
        database.close();
    }
}
