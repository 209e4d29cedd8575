package dev.sluice.ledger;

import dev.sluice.engine.durable.Durable;
import dev.sluice.engine.port.Deed;
import dev.sluice.engine.port.Deeds;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;

/** The trail of who did what in PostgreSQL. Any thread may use it. */
final class PostgresDeeds implements Deeds {
    private final PooledConnections writing;
    private final PooledConnections reading;
    private final PooledConnections background;

    /**
     * @param writing for what merchants change
     * @param reading for what they read
     * @param background for what nobody waits for
     */
    PostgresDeeds(PooledConnections writing, PooledConnections reading, PooledConnections background) {
        this.writing = writing;
        this.reading = reading;
        this.background = background;
    }

    @Override
    public long begin(Deed deed) {
        return writing.statement("write down what is about to be done", connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    INSERT INTO deed (at, subject, key, roles, act, sale, details, address, request)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number""")) {
                statement.setTimestamp(1, new Timestamp(deed.atMillis()));
                statement.setString(2, deed.subject());
                statement.setString(3, deed.key());
                statement.setArray(
                        4, connection.createArrayOf("text", deed.roles().toArray()));
                statement.setString(5, deed.act());
                statement.setString(6, deed.sale());
                statement.setArray(
                        7, connection.createArrayOf("text", deed.details().toArray()));
                statement.setString(8, deed.address());
                statement.setString(9, deed.request());
                long number;
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    number = row.getLong(1);
                }
                Durable.require(statement);
                return number;
            }
        });
    }

    @Override
    public void add(long number, String detail) {
        writing.statement("write down more of what is about to be done", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "UPDATE deed SET details = array_append(details, ?) WHERE number = ? AND ended_at IS NULL")) {
                statement.setString(1, detail);
                statement.setLong(2, number);
                return Durable.update(statement);
            }
        });
    }

    @Override
    public void end(long number, Deed.Result result) {
        writing.statement("write down what came of it", connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    UPDATE deed SET ended_at = ?, status = ?, code = ?, made = ?, sale = coalesce(?, sale)
                    WHERE number = ? AND ended_at IS NULL""")) {
                statement.setTimestamp(1, new Timestamp(result.atMillis()));
                statement.setInt(2, result.status());
                statement.setString(3, result.code());
                statement.setString(4, result.made());
                statement.setString(5, result.sale());
                statement.setLong(6, number);
                return Durable.update(statement);
            }
        });
    }

    @Override
    public List<Deed.Entry> list(Filter filter, long beforeNumber, int limit) {
        StringBuilder sql = new StringBuilder("""
                SELECT number, at, subject, key, roles, act, sale, details, address, request, ended_at, status, code, made
                FROM deed WHERE number < ? AND at >= ?""");
        List<String> texts = new ArrayList<>();
        add(" AND subject = ?", filter.tenant(), sql, texts);
        add(" AND sale = ?", filter.sale(), sql, texts);
        add(" AND subject = ?", filter.subject(), sql, texts);
        boolean ends = filter.untilMillis() != Long.MAX_VALUE;
        sql.append(ends ? " AND at < ?" : "").append(" ORDER BY number DESC LIMIT ?");
        return reading.statement("read what was done", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
                int index = 1;
                statement.setLong(index++, beforeNumber);
                statement.setTimestamp(index++, new Timestamp(filter.fromMillis()));
                for (String text : texts) {
                    statement.setString(index++, text);
                }
                if (ends) {
                    statement.setTimestamp(index++, new Timestamp(filter.untilMillis()));
                }
                statement.setInt(index, limit);
                return read(statement);
            }
        });
    }

    private static void add(String condition, String text, StringBuilder sql, List<String> texts) {
        if (text != null) {
            sql.append(condition);
            texts.add(text);
        }
    }

    @Override
    public int forget(long beforeMillis, int limit) {
        return background.statement("forget what was done long ago", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "DELETE FROM deed WHERE number IN (SELECT number FROM deed WHERE at < ? ORDER BY at LIMIT ?)")) {
                statement.setTimestamp(1, new Timestamp(beforeMillis));
                statement.setInt(2, limit);
                return Durable.update(statement);
            }
        });
    }

    private static List<Deed.Entry> read(PreparedStatement statement) throws SQLException {
        List<Deed.Entry> entries = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                Deed deed = new Deed(
                        row.getTimestamp("at").getTime(),
                        row.getString("subject"),
                        row.getString("key"),
                        texts(row.getArray("roles")),
                        row.getString("act"),
                        row.getString("sale"),
                        texts(row.getArray("details")),
                        row.getString("address"),
                        row.getString("request"));
                Timestamp ended = row.getTimestamp("ended_at");
                Deed.Result result = ended == null
                        ? null
                        : new Deed.Result(
                                ended.getTime(),
                                row.getInt("status"),
                                row.getString("code"),
                                row.getString("made"),
                                row.getString("sale"));
                entries.add(new Deed.Entry(row.getLong("number"), deed, result));
            }
        }
        return entries;
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
