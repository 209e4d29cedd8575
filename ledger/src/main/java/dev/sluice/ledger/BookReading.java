package dev.sluice.ledger;

import dev.sluice.engine.port.Draws;
import dev.sluice.engine.port.MissingSaleException;
import dev.sluice.engine.port.StaleEpochException;
import dev.sluice.engine.port.WriterLedger;
import dev.sluice.sale.DrawState;
import dev.sluice.sale.Order;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleTerms;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Claims sales together and reads them out, each statement once for all of them. One whose rows make no sense fails alone. One thread.
 */
final class BookReading {
    private static final int FETCHED_ROWS = 10_000;

    /**
     * For each reservation its payments by attempt, found by key: OFFSET 0 keeps the planner from turning it round and going through all
     * reservations of a sale for every payment, which looks cheap while it believes that there are few. Nothing is sorted as a whole, so
     * the first rows come at once, however many there are.
     */
    private static final String KEPT_PAYMENTS = "SELECT " + PaymentTable.COLUMNS + """
             FROM (
                SELECT sale, id FROM reservation
                WHERE sale = ANY(?) AND (status <= 2 OR (status = 3 AND sale = ANY(?))) OFFSET 0
            ) kept CROSS JOIN LATERAL (
                SELECT * FROM payment WHERE payment.sale = kept.sale AND payment.reservation = kept.id
                ORDER BY attempt OFFSET 0
            ) payment""";

    private final Map<Integer, Book> books = new LinkedHashMap<>();
    private final List<Integer> sales;
    private final SharedPlans plans;
    /** Null for nothing. */
    private ReadAhead ahead;

    /** What one claimant gets. */
    private static final class Book {
        private final WriterLedger.Claimant claimant;
        private long epoch;
        private WriterLedger.Claim claim;
        private boolean keepsSold;
        private SaleTerms terms;
        /** Whether it needs its entries. */
        private boolean needsEntries;

        private RuntimeException failure;

        Book(WriterLedger.Claimant claimant) {
            this.claimant = claimant;
        }

        boolean isReadable() {
            return claim != null && failure == null;
        }
    }

    /** Tells whoever claims a book of one row. */
    private interface Telling {
        void tell(Book book, ResultSet row) throws SQLException;
    }

    /**
     * @param claimants of different sales
     * @param ahead what was read of the only one; null for nothing
     */
    BookReading(List<? extends WriterLedger.Claimant> claimants, SharedPlans plans, ReadAhead ahead) {
        this.plans = plans;
        this.ahead = ahead;
        claimants.stream()
                .sorted(Comparator.comparingInt(WriterLedger.Claimant::sale))
                .forEach(claimant -> books.put(claimant.sale(), new Book(claimant)));
        this.sales = new ArrayList<>(books.keySet());
    }

    /** Those of the sales that were raised are this process's. */
    Void claim(Connection connection, Raise raise) throws SQLException {
        raise.of(connection, sales).forEach((sale, tenancy) -> books.get(sale).epoch = tenancy.epoch());
        tellOwned(connection);
        Tenancy former = ahead == null ? null : raise.former(sales.getFirst());
        if (former == null || !ahead.isOf(former)) {
            ahead = null;
        }
        return null;
    }

