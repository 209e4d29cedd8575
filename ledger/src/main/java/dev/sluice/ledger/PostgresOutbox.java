package dev.sluice.ledger;

import dev.sluice.engine.port.Outbox;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The outbox in PostgreSQL. Any thread may use it. */
final class PostgresOutbox implements Outbox {
    private final Connections connections;

    PostgresOutbox(Connections connections) {
        this.connections = connections;
    }

    @Override
    public List<RefundOrder> dueRefunds(long nowMillis, int limit) {
        return connections.statement("read due refunds", connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    SELECT message, outbox.sale, payment.id, provider, provider_reference, amount, currency, attempts
                    FROM outbox JOIN payment ON payment.id = outbox.payment
                    WHERE done_at IS NULL AND kind = 'REFUND' AND due_at <= ?
                    ORDER BY due_at, message LIMIT ?""")) {
                BinaryParameter.timestamp(nowMillis).set(statement, 1);
                statement.setInt(2, limit);
                try (ResultSet row = statement.executeQuery()) {
                    List<RefundOrder> due = new ArrayList<>();
                    while (row.next()) {
                        due.add(new RefundOrder(
                                row.getLong(1),
                                row.getInt(2),
                                row.getObject(3, UUID.class),
                                row.getString(4),
                                row.getString(5),
                                row.getLong(6),
                                row.getString(7),
                                row.getInt(8)));
                    }
                    return due;
                }
            }
        });
    }

    @Override
    public void retry(long message, long atMillis, String error) {
        connections.statement("put off message " + message, connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    UPDATE outbox SET due_at = ?, attempts = attempts + 1, last_error = ?
                    WHERE message = ? AND done_at IS NULL""")) {
                BinaryParameter.timestamp(atMillis).set(statement, 1);
                statement.setString(2, error);
                statement.setLong(3, message);
                return statement.executeUpdate();
            }
        });
    }
}
