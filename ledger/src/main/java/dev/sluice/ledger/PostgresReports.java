package dev.sluice.ledger;

import dev.sluice.engine.port.Audit;
import dev.sluice.engine.port.History;
import dev.sluice.engine.port.Reports;
import dev.sluice.engine.port.UnreadableRowException;
import dev.sluice.engine.port.UnstorableException;
import dev.sluice.sale.OrderNumber;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.Returned;
import dev.sluice.sale.Selection;
import dev.sluice.sale.Settled;
import dev.sluice.sale.Units;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports from PostgreSQL. Any thread may use it; none of its calls keeps a connection longer than one statement, but audits. */
final class PostgresReports implements Reports {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresReports.class);
    private static final String TICKETS = """
            SELECT ticket.id, reservation, ticket.sale, ticket.tier, ticket.status, issued_at, index, selection, units, amount,
                tickets_back, units_back
            FROM ticket JOIN reservation ON reservation.id = ticket.reservation AND reservation.status > 2""";

    private final PooledConnections people;
    private final PooledConnections merchants;
    private final PooledConnections audits;
    private final Duration auditTimeout;

    /**
     * @param people for what people read of their own
     * @param merchants for what merchants read
     */
    PostgresReports(
            PooledConnections people, PooledConnections merchants, PooledConnections audits, Duration auditTimeout) {
        this.people = people;
        this.merchants = merchants;
        this.audits = audits;
        this.auditTimeout = auditTimeout;
    }

    @Override
    public List<Row> reservations(int sale, ReservationStatus status, long beforeOrdinal, int limit) {
        return ofSale("AND ordinal < ? ORDER BY ordinal DESC LIMIT ?", sale, status, beforeOrdinal, limit);
    }

    /** Settled ones by the index of their ids; of the others, which have none, the sale is gone through. */
    @Override
    public List<Row> named(int sale, String orderNumber) {
        return merchants.statement("find a reservation by its number", connection -> {
            List<Row> found = new ArrayList<>();
            for (String which : List.of("status > 2", "status <= 2")) {
                try (PreparedStatement statement = connection.prepareStatement("SELECT " + ReservationTable.COLUMNS
                        + " FROM reservation WHERE " + which + " AND sale = ? AND id BETWEEN ? AND ?")) {
                    statement.setInt(1, sale);
                    statement.setObject(2, OrderNumber.lowest(sale, orderNumber));
                    statement.setObject(3, OrderNumber.highest(sale, orderNumber));
                    found.addAll(rows(statement, PostgresReports::row));
                }
            }
            return found;
        });
    }

    @Override
    public List<Row> reservationsAfter(int sale, ReservationStatus status, long afterOrdinal, int limit) {
        return ofSale("AND ordinal > ? ORDER BY ordinal LIMIT ?", sale, status, afterOrdinal, limit);
    }

    @Override
    public List<Row> settledOf(String user, int sale, long beforeMillis, UUID beforeId, int limit) {
        return people.statement("read a user's reservations", connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT " + ReservationTable.COLUMNS + """
                     FROM reservation WHERE user_id = ? AND status > 2 AND (created_at, id) < (?, ?)
                        AND (? = 0 OR sale = ?)
                    ORDER BY created_at DESC, id DESC LIMIT ?""")) {
                int next = bindCursor(statement, user, beforeMillis, beforeId);
                statement.setInt(next++, sale);
                statement.setInt(next++, sale);
                statement.setInt(next, limit);
                return rows(statement, PostgresReports::ownRow);
            }
        });
    }

    @Override
    public Settled settled(int sale, UUID id) {
        List<Settled> found = people.statement(
                "find a settled reservation", connection -> SettledRows.find(connection, sale, List.of(id)));
        return found.isEmpty() ? null : found.getFirst();
    }

    /** By the index of ids: those of a sale that are called the same are neighbours. OFFSET 0 keeps the planner to it. */
    @Override
    public List<Row> called(List<Integer> sales, List<String> orderNumbers, int limit) {
        List<UUID> lowest = new ArrayList<>();
        List<UUID> highest = new ArrayList<>();
        for (int sale : sales) {
            for (String number : orderNumbers) {
                lowest.add(OrderNumber.lowest(sale, number));
                highest.add(OrderNumber.highest(sale, number));
            }
        }
        return merchants.statement("find reservations by their number", connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT " + ReservationTable.COLUMNS + """
                     FROM (SELECT unnest(?::uuid[]) AS lowest, unnest(?::uuid[]) AS highest) asked CROSS JOIN LATERAL (
                        SELECT * FROM reservation WHERE status > 2 AND id BETWEEN asked.lowest AND asked.highest OFFSET 0
                    ) found ORDER BY created_at DESC, id DESC LIMIT ?""")) {
                BinaryParameter.uuids(lowest.size(), lowest::get).set(statement, 1);
                BinaryParameter.uuids(highest.size(), highest::get).set(statement, 2);
                statement.setInt(3, limit);
                return rows(statement, PostgresReports::ownRow);
            }
        });
    }

    @Override
    public List<Row> unsettledCalled(List<Integer> sales, List<String> orderNumbers, int limit) {
        return merchants.statement("find what is not settled by its number", connection -> {
            List<Row> found = new ArrayList<>();
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT " + ReservationTable.COLUMNS + """
                     FROM reservation JOIN (SELECT unnest(?::uuid[]) AS lowest, unnest(?::uuid[]) AS highest) asked
                        ON id BETWEEN lowest AND highest
                    WHERE status <= 2 AND sale = ? ORDER BY ordinal DESC LIMIT ?""")) {
                for (int sale : sales) {
                    BinaryParameter.uuids(orderNumbers.size(), i -> OrderNumber.lowest(sale, orderNumbers.get(i)))
                            .set(statement, 1);
                    BinaryParameter.uuids(orderNumbers.size(), i -> OrderNumber.highest(sale, orderNumbers.get(i)))
                            .set(statement, 2);
                    statement.setInt(3, sale);
                    statement.setInt(4, limit);
                    found.addAll(rows(statement, PostgresReports::ownRow));
                }
            }
            return found;
        });
    }

    @Override
    public List<Row> settledOf(String user, String merchant, int limit) {
        return merchants.statement("find a user's reservations", connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT " + ReservationTable.COLUMNS + """
                     FROM reservation WHERE user_id = ? AND status > 2 AND (?::text IS NULL OR EXISTS (
                        SELECT FROM sale WHERE sale.number = reservation.sale AND sale.merchant = ?))
                    ORDER BY created_at DESC, id DESC LIMIT ?""")) {
                statement.setString(1, user);
                statement.setString(2, merchant);
                statement.setString(3, merchant);
                statement.setInt(4, limit);
                return rows(statement, PostgresReports::ownRow);
            }
        });
    }

    @Override
    public Row settledWith(UUID id) {
        return merchants.statement("find a reservation", connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT " + ReservationTable.COLUMNS + """
                     FROM (SELECT ?::uuid AS wanted UNION SELECT ticket.reservation FROM ticket WHERE ticket.id = ?) named
                    CROSS JOIN LATERAL (SELECT * FROM reservation WHERE id = named.wanted AND status > 2 OFFSET 0) found""")) {
                statement.setObject(1, id);
                statement.setObject(2, id);
                List<Row> found = rows(statement, PostgresReports::ownRow);
                return found.isEmpty() ? null : found.getFirst();
            }
        });
    }

    @Override
    public History history(int sale, long ordinal) {
        return merchants.snapshot("read the history of a reservation", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT " + ReservationTable.COLUMNS + " FROM reservation WHERE sale = ? AND ordinal = ?")) {
                statement.setInt(1, sale);
                statement.setLong(2, ordinal);
                List<Row> found = rows(statement, PostgresReports::row);
                return found.isEmpty()
                        ? null
                        : new History(found.getFirst(), HistoryReading.events(connection, sale, ordinal));
            }
        });
    }

    @Override
    public List<TicketRow> ticketsOf(String user, long beforeMillis, UUID beforeId, int limit) {
        return people.statement("read a user's tickets", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(TICKETS + """
                     WHERE ticket.user_id = ? AND (issued_at, ticket.id) < (?, ?)
                    ORDER BY issued_at DESC, ticket.id DESC LIMIT ?""")) {
                statement.setInt(bindCursor(statement, user, beforeMillis, beforeId), limit);
                return tickets(statement);
            }
        });
    }

    @Override
    public Standing standing(int sale) {
        return merchants.statement("read who has which seats", connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    SELECT seat, seat_taken.ordinal = 0 AS withheld, status FROM seat_taken
                    LEFT JOIN reservation ON reservation.sale = seat_taken.sale AND reservation.ordinal = seat_taken.ordinal
                    WHERE seat_taken.sale = ? ORDER BY seat""")) {
                statement.setInt(1, sale);
                IntStream.Builder withheld = IntStream.builder();
                IntStream.Builder held = IntStream.builder();
                IntStream.Builder sold = IntStream.builder();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        boolean isHeld = row.getInt("status") == StatusCode.of(ReservationStatus.HELD);
                        (row.getBoolean("withheld") ? withheld : isHeld ? held : sold).add(row.getInt("seat"));
                    }
                }
                return new Standing(units(withheld), units(held), units(sold));
            }
        });
    }

    private static Units units(IntStream.Builder numbers) {
        return Units.of(numbers.build().toArray());
    }

    @Override
    public List<Audit.Money> money(int sale) {
        return merchants.statement("add up the money of sale " + sale, connection -> SaleAudit.money(connection, sale));
    }

    @Override
    public Audit audit(int sale) {
        try {
            return audits.longSnapshot(
                    "audit sale " + sale, auditTimeout, connection -> SaleAudit.of(connection, sale));
        } catch (UnstorableException e) {
            // Nobody says anything here but the rows.
            throw new UnreadableRowException("sale " + sale + " cannot be audited", e);
        }
    }

    @Override
    public Audit auditOfNoSale() {
        return audits.longSnapshot("audit what is of no sale", auditTimeout, SaleAudit::ofNone);
    }

    private List<Row> ofSale(String range, int sale, ReservationStatus status, long ordinal, int limit) {
        return merchants.statement("read reservations of sale " + sale, connection -> {
            try (PreparedStatement statement = connection.prepareStatement("SELECT " + ReservationTable.COLUMNS
                    + " FROM reservation WHERE sale = ? AND (?::smallint IS NULL OR status = ?::smallint) " + range)) {
                statement.setInt(1, sale);
                for (int index = 2; index <= 3; index++) {
                    if (status == null) {
                        statement.setNull(index, Types.SMALLINT);
                    } else {
                        statement.setShort(index, StatusCode.of(status));
                    }
                }
                statement.setLong(4, ordinal);
                statement.setInt(5, limit);
                return rows(statement, PostgresReports::row);
            }
        });
    }

    /** Returns the next parameter's index. */
    private static int bindCursor(PreparedStatement statement, String user, long millis, UUID id) throws SQLException {
        statement.setString(1, user);
        BinaryParameter.timestamp(millis).set(statement, 2);
        statement.setObject(3, id);
        return 4;
    }

    /** How a row is read. */
    private interface Reading {
        Row read(ResultSet row, ReservationIds ids) throws SQLException;
    }

    private static List<Row> rows(PreparedStatement statement, Reading reading) throws SQLException {
        ReservationIds ids = new ReservationIds();
        List<Row> rows = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows.add(reading.read(row, ids));
            }
        }
        return rows;
    }

    private static Row row(ResultSet row, ReservationIds ids) throws SQLException {
        try {
            return new Row(row.getInt("sale"), row.getString("user_id"), ReservationTable.read(row, ids));
        } catch (SQLException e) {
            throw Unreadable.row(name(row), e);
        } catch (RuntimeException e) {
            throw new UnreadableRowException(name(row), e);
        }
    }

    private static String name(ResultSet row) throws SQLException {
        return "reservation " + row.getString("id") + " of sale " + row.getInt("sale");
    }

    /** A person's list has rows of many sales, so one that cannot be read keeps its place in it, and nothing else. */
    private static Row ownRow(ResultSet row, ReservationIds ids) throws SQLException {
        try {
            return row(row, ids);
        } catch (UnreadableRowException e) {
            return unreadable(row, ids, e);
        }
    }

    private static Row unreadable(ResultSet row, ReservationIds ids, UnreadableRowException why) throws SQLException {
        int sale = row.getInt("sale");
        String user = row.getString("user_id");
        UUID id = row.getObject("id", UUID.class);
        LOG.warn("reservation {} of sale {} cannot be read", id, sale, why);
        long createdAtMillis = row.getTimestamp("created_at").getTime();
        return new Row(
                sale,
                user,
                new ReservationState(id, ids.buyer(sale, user), 0, 0, 0, null, 0, createdAtMillis, 0, null, 0));
    }

    /** Null if there is none with this id. */
    static TicketRow ticket(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TICKETS + " WHERE ticket.id = ?")) {
            statement.setObject(1, id);
            List<TicketRow> found = tickets(statement);
            return found.isEmpty() ? null : found.getFirst();
        }
    }

    private static List<TicketRow> tickets(PreparedStatement statement) throws SQLException {
        List<TicketRow> tickets = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                tickets.add(ownTicket(row));
            }
        }
        return tickets;
    }

    private static TicketRow ownTicket(ResultSet row) throws SQLException {
        String selection = row.getString(8);
        try {
            Returned returned = ReservationTable.returned(row.getArray(11), row.getArray(12));
            return ticket(
                    row,
                    selection == null ? Selection.ANY : Selection.parse(selection),
                    returned.unitOf(row.getInt(7), ReservationTable.units(row.getArray(9))),
                    row.getString(5));
        } catch (RuntimeException e) {
            LOG.warn("ticket {} of sale {} cannot be read", row.getObject(1), row.getInt(3), e);
            return ticket(row, Selection.ANY, Units.NONE, null);
        }
    }

    private static TicketRow ticket(ResultSet row, Selection selection, Units units, String status)
            throws SQLException {
        return new TicketRow(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getInt(3),
                row.getShort(4),
                row.getInt(7) - 1,
                selection,
                units,
                row.getLong(10),
                status,
                row.getTimestamp(6).getTime());
    }
}
