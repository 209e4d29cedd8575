package dev.sluice.bench;

import dev.sluice.app.postgres.EmbeddedDatabase;
import dev.sluice.engine.port.Catalogue;
import dev.sluice.ledger.Database;
import dev.sluice.ledger.DatabaseConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench moves}: how long sales stand still while they move between two ticket services, which are both in this process, on one ledger. Each round one
 * joins and the other leaves; in the end one breaks off without a word.
 */
@Command(
        name = "moves",
        description = {
            "How long sales stand still while they move to a ticket service that joins, and from one that leaves; and, at the end, when"
                    + " one is gone without a word. Buyers see it, each in one sale: from the last answer of the one to the first of the"
                    + " other. Both share this process, and a PostgreSQL.",
            "Sales with many holds: --sales=4 --holds=100000. The herd: --sales=10000 --bought=5."
        })
final class MovesRun extends Run {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** Longer than any pause between two moves. */
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(8);

    /** For how long nothing moves at first. */
    private static final int STILL_SECONDS = 4;

    /** Purchases of each buyer before anything moves. */
    private static final int WARM = 50;

    @Option(
            names = "--sales",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Sales that there are.")
    private int sales = 40;

    @Option(
            names = "--bought",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description =
                    "Sales of these that are bought from all the time, each by one buyer; all, if there are fewer.")
    private int bought = 40;

    @Option(
            names = "--holds",
            paramLabel = "N",
            converter = Numbers.AtLeastZero.class,
            description = "Live holds that each sale has at the start.")
    private int holds = 0;

    @Option(
            names = "--pause-millis",
            paramLabel = "N",
            converter = Numbers.AtLeastZero.class,
            description = "What a buyer waits after an answer.")
    private int pauseMillis = 5;

    @Mixin
    private CommonOptions.RoundCount rounds = new CommonOptions.RoundCount(3);

    private final Distribution joins = Distribution.millis("at a join a sale stood still", "200 ms");
    private final Distribution leaves = Distribution.millis("at a leave", "200 ms");
    private final Distribution ends = Distribution.millis("at an end without a word", "1,000 ms");
    private final Distribution joined = Distribution.millis("from a join to its last move", "");
    private final Distribution left = Distribution.millis("from a leave until all were loaded", "");
    private final Distribution taken = Distribution.millis("from an end until all were loaded", "");
    private final List<MoveBuyer> buyers = new ArrayList<>();
    private volatile List<SellingService> services = List.of();
    private DatabaseConfig config;
    private TransactionRate transactions;

    @Override
    void measure() throws Exception {
        EmbeddedDatabase embedded = parts().add("database", EmbeddedDatabase.start(folder("sluice-moves-")));
        config = DatabaseConfig.of(embedded.url(), embedded.user(), embedded.password());
        List<Integer> numbers = fill();
        int each = Math.max(1, sales / bought);
        for (int i = 0; i < Math.min(sales, bought); i++) {
            buyers.add(new MoveBuyer(numbers.get(i * each), pauseMillis, () -> services));
        }
        transactions = parts().add("transactions", new TransactionRate(config));
        SellingService last = play();
        last.leave();
        IO.println();
        IO.println(Distribution.headings());
        List.of(joins, leaves, ends, joined, left, taken).forEach(IO::println);
    }

    /** Returns who is left. */
    private SellingService play() throws Exception {
        SellingService owner = first();
        try (Nuisance _ = Nuisance.start(buyers.size(), who -> buyers.get(who).buy())) {
            awaitPurchases(WARM);
            transactions.sinceLast();
            TimeUnit.SECONDS.sleep(STILL_SECONDS);
            tell("nothing moves");
            for (int round = 0; round < rounds.value(); round++) {
                SellingService other = join(owner);
                leave(owner, other);
                owner = other;
            }
            SellingService other = join(owner);
            end(owner, other);
            return other;
        }
    }

    private List<Integer> fill() throws SQLException {
        List<Integer> numbers = new ArrayList<>();
        try (Database database = Database.open(config)) {
            Catalogue catalogue = database.catalogue(InstantSource.system());
            for (int i = 1; i <= sales; i++) {
                numbers.add(catalogue
                        .create(OpenSale.terms("sale-" + i, 100_000_000L + holds))
                        .number());
            }
        }
        try (Connection connection = DriverManager.getConnection(config.url(), config.user(), config.password())) {
            SalesFill fill = new SalesFill(connection);
            for (int number : numbers) {
                fill.addHolds(number, holds);
            }
            fill.vacuum();
        }
        return numbers;
    }

    private SellingService first() throws InterruptedException {
        SellingService service = new SellingService(config);
        long began = System.nanoTime();
        service.begin();
        double millis = awaitAll(service, began);
        IO.println("one alone has loaded all after %,.0f ms".formatted(millis));
        services = List.of(service);
        return service;
    }

    private SellingService join(SellingService owner) throws Exception {
        SellingService joining = new SellingService(config);
        services = List.of(owner, joining);
        transactions.sinceLast();
        long began = System.nanoTime();
        joining.begin();
        double millis = awaitQuiet(joining, began);
        int moved = joining.running();
        if (moved > 0) {
            joined.add(millis);
        }
        take(joins);
        tell("a join: %,d of %,d sales moved, the last after %,.0f ms".formatted(moved, sales, millis));
        return joining;
    }

    private void leave(SellingService leaving, SellingService heir) throws Exception {
        int moving = sales - heir.running();
        transactions.sinceLast();
        long began = System.nanoTime();
        leaving.leave();
        left.add(awaitAll(heir, began));
        services = List.of(heir);
        awaitPurchases(1);
        take(leaves);
        tell("a leave: %,d of %,d sales moved, the last after %,.0f ms".formatted(moving, sales, left.most()));
    }

    private void end(SellingService ending, SellingService heir) throws Exception {
        int moving = sales - heir.running();
        transactions.sinceLast();
        long began = System.nanoTime();
        ending.end();
        taken.add(awaitAll(heir, began));
        services = List.of(heir);
        awaitPurchases(1);
        take(ends);
        tell("an end without a word: %,d of %,d sales taken over, the last after %,.0f ms"
                .formatted(moving, sales, taken.most()));
    }

    private double awaitAll(SellingService service, long sinceNanos) {
        return Prompt.millisUntil("it has all sales", sinceNanos, PATIENCE, () -> service.running() == sales);
    }

    /** Waits until nothing has moved for a while. Returns the milliseconds until the last move. */
    private static double awaitQuiet(SellingService service, long sinceNanos) {
        int[] seen = {0};
        long[] changedNanos = {sinceNanos};
        Prompt.millisUntil("nothing moves any more", sinceNanos, PATIENCE, () -> {
            int now = service.running();
            if (now != seen[0]) {
                seen[0] = now;
                changedNanos[0] = System.nanoTime();
            }
            return System.nanoTime() - changedNanos[0] > QUIET_NANOS;
        });
        return (changedNanos[0] - sinceNanos) / 1e6;
    }

    /** So many more of each buyer. */
    private void awaitPurchases(int more) {
        int[] before = buyers.stream().mapToInt(MoveBuyer::decided).toArray();
        Prompt.millisUntil("everybody bought", System.nanoTime(), PATIENCE, () -> {
            for (int i = 0; i < before.length; i++) {
                if (buyers.get(i).decided() < before[i] + more) {
                    return false;
                }
            }
            return true;
        });
    }

    private void take(Distribution distribution) {
        buyers.forEach(buyer -> buyer.takeGaps().forEach(distribution::add));
    }

    private void tell(String what) throws SQLException {
        IO.println("%s; %,.0f transactions a second".formatted(what, transactions.sinceLast()));
    }
}
