package dev.sluice.bench;

import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.Catalogue;
import dev.sluice.engine.port.WriterLedger;
import dev.sluice.ledger.Database;
import dev.sluice.sale.Command;
import dev.sluice.sale.DrawState;
import dev.sluice.sale.EntryState;
import dev.sluice.sale.Order;
import dev.sluice.sale.PaymentState;
import dev.sluice.sale.PlaceState;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.RoomState;
import dev.sluice.sale.SaleBook;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.TierTerms;
import dev.sluice.sale.Window;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * New holds written by the group commit, in batches of several sizes, beside one raw server-side COPY of the very same rows into a
 * table with the same indexes and no triggers. In turns; medians.
 */
final class GroupCommit {
    private static final long NOW_MILLIS = 1_800_000_000_000L;

    private final Catalogue catalogue;
    private final WriterLedger ledger;
    private final Connection admin;
    private final Path folder;
    private final int rows;
    private final ReservationIds ids = new ReservationIds();
    private Batch batch;
    private int sales;

    GroupCommit(Database database, Connection admin, Path folder, int rows) {
        this.catalogue = database.catalogue(InstantSource.system());
        this.ledger = database.writerLedger();
        this.admin = admin;
        this.folder = folder;
        this.rows = rows;
    }

    /** Prints a table; a round more goes before those that count. */
    void compare(List<Integer> sizes, int rounds) throws SQLException {
        Map<Integer, List<double[]>> figures = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (int size : sizes) {
                int sale = ++sales;
                double committed = commit(sale, size);
                double copied = copy(sale);
                if (round > 0) {
                    figures.computeIfAbsent(size, _ -> new ArrayList<>())
                            .add(new double[] {committed, copied, committed / copied});
                }
            }
        }
        IO.println(String.format("%n%-12s %14s %14s %8s", "batch", "commit rows/s", "COPY rows/s", "ratio"));
        figures.forEach((size, all) -> IO.println(String.format(
                Locale.ROOT, "%-12d %,14.0f %,14.0f %8.2f", size, median(all, 0), median(all, 1), median(all, 2))));
    }

    private static double median(List<double[]> all, int figure) {
        return all.stream()
                .map(figures -> figures[figure])
                .sorted(Comparator.naturalOrder())
                .toList()
                .get(all.size() / 2);
    }

    /** Rows a second; the time of deciding does not count. */
    private double commit(int number, int size) {
        SaleState sale = catalogue.create(terms("sale-" + number));
        WriterLedger.Claim claim = ledger.claim(sale.number(), NOBODY);
        SaleBook book = new SaleBook(sale, change -> batch.accept(change));
        long nanos = 0;
        for (int made = 0; made < rows; made += size) {
            batch = new Batch(sale.number(), claim.epoch(), NOW_MILLIS);
            for (int i = made; i < Math.min(made + size, rows); i++) {
                book.apply(reserve(sale.number(), "buyer-" + i), NOW_MILLIS);
            }
            batch.reach(Integer.toString(made));
            long started = System.nanoTime();
            ledger.commit(batch);
            nanos += System.nanoTime() - started;
        }
        return rows * 1e9 / nanos;
    }

    private Command.Reserve reserve(int sale, String user) {
        UUID buyer = ids.buyer(sale, user);
        return new Command.Reserve(ids.reservation(sale, buyer, "once"), buyer, user, 0, 2);
    }

    /** Rows a second of one COPY of the sale's rows, in a file of the server's, into an empty table. */
    private double copy(int sale) throws SQLException {
        String file = folder.resolve("rows-" + sale).toAbsolutePath().toString();
        try (Statement statement = admin.createStatement()) {
            statement.execute("COPY (SELECT * FROM reservation WHERE sale = " + sale + " ORDER BY ordinal) TO '" + file
                    + "' (FORMAT binary)");
            statement.execute("CREATE TABLE raw (LIKE reservation INCLUDING ALL)");
            long started = System.nanoTime();
            statement.execute("COPY raw FROM '" + file + "' (FORMAT binary)");
            long nanos = System.nanoTime() - started;
            statement.execute("DROP TABLE raw");
            return rows * 1e9 / nanos;
        }
    }

    static SaleTerms terms(String id) {
        return new SaleTerms(
                id,
                id,
                "",
                new Window(NOW_MILLIS - 1, NOW_MILLIS + 1_000_000),
                Order.FIRST_COME,
                new PurchaseRules(2, 900, TakeStock.HOLD, 150, 0),
                "CNY",
                List.of(new TierTerms("standard", "Standard", 400_000, TierTerms.MAX_CAPACITY)));
    }

    /** Reads what a claim tells, and does nothing with it. */
    static final WriterLedger.Reader NOBODY = new WriterLedger.Reader() {
        @Override
        public void sale(SaleState state) {}

        @Override
        public void draw(DrawState state) {}

        @Override
        public void entry(EntryState state, String user) {}

        @Override
        public void room(RoomState state) {}

        @Override
        public void place(PlaceState state) {}

        @Override
        public void reservation(ReservationState state) {}

        @Override
        public void ended(long ordinal, UUID id, UUID buyer) {}

        @Override
        public void payment(PaymentState state) {}
    };
}
