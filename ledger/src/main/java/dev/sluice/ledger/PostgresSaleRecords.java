package dev.sluice.ledger;

import dev.sluice.engine.durable.Durable;
import dev.sluice.engine.port.SaleRecords;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The records of sales in PostgreSQL. Any thread may use it. Names of numbers have letters, digits, points and strokes: nothing that JSON would write otherwise. */
final class PostgresSaleRecords implements SaleRecords {
    private static final Pattern NUMBER = Pattern.compile("\"([\\w.]+)\": (-?\\d+)");
    private static final int ROWS_AT_A_TIME = 1_000;
    /** What processes said that are gone is of no use to anybody. */
    private static final String OLD = "interval '1 hour'";

    private final PooledConnections background;
    private final PooledConnections reports;

    PostgresSaleRecords(PooledConnections background, PooledConnections reports) {
        this.background = background;
        this.reports = reports;
    }

    @Override
    public void keep(int node, List<Minute> minutes, List<Pulse> pulses) {
        background.transaction("keep what was counted of sales", connection -> {
            if (!minutes.isEmpty()) {
                keep(connection, node, minutes);
                forgetPulses(connection);
            }
            if (!pulses.isEmpty()) {
                tell(connection, pulses);
            }
            return null;
        });
    }

    private static void keep(Connection connection, int node, List<Minute> minutes) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO sale_minute AS old (sale, minute, node, counts, state) VALUES (?, ?, ?, ?::jsonb, ?::jsonb)
                ON CONFLICT (sale, minute, node) DO UPDATE SET state = excluded.state, counts = (
                    SELECT coalesce(jsonb_object_agg(name, total), '{}') FROM (
                        SELECT key AS name, sum(value::bigint) AS total
                        FROM (SELECT * FROM jsonb_each_text(old.counts) UNION ALL SELECT * FROM jsonb_each_text(excluded.counts)) both_of
                        GROUP BY key) added)""")) {
            for (Minute minute : minutes) {
                statement.setInt(1, minute.sale());
                statement.setInt(2, Math.toIntExact(minute.minute()));
                statement.setInt(3, node);
                statement.setString(4, json(minute.counts()));
                statement.setString(5, json(minute.state()));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void tell(Connection connection, List<Pulse> pulses) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO sale_pulse (sale, node, told_at, counts, kept, state) VALUES (?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb)
                ON CONFLICT (sale, node) DO UPDATE
                SET told_at = excluded.told_at, counts = excluded.counts, kept = excluded.kept, state = excluded.state""")) {
            for (Pulse pulse : pulses) {
                statement.setInt(1, pulse.sale());
                statement.setInt(2, pulse.node());
                statement.setTimestamp(3, new Timestamp(pulse.atMillis()));
                statement.setString(4, json(pulse.counts()));
                statement.setString(5, json(pulse.kept()));
                statement.setString(6, json(pulse.state()));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void forgetPulses(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM sale_pulse WHERE told_at < now() - " + OLD)) {
            statement.executeUpdate();
        }
    }

    @Override
    public List<Pulse> pulses(int except, long sinceMillis) {
        return background.statement("read what other processes count", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT sale, node, told_at, counts, kept, state FROM sale_pulse WHERE node <> ? AND told_at >= ?")) {
                statement.setInt(1, except);
                statement.setTimestamp(2, new Timestamp(sinceMillis));
                return pulses(statement);
            }
        });
    }

    private static List<Pulse> pulses(PreparedStatement statement) throws SQLException {
        List<Pulse> pulses = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                pulses.add(new Pulse(
                        row.getInt("sale"),
                        row.getInt("node"),
                        row.getTimestamp("told_at").getTime(),
                        numbers(row.getString("counts")),
                        numbers(row.getString("kept")),
                        numbers(row.getString("state"))));
            }
        }
        return pulses;
    }

    @Override
    public Totals totals(int sale, int except) {
        return background.snapshot("add up what was counted of a sale", connection -> {
            try (PreparedStatement told = connection.prepareStatement(
                    "SELECT sale, node, told_at, counts, kept, state FROM sale_pulse WHERE sale = ? AND node <> ?")) {
                told.setInt(1, sale);
                told.setInt(2, except);
                return new Totals(kept(connection, sale), pulses(told));
            }
        });
    }

    private static Map<String, Long> kept(Connection connection, int sale) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT key, sum(value::bigint) FROM sale_minute, jsonb_each_text(counts) WHERE sale = ? GROUP BY key""")) {
            statement.setInt(1, sale);
            Map<String, Long> sums = new HashMap<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    sums.put(row.getString(1), row.getLong(2));
                }
            }
            return sums;
        }
    }

    @Override
    public Span span(int sale) {
        return reports.statement("read since when a sale has a record", connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT min(minute), max(minute) FROM sale_minute WHERE sale = ?")) {
                statement.setInt(1, sale);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    long first = row.getLong(1);
                    return row.wasNull() ? null : new Span(first, row.getLong(2));
                }
            }
        });
    }

    @Override
    public void minutes(int sale, long from, long until, Consumer<Minute> each) {
        reports.snapshot("read the record of a sale", connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    SELECT minute, counts, state FROM sale_minute WHERE sale = ? AND minute >= ? AND minute < ? ORDER BY minute, node""")) {
                statement.setFetchSize(ROWS_AT_A_TIME);
                statement.setInt(1, sale);
                statement.setInt(2, minute(from));
                statement.setInt(3, minute(until));
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        each.accept(new Minute(
                                sale,
                                row.getInt("minute"),
                                numbers(row.getString("counts")),
                                numbers(row.getString("state"))));
                    }
                }
                return null;
            }
        });
    }

    private static int minute(long minute) {
        return Math.clamp(minute, 0, Integer.MAX_VALUE);
    }

    @Override
    public int forget(long beforeMinute, int limit) {
        return background.statement("forget old records of sales", connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    DELETE FROM sale_minute WHERE (sale, minute, node) IN (
                        SELECT sale, minute, node FROM sale_minute WHERE minute < ? ORDER BY minute LIMIT ?)""")) {
                statement.setInt(1, minute(beforeMinute));
                statement.setInt(2, limit);
                return Durable.update(statement);
            }
        });
    }

    private static String json(Map<String, Long> numbers) {
        return numbers.entrySet().stream()
                .map(number -> '"' + number.getKey() + "\":" + number.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static Map<String, Long> numbers(String json) {
        Map<String, Long> numbers = new HashMap<>();
        NUMBER.matcher(json).results().forEach(found -> numbers.put(found.group(1), Long.valueOf(found.group(2))));
        return numbers;
    }
}
