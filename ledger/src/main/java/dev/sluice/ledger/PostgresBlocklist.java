package dev.sluice.ledger;

import dev.sluice.engine.durable.Durable;
import dev.sluice.engine.port.Blocklist;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** The blocklist in PostgreSQL. Any thread may use it. */
final class PostgresBlocklist implements Blocklist {
    private static final String COLUMNS =
            "SELECT number, subject, addresses::text AS addresses, suspect, reason, until, created_at FROM blocklist ";
    private static final int FETCHED = 5_000;

    private final PooledConnections versions;
    private final PooledConnections reading;
    private final PooledConnections operators;

    /**
     * @param versions for what is asked several times a second
     * @param reading for all of it, now and then
     * @param operators for what people read and change
     */
    PostgresBlocklist(PooledConnections versions, PooledConnections reading, PooledConnections operators) {
        this.versions = versions;
        this.reading = reading;
        this.operators = operators;
    }

    @Override
    public long version() {
        return versions.statement("read the blocklist's version", connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT version FROM blocklist_version")) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    @Override
    public void read(long nowMillis, Consumer<Entry> each) {
        reading.transaction("read the blocklist", connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement(COLUMNS + "WHERE until IS NULL OR until > ?")) {
                statement.setFetchSize(FETCHED);
                BinaryParameter.timestamp(nowMillis).set(statement, 1);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        each.accept(entry(row));
                    }
                }
                return null;
            }
        });
    }

    @Override
    public List<Entry> page(long beforeNumber, int limit) {
        return operators.statement("read a page of the blocklist", connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement(COLUMNS + "WHERE number < ? ORDER BY number DESC LIMIT ?")) {
                statement.setLong(1, beforeNumber);
                statement.setInt(2, limit);
                return entries(statement);
            }
        });
    }

    @Override
    public List<Entry> of(String user, String address) {
        return operators.statement("look somebody up in the blocklist", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    COLUMNS + "WHERE subject = ? OR addresses >>= ?::inet ORDER BY number DESC LIMIT 200")) {
                statement.setString(1, user);
                statement.setString(2, address);
                return entries(statement);
            }
        });
    }

    @Override
    public boolean put(List<Entry> entries) {
        return operators.transaction("change the blocklist", connection -> {
            List<Entry> users =
                    entries.stream().filter(entry -> entry.user() != null).toList();
            List<Entry> ranges =
                    entries.stream().filter(entry -> entry.user() == null).toList();
            put(connection, "subject", "text", users, Entry::user);
            put(connection, "addresses", "cidr", ranges, Entry::addresses);
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT count(*) FROM blocklist")) {
                row.next();
                if (row.getLong(1) <= MAX_ENTRIES) {
                    return true;
                }
            }
            connection.rollback();
            return false;
        });
    }

    private static void put(
            Connection connection, String column, String type, List<Entry> entries, Function<Entry, String> key)
            throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO blocklist (%1$s, suspect, reason, until, created_at)
                SELECT key::%2$s, suspect, reason, until, created_at
                FROM unnest(?, ?, ?, ?, ?) AS entry (key, suspect, reason, until, created_at)
                ON CONFLICT (%1$s) WHERE %1$s IS NOT NULL
                DO UPDATE SET suspect = excluded.suspect, reason = excluded.reason, until = excluded.until,
                    created_at = excluded.created_at""".formatted(column, type))) {
            setArray(statement, 1, "text", entries, key::apply);
            setArray(statement, 2, "bool", entries, Entry::suspect);
            setArray(statement, 3, "text", entries, Entry::reason);
            setArray(
                    statement,
                    4,
                    "timestamptz",
                    entries,
                    entry -> entry.untilMillis() == 0 ? null : new Timestamp(entry.untilMillis()));
            setArray(statement, 5, "timestamptz", entries, entry -> new Timestamp(entry.createdMillis()));
            Durable.update(statement);
        }
    }

    private static void setArray(
            PreparedStatement statement, int place, String type, List<Entry> entries, Function<Entry, Object> value)
            throws SQLException {
        Array array = statement
                .getConnection()
                .createArrayOf(type, entries.stream().map(value).toArray());
        statement.setArray(place, array);
    }

    @Override
    public boolean remove(long number) {
        return operators.statement("remove an entry of the blocklist", connection -> {
            try (PreparedStatement statement = connection.prepareStatement("DELETE FROM blocklist WHERE number = ?")) {
                statement.setLong(1, number);
                return Durable.update(statement) == 1;
            }
        });
    }

    private static List<Entry> entries(PreparedStatement statement) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                entries.add(entry(row));
            }
        }
        return entries;
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("number"),
                row.getString("subject"),
                row.getString("addresses"),
                row.getBoolean("suspect"),
                row.getString("reason"),
                millis(row, "until"),
                millis(row, "created_at"));
    }

    private static long millis(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? 0 : time.getTime();
    }
}
