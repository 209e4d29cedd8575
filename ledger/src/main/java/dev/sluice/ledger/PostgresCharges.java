package dev.sluice.ledger;

import dev.sluice.engine.durable.Durable;
import dev.sluice.engine.port.Charges;
import dev.sluice.engine.port.Outbox;
import dev.sluice.sale.Charge;
import dev.sluice.sale.ChargeStatus;
import dev.sluice.sale.ReservationIds;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Charges in PostgreSQL, those of all sales and those of none. Any thread may use it. */
final class PostgresCharges implements Charges {
    private static final String ORDERS = """
            SELECT message, sale.id AS sale_id, reservation, payment, provider, reference,
                coalesce((payload ->> 'amount')::bigint, amount) AS amount, charge.currency, charge.status, taken_at, attempts, last_error, outbox.created_at, due_at, failed_at, done_at
            FROM outbox JOIN charge USING (sale, payment, reference) LEFT JOIN sale ON sale.number = outbox.sale
            WHERE outbox.kind IN ('REFUND', 'REFUND_PART')""";

    private final PooledConnections deliveries;
    private final PooledConnections reports;

    /**
     * @param deliveries for what is kept and brought to the outside
     * @param reports for what merchants read
     */
    PostgresCharges(PooledConnections deliveries, PooledConnections reports) {
        this.deliveries = deliveries;
        this.reports = reports;
    }