    /** What is there and was not claimed has another owner. */
    private void tellOwned(Connection connection) throws SQLException {
        List<Integer> unclaimed =
                sales.stream().filter(sale -> books.get(sale).epoch == 0).toList();
        if (unclaimed.isEmpty()) {
            return;
        }
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT sale, owner FROM writer WHERE sale = ANY(?)")) {
            bind(statement, 1, unclaimed);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    books.get(row.getInt(1)).failure = StaleEpochException.owned(row.getInt(1), row.getInt(2));
                }
            }
        }
    }

    Void read(Connection connection) throws SQLException {
        readSales(connection);
        readDraws(connection);
        readRooms(connection);
        if (ahead != null) {
            readNew(connection, books.get(sales.getFirst()));
            return null;
        }
        ReservationIds ids = new ReservationIds();
        readRows(
                connection,
                "SELECT " + ReservationTable.COLUMNS + " FROM reservation WHERE sale = ANY(?) ORDER BY sale, ordinal",
                List.of(sales),
                (book, row) -> ReservationTable.readOut(row, ids, book.claimant.reader()));
        readRows(
                connection,
                KEPT_PAYMENTS,
                List.of(sales, keepingSold()),
                (book, row) -> book.claimant.reader().payment(PaymentTable.read(row)));
        return null;
    }

    /** Of sales in which something is drawn. Entries of which a reservation has come each are not needed. */
    private void readDraws(Connection connection) throws SQLException {
        List<Integer> drawn = sales.stream()
                .filter(sale -> books.get(sale).isReadable()
                        && books.get(sale).terms.order().fairness() != null)
                .toList();
        if (drawn.isEmpty()) {
            return;
        }
        drawn.forEach(sale -> books.get(sale).needsEntries = true);
        readRows(
                connection,
                "SELECT " + DrawTable.COLUMNS + " FROM draw WHERE sale = ANY(?)",
                List.of(drawn),
                (book, row) -> {
                    DrawState state = DrawTable.read(row, book.terms);
                    book.needsEntries = !(state.isOver() && book.terms.order() instanceof Order.Lottery);
                    book.claimant.reader().draw(state);
                });
        List<Integer> entered =
                drawn.stream().filter(sale -> books.get(sale).needsEntries).toList();
        ReservationIds ids = new ReservationIds();
        readRows(
                connection,
                "SELECT " + EntryTable.COLUMNS + " FROM draw_entry WHERE sale = ANY(?)",
                List.of(entered),
                (book, row) -> {
                    Draws.Entry entry = EntryTable.read(row, ids);
                    book.claimant.reader().entry(entry.state(), entry.user());
                });
    }

    /** Of all sales: one that has no waiting room may have had one. */
    private void readRooms(Connection connection) throws SQLException {
        readRows(
                connection,
                "SELECT " + WaitingTable.ROOM_COLUMNS + " FROM waiting_room WHERE sale = ANY(?)",
                List.of(sales),
                (book, row) -> book.claimant.reader().room(WaitingTable.readRoom(row)));
        readRows(
                connection,
                "SELECT " + WaitingTable.COLUMNS + " FROM waiting WHERE sale = ANY(?)",
                List.of(sales),
                (book, row) -> book.claimant.reader().place(WaitingTable.readPlace(row)));
    }

    private void readNew(Connection connection, Book book) throws SQLException {
        try {
            ahead.catchUp(connection);
            if (book.isReadable()) {
                ahead.tell(book.claimant.reader(), book.keepsSold);
            }
        } catch (RuntimeException e) {
            book.failure = e;
        }
    }

    /** Sales whose writers keep what is sold in mind, beside what is not settled. */
    private List<Integer> keepingSold() {
        return sales.stream().filter(sale -> books.get(sale).keepsSold).toList();
    }

    /** Tells every claimant what became of its claim. */
    void tell() {
        for (Book book : books.values()) {
            if (book.isReadable()) {
                book.claimant.claimed(book.claim);
            } else {
                book.claimant.failed(book.failure == null ? missing(book) : book.failure);
            }
        }
    }

    private static RuntimeException missing(Book book) {
        int sale = book.claimant.sale();
        return book.epoch == 0
                ? new MissingSaleException("there is no sale with the number " + sale)
                : new StaleEpochException(sale, book.epoch, null);
    }

    private void readSales(Connection connection) throws SQLException {
        Map<Integer, TierTable.OfSale> tiers = TierTable.of(connection, sales);
        PlanTable table = new PlanTable(connection, plans);
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT " + SaleTable.COLUMNS
                        + ", position, epoch, decided_at FROM sale JOIN writer ON writer.sale = sale.number WHERE number = ANY(?)")) {
            bindSales(statement);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Book book = books.get(row.getInt("number"));
                    if (row.getLong("epoch") == book.epoch) {
                        begin(book, row, tiers.get(row.getInt("number")), table);
                    }
                }
            }
        }
    }

    private static void begin(Book book, ResultSet row, TierTable.OfSale stored, PlanTable table) throws SQLException {
        try {
            List<TierTable.Tier> tiers = stored == null ? List.of() : stored.tiers();
            SaleState state = SaleTable.read(
                    row, tiers.stream().map(TierTable.Tier::terms).toList(), table);
            Timestamp decidedAt = row.getTimestamp("decided_at");
            book.claim = new WriterLedger.Claim(
                    book.epoch,
                    row.getString("position"),
                    TierTable.states(tiers, state),
                    decidedAt == null ? 0 : decidedAt.getTime());
            book.terms = state.terms();
            book.keepsSold = state.terms().inventory().keeps(ReservationStatus.CONFIRMED);
            book.claimant.reader().sale(state);
        } catch (SQLException e) {
            book.failure = Unreadable.row("a sale", e);
        } catch (RuntimeException e) {
            book.failure = e;
        }
    }

    /**
     * @param query of rows with a column {@code sale}
     * @param parameters numbers of sales
     */
    private void readRows(Connection connection, String query, List<List<Integer>> parameters, Telling telling)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.size(); i++) {
                bind(statement, i + 1, parameters.get(i));
            }
            statement.setFetchSize(FETCHED_ROWS);
            try (ResultSet row = statement.executeQuery()) {
                int sale = row.findColumn("sale");
                while (row.next()) {
                    Book book = books.get(row.getInt(sale));
                    if (book.isReadable()) {
                        tell(book, row, telling);
                    }
                }
            }
        }
    }

    private static void tell(Book book, ResultSet row, Telling telling) throws SQLException {
        try {
            telling.tell(book, row);
        } catch (SQLException e) {
            book.failure = Unreadable.row("a row", e);
        } catch (RuntimeException e) {
            book.failure = e;
        }
    }

    private void bindSales(PreparedStatement statement) throws SQLException {
        bind(statement, 1, sales);
    }

    private static void bind(PreparedStatement statement, int index, List<Integer> numbers) throws SQLException {
        BinaryParameter.ints(numbers.size(), numbers::get).set(statement, index);
    }
}
