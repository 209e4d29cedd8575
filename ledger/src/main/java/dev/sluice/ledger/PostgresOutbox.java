package dev.sluice.ledger;

import dev.sluice.engine.port.Outbox;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
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

    @Override
    public List<Message> due(String kind, long nowMillis, int limit) {
        return connections.statement("read due messages", connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    SELECT message, kind, sale, payload::text, attempts FROM outbox
                    WHERE done_at IS NULL AND kind = ? AND due_at <= ?
                    ORDER BY due_at, message LIMIT ?""")) {
                statement.setString(1, kind);
                BinaryParameter.timestamp(nowMillis).set(statement, 2);
                statement.setInt(3, limit);
                try (ResultSet row = statement.executeQuery()) {
                    List<Message> due = new ArrayList<>();
                    while (row.next()) {
                        due.add(new Message(
                                row.getLong(1), row.getString(2), row.getInt(3), row.getString(4), row.getInt(5)));
                    }
                    return due;
                }
            }
        });
    }

    @Override
    public Map<String, Long> waiting() {
        return connections.statement("count messages", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                            "SELECT kind, count(*) FROM outbox WHERE done_at IS NULL GROUP BY kind");
                    ResultSet row = statement.executeQuery()) {
                Map<String, Long> waiting = new TreeMap<>();
                while (row.next()) {
                    waiting.put(row.getString(1), row.getLong(2));
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
                return statement.executeUpdate();
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
                return statement.executeUpdate();
            }
        });
    }
}
