package dev.sluice.ledger;

import dev.sluice.engine.port.Audit;
import dev.sluice.engine.port.Reports;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.Selection;
import dev.sluice.sale.Settled;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Reports from PostgreSQL. Any thread may use it; none of its calls keeps a connection longer than one statement, but audits. */
final class PostgresReports implements Reports {
    private static final int EXPORTED_ROWS = 5_000;

    private final PooledConnections connections;
    private final Duration auditTimeout;

    PostgresReports(PooledConnections connections, Duration auditTimeout) {
        this.connections = connections;
        this.auditTimeout = auditTimeout;
    }

    @Override
    public List<Row> reservations(int sale, ReservationStatus status, long beforeOrdinal, int limit) {
        return ofSale("AND ordinal < ? ORDER BY ordinal DESC LIMIT ?", sale, status, beforeOrdinal, limit);
    }

    @Override
    public void export(int sale, ReservationStatus status, Consumer<Row> consumer) {
        List<Row> page;
        long afterOrdinal = 0;
        do {
            page = ofSale("AND ordinal > ? ORDER BY ordinal LIMIT ?", sale, status, afterOrdinal, EXPORTED_ROWS);
            page.forEach(consumer);
            afterOrdinal = page.isEmpty() ? 0 : page.getLast().state().ordinal();
        } while (page.size() == EXPORTED_ROWS);
    }

    @Override
    public List<Row> settledOf(String user, long beforeMillis, UUID beforeId, int limit) {
        return connections.statement("read a user's reservations", connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT " + ReservationTable.COLUMNS + """
                     FROM reservation WHERE user_id = ? AND status > 2 AND (created_at, id) < (?, ?)
                    ORDER BY created_at DESC, id DESC LIMIT ?""")) {
                bindCursor(statement, user, beforeMillis, beforeId, limit);
                return rows(statement);
            }
        });
    }

    @Override
    public Settled settled(int sale, UUID id) {
        List<Settled> found = connections.statement(
                "find a settled reservation", connection -> SettledRows.find(connection, sale, List.of(id)));
        return found.isEmpty() ? null : found.getFirst();
    }

    @Override
    public List<TicketRow> ticketsOf(String user, long beforeMillis, UUID beforeId, int limit) {
        return connections.statement("read a user's tickets", connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    SELECT ticket.id, reservation, ticket.sale, ticket.tier, ticket.status, issued_at, index, selection, units,
                        amount
                    FROM ticket JOIN reservation ON reservation.id = ticket.reservation AND reservation.status > 2
                    WHERE ticket.user_id = ? AND (issued_at, ticket.id) < (?, ?)
                    ORDER BY issued_at DESC, ticket.id DESC LIMIT ?""")) {
                bindCursor(statement, user, beforeMillis, beforeId, limit);
                return tickets(statement);
            }
        });
    }

    @Override
    public Audit audit(int sale) {
        return connections.longSnapshot(
                "audit sale " + sale, auditTimeout, connection -> SaleAudit.of(connection, sale));
    }

    private List<Row> ofSale(String range, int sale, ReservationStatus status, long ordinal, int limit) {
        return connections.statement("read reservations of sale " + sale, connection -> {
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
                return rows(statement);
            }
        });
    }

    private static void bindCursor(PreparedStatement statement, String user, long millis, UUID id, int limit)
            throws SQLException {
        statement.setString(1, user);
        BinaryParameter.timestamp(millis).set(statement, 2);
        statement.setObject(3, id);
        statement.setInt(4, limit);
    }

    private static List<Row> rows(PreparedStatement statement) throws SQLException {
        ReservationIds ids = new ReservationIds();
        List<Row> rows = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows.add(new Row(row.getInt("sale"), row.getString("user_id"), ReservationTable.read(row, ids)));
            }
        }
        return rows;
    }

    private static List<TicketRow> tickets(PreparedStatement statement) throws SQLException {
        List<TicketRow> tickets = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                String selection = row.getString(8);
                tickets.add(new TicketRow(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getInt(3),
                        row.getShort(4),
                        row.getInt(7) - 1,
                        selection == null ? Selection.ANY : Selection.parse(selection),
                        ReservationTable.units(row.getArray(9)),
                        row.getLong(10),
                        row.getString(5),
                        row.getTimestamp(6).getTime()));
            }
        }
        return tickets;
    }
}