    @Override
    public List<Begun> begun(Reported reported, long afterMillis, UUID afterId, long untilMillis, int limit) {
        String which = switch (reported) {
            case NOT_YET -> "status = 'PENDING' AND";
            case OR_NOT -> "";
        };
        return deliveries.statement("read payments that were begun", connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    WITH page AS (
                        SELECT sale, id, provider, created_at, status FROM payment
                        WHERE %s amount > 0 AND (created_at, id) > (?, ?) AND created_at <= ?
                        ORDER BY created_at, id LIMIT ?
                    )
                    SELECT page.sale, id, page.provider, created_at, page.status = 'PENDING' AS pending, reference, amount, currency,
                        charge.status, taken_at, in_parts, CASE WHEN in_parts > 0 THEN (
                            SELECT sum(part.amount)::bigint FROM charge_part part
                            WHERE part.sale = charge.sale AND part.payment = charge.payment AND part.reference = charge.reference
                                AND part.back_at IS NOT NULL) END AS parts_back
                    FROM page LEFT JOIN charge ON charge.sale = page.sale AND charge.payment = page.id
                    ORDER BY created_at, id, number""".formatted(which))) {
                BinaryParameter.timestamp(afterMillis).set(statement, 1);
                statement.setObject(2, afterId);
                BinaryParameter.timestamp(untilMillis).set(statement, 3);
                statement.setInt(4, limit);
                return readBegun(statement);
            }
        });
    }

    /** A row for each charge, or one for a payment without. */
    private static List<Begun> readBegun(PreparedStatement statement) throws SQLException {
        Map<UUID, Begun> begun = new LinkedHashMap<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                UUID id = row.getObject("id", UUID.class);
                Begun before = begun.get(id);
                List<Charge> charges = new ArrayList<>(before == null ? List.of() : before.charges());
                if (row.getString("reference") != null) {
                    charges.add(chargeWithParts(row));
                }
                begun.put(
                        id,
                        new Begun(
                                row.getInt("sale"),
                                id,
                                row.getString("provider"),
                                millis(row, "created_at"),
                                row.getBoolean("pending"),
                                charges));
            }
        }
        return List.copyOf(begun.values());
    }

    /** A payment is in the ledger before its provider hears of it; so one that is not there now never will be. */
    @Override
    public boolean keepUnmatched(UUID payment, String provider, Charge taken) {
        return deliveries.transaction("keep a charge of nobody's payment " + payment, connection -> {
            int sale = ReservationIds.saleNumber(payment);
            try (PreparedStatement statement = connection.prepareStatement("""
                    WITH kept AS (
                        INSERT INTO charge (sale, payment, reference, number, provider, amount, currency, status, taken_at, changed_at)
                        SELECT ?, ?, ?, 1, ?, ?, ?, 'REFUND_DUE', ?, ?
                        WHERE NOT EXISTS (SELECT FROM payment WHERE id = ?)
                        ON CONFLICT DO NOTHING RETURNING *
                    )
                    INSERT INTO outbox (sale, kind, created_at, due_at, payment, reference, payload)
                    SELECT sale, ?, taken_at, taken_at, payment, reference, jsonb_build_object(
                        'key', concat('refund-', payment, '-', md5(reference)), 'payment', payment, 'provider', provider,
                        'reference', reference, 'amount', amount, 'currency', currency, 'unmatched', true)
                    FROM kept""")) {
                statement.setInt(1, sale);
                statement.setObject(2, payment);
                statement.setString(3, taken.reference());
                statement.setString(4, provider);
                statement.setLong(5, taken.amount());
                statement.setString(6, taken.currency());
                BinaryParameter.timestamp(taken.takenAtMillis()).set(statement, 7);
                BinaryParameter.timestamp(taken.takenAtMillis()).set(statement, 8);
                statement.setObject(9, payment);
                statement.setString(10, Outbox.REFUND);
                if (Durable.update(statement) == 1) {
                    return true;
                }
            }
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT FROM charge WHERE sale = ? AND payment = ? AND reference = ? AND reservation IS NULL FOR UPDATE")) {
                statement.setInt(1, sale);
                statement.setObject(2, payment);
                statement.setString(3, taken.reference());
                try (ResultSet row = statement.executeQuery()) {
                    return row.next();
                }
            }
        });
    }

    @Override
    public void unmatchedReturned(UUID payment, String reference, long atMillis) {
        deliveries.statement("settle a charge of nobody's payment " + payment, connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    WITH returned AS (
                        UPDATE charge SET status = 'REFUNDED', changed_at = ?
                        WHERE sale = ? AND payment = ? AND reference = ? AND reservation IS NULL RETURNING payment, reference
                    )
                    UPDATE outbox SET done_at = ?, last_error = NULL FROM returned
                    WHERE outbox.payment = returned.payment AND outbox.reference = returned.reference AND kind = 'REFUND'
                        AND done_at IS NULL""")) {
                BinaryParameter.timestamp(atMillis).set(statement, 1);
                statement.setInt(2, ReservationIds.saleNumber(payment));
                statement.setObject(3, payment);
                statement.setString(4, reference);
                BinaryParameter.timestamp(atMillis).set(statement, 5);
                return Durable.update(statement);
            }
        });
    }

    @Override
    public List<Order> orders(Which which, String owner, long beforeNumber, int limit) {
        String condition = switch (which) {
            case DUE -> "done_at IS NULL AND failed_at IS NULL";
            case FAILED -> "done_at IS NULL AND failed_at IS NOT NULL";
            case DONE -> "done_at IS NOT NULL";
            case UNMATCHED -> "reservation IS NULL";
        };
        String whose = owner == null ? "" : " AND sale.merchant = ? AND reservation IS NOT NULL";
        return reports.statement("read orders of refunds", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    ORDERS + " AND message < ? AND " + condition + whose + " ORDER BY message DESC LIMIT ?")) {
                int next = 1;
                statement.setLong(next++, beforeNumber);
                if (owner != null) {
                    statement.setString(next++, owner);
                }
                statement.setInt(next, limit);
                return read(statement);
            }
        });
    }

    @Override
    public Order order(long number) {
        return reports.statement("read an order of a refund", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(ORDERS + " AND message = ?")) {
                statement.setLong(1, number);
                List<Order> found = read(statement);
                return found.isEmpty() ? null : found.getFirst();
            }
        });
    }

    @Override
    public void retry(long number, long atMillis) {
        deliveries.statement("try message " + number + " again", connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    UPDATE outbox SET due_at = ?, failed_at = NULL WHERE message = ? AND kind IN ('REFUND', 'REFUND_PART')
                        AND done_at IS NULL""")) {
                BinaryParameter.timestamp(atMillis).set(statement, 1);
                statement.setLong(2, number);
                return Durable.update(statement);
            }
        });
    }

    private static List<Order> read(PreparedStatement statement) throws SQLException {
        List<Order> orders = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                orders.add(new Order(
                        row.getLong("message"),
                        row.getString("sale_id"),
                        row.getObject("reservation", UUID.class),
                        row.getObject("payment", UUID.class),
                        row.getString("provider"),
                        charge(row),
                        row.getInt("attempts"),
                        row.getString("last_error"),
                        millis(row, "created_at"),
                        millis(row, "due_at"),
                        millis(row, "failed_at"),
                        millis(row, "done_at")));
            }
        }
        return orders;
    }

    /** Its parts added up, to two: what is back, and what is not. */
    private static Charge chargeWithParts(ResultSet row) throws SQLException {
        Charge charge = charge(row);
        long back = row.getLong("parts_back");
        long going = row.getLong("in_parts") - back;
        List<Charge.Part> parts = new ArrayList<>();
        if (back > 0) {
            parts.add(new Charge.Part(back, true));
        }
        if (going > 0) {
            parts.add(new Charge.Part(going, false));
        }
        return new Charge(
                charge.reference(), charge.amount(), charge.currency(), charge.status(), charge.takenAtMillis(), parts);
    }

    private static Charge charge(ResultSet row) throws SQLException {
        return new Charge(
                row.getString("reference"),
                row.getLong("amount"),
                row.getString("currency"),
                ChargeStatus.valueOf(row.getString("status")),
                millis(row, "taken_at"));
    }

    private static long millis(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? 0 : time.getTime();
    }
}
