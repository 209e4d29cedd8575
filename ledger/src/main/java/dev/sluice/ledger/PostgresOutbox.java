package dev.sluice.ledger;

import dev.sluice.engine.durable.Durable;
import dev.sluice.engine.port.Outbox;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The outbox in PostgreSQL. Any thread may use it. */
final class PostgresOutbox implements Outbox {
    private final PooledConnections connections;

    PostgresOutbox(PooledConnections connections) {
        this.connections = connections;
    }

    /** Rows that another process takes just now are passed over. */
    @Override
    public List<Message> take(String kind, long nowMillis, long leaseMillis, int limit) {
        return connections.statement("take due messages", connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    WITH taken AS MATERIALIZED (
                        SELECT message, due_at FROM outbox
                        WHERE done_at IS NULL AND failed_at IS NULL AND kind = ? AND due_at <= ?
                        ORDER BY due_at, message LIMIT ? FOR UPDATE SKIP LOCKED
                    ), leased AS (
                        UPDATE outbox SET due_at = ? FROM taken WHERE outbox.message = taken.message
                        RETURNING outbox.message, kind, sale, payload::text, attempts, created_at, taken.due_at AS due
                    )
                    SELECT message, kind, sale, payload, attempts, created_at FROM leased ORDER BY due, message""")) {
                statement.setString(1, kind);
                BinaryParameter.timestamp(nowMillis).set(statement, 2);
                statement.setInt(3, limit);
                BinaryParameter.timestamp(nowMillis + leaseMillis).set(statement, 4);
                try (ResultSet row = statement.executeQuery()) {
                    List<Message> taken = new ArrayList<>();
                    while (row.next()) {
                        taken.add(new Message(
                                row.getLong(1),
                                row.getString(2),
                                row.getInt(3),
                                row.getString(4),
                                row.getInt(5),
                                row.getTimestamp(6).getTime()));
                    }
                    return taken;
                }
            }
        });
    }

    @Override
    public Map<String, Waiting> waiting() {
        return connections.statement("count messages", connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                            SELECT kind, count(*) FILTER (WHERE failed_at IS NULL), min(created_at) FILTER (WHERE failed_at IS NULL),
                                count(*) FILTER (WHERE failed_at IS NOT NULL)
                            FROM outbox WHERE done_at IS NULL GROUP BY kind""");
                    ResultSet row = statement.executeQuery()) {
                Map<String, Waiting> waiting = new TreeMap<>();
                while (row.next()) {
                    Timestamp oldest = row.getTimestamp(3);
                    waiting.put(
                            row.getString(1),
                            new Waiting(row.getLong(2), oldest == null ? 0 : oldest.getTime(), row.getLong(4)));
                }
                return waiting;
            }
        });
    }

    @Override
    public void putOff(long message, long atMillis, String error) {
        connections.statement("put off message " + message, connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    UPDATE outbox SET due_at = ?, attempts = attempts + 1, last_error = ?
                    WHERE message = ? AND done_at IS NULL""")) {
                BinaryParameter.timestamp(atMillis).set(statement, 1);
                statement.setString(2, error);
                statement.setLong(3, message);
                return Durable.update(statement);
            }
        });
    }

    @Override
    public void giveUp(long message, long atMillis, String error) {
        connections.statement("give up message " + message, connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    UPDATE outbox SET failed_at = ?, attempts = attempts + 1, last_error = ?
                    WHERE message = ? AND done_at IS NULL""")) {
                BinaryParameter.timestamp(atMillis).set(statement, 1);
                statement.setString(2, error);
                statement.setLong(3, message);
                return Durable.update(statement);
            }
        });
    }

    @Override
    public void complete(long message, long atMillis) {
        connections.statement("complete message " + message, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "UPDATE outbox SET done_at = ?, last_error = NULL WHERE message = ? AND done_at IS NULL")) {
                BinaryParameter.timestamp(atMillis).set(statement, 1);
                statement.setLong(2, message);
                return Durable.update(statement);
            }
        });
    }
}
