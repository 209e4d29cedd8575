package dev.sluice.ledger;

import dev.sluice.engine.durable.Durable;
import dev.sluice.engine.port.Drafts;
import dev.sluice.sale.SaleTerms;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Drafts of sales in PostgreSQL. Any thread may use it. Whoever changes one locks its row first, and so finds what others made of it. */
final class PostgresDrafts implements Drafts {
    private static final String HEAD = """
            draft.number, draft.id, draft.merchant, draft.version, draft.title, draft.sale_id, draft.kind, made_at, made_by, made_with, changed_at,
            changed_by, changed_with, draft.sale, sale.id AS became""";

    private static final String FROM = " FROM draft LEFT JOIN sale ON sale.number = draft.sale ";

    private final PooledConnections changing;
    private final PooledConnections reading;

    /**
     * @param changing for what merchants change
     * @param reading for what they read
     */
    PostgresDrafts(PooledConnections changing, PooledConnections reading) {
        this.changing = changing;
        this.reading = reading;
    }

    @Override
    public Result create(UUID id, String merchant, Content content, Stamp by) {
        return changing.transaction("keep a draft", connection -> {
            Head there = lock(connection, id);
            if (there != null) {
                return new Result(What.THERE, there);
            }
            forget(connection, merchant, by);
            boolean made = insert(connection, id, merchant, content, by);
            there = lock(connection, id);
            return new Result(made ? What.DONE : there == null ? What.TOO_MANY : What.THERE, there);
        });
    }

    /** Those that the merchant has are counted before, so a few at once may be more. */
    private static boolean insert(Connection connection, UUID id, String merchant, Content content, Stamp by)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO draft (document, form, title, sale_id, kind, words, picture, changed_at, changed_by, changed_with, made_at, made_by,
                    made_with, id, merchant)
                SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, wanted.merchant FROM (SELECT ?::text COLLATE "C" AS merchant) wanted
                WHERE (SELECT count(*) FROM draft theirs WHERE theirs.merchant = wanted.merchant AND theirs.sale IS NULL) < ?
                ON CONFLICT (id) DO NOTHING""")) {
            int next = bind(statement, content, by);
            statement.setTimestamp(next++, new Timestamp(by.atMillis()));
            statement.setString(next++, by.subject());
            statement.setString(next++, by.key());
            statement.setObject(next++, id);
            statement.setString(next++, merchant);
            statement.setInt(next, MAX_OF_ONE);
            return statement.executeUpdate() == 1;
        }
    }

    private static int bind(PreparedStatement statement, Content content, Stamp by) throws SQLException {
        int next = 1;
        statement.setString(next++, content.sale());
        statement.setString(next++, content.form());
        statement.setString(next++, content.title());
        statement.setString(next++, content.saleId());
        statement.setString(next++, content.kind());
        statement.setString(next++, content.words());
        statement.setString(next++, content.picture());
        statement.setTimestamp(next++, new Timestamp(by.atMillis()));
        statement.setString(next++, by.subject());
        statement.setString(next++, by.key());
        return next;
    }

    /** What became of the merchant's drafts long ago. */
    private static void forget(Connection connection, String merchant, Stamp by) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "DELETE FROM draft WHERE merchant = ? AND sale IS NOT NULL AND changed_at < ?")) {
            statement.setString(1, merchant);
            statement.setTimestamp(2, new Timestamp(by.atMillis() - KEPT.toMillis()));
            statement.executeUpdate();
        }
    }

    @Override
    public List<Head> list(Filter filter, long beforeNumber, int limit) {
        return reading.statement("list drafts", connection -> {
            try (PreparedStatement statement = connection.prepareStatement("SELECT " + HEAD + FROM + """
                    WHERE draft.sale IS NULL AND (?::text IS NULL OR draft.merchant = ?) AND (?::text IS NULL OR draft.kind = ?)
                        AND NOT EXISTS (SELECT FROM unnest(?::text[]) word WHERE position(word IN draft.words) = 0)
                        AND draft.number < ? ORDER BY draft.number DESC LIMIT ?""")) {
                statement.setString(1, filter.merchant());
                statement.setString(2, filter.merchant());
                statement.setString(3, filter.kind());
                statement.setString(4, filter.kind());
                statement.setArray(
                        5, connection.createArrayOf("text", filter.words().toArray()));
                statement.setLong(6, beforeNumber);
                statement.setInt(7, limit);
                List<Head> heads = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        heads.add(head(row));
                    }
                }
                return heads;
            }
        });
    }

    @Override
    public Draft find(UUID id) {
        return reading.statement("find a draft", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT draft.document, draft.form, " + HEAD + FROM + "WHERE draft.id = ?")) {
                statement.setObject(1, id);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? new Draft(head(row), row.getString(1), row.getString(2)) : null;
                }
            }
        });
    }

    @Override
    public Head durable(UUID id) {
        return changing.transaction("find what a draft became", connection -> lock(connection, id));
    }

    @Override
    public Result change(UUID id, long version, Content content, Stamp by) {
        return changing.transaction("change a draft", connection -> {
            Result refused = refusal(lock(connection, id), version);
            if (refused != null) {
                return refused;
            }
            try (PreparedStatement statement = connection.prepareStatement("""
                    UPDATE draft SET document = ?, form = ?, title = ?, sale_id = ?, kind = ?, words = ?, picture = ?, changed_at = ?,
                        changed_by = ?, changed_with = ?, version = version + 1 WHERE id = ?""")) {
                statement.setObject(bind(statement, content, by), id);
                statement.executeUpdate();
            }
            return new Result(What.DONE, lock(connection, id));
        });
    }

    @Override
    public Result remove(UUID id, long version) {
        return changing.transaction("take a draft away", connection -> {
            Head there = lock(connection, id);
            Result refused = refusal(there, version);
            if (refused != null) {
                return refused;
            }
            try (PreparedStatement statement = connection.prepareStatement("DELETE FROM draft WHERE id = ?")) {
                statement.setObject(1, id);
                statement.executeUpdate();
            }
            return new Result(What.DONE, there);
        });
    }

    @Override
    public Result publish(UUID id, long version, SaleTerms terms, String owner, Stamp by) {
        return changing.transaction("publish a draft as sale " + terms.id(), connection -> {
            Head there = lock(connection, id);
            Result refused = refusal(there, version);
            if (refused != null) {
                return refused;
            }
            int sale = PostgresCatalogue.insert(connection, terms, owner);
            try (PreparedStatement statement = connection.prepareStatement("""
                    UPDATE draft SET sale = ?, document = NULL, form = NULL, picture = NULL, changed_at = ?, changed_by = ?, changed_with = ?,
                        version = version + 1 WHERE id = ?""")) {
                statement.setInt(1, sale);
                statement.setTimestamp(2, new Timestamp(by.atMillis()));
                statement.setString(3, by.subject());
                statement.setString(4, by.key());
                statement.setObject(5, id);
                statement.executeUpdate();
            }
            forget(connection, there.merchant(), by);
            return new Result(What.DONE, lock(connection, id));
        });
    }

    /** Why nothing is made of it; null if something can be. */
    private static Result refusal(Head there, long version) {
        if (there == null) {
            return new Result(What.ABSENT, null);
        }
        if (there.published() != null) {
            return new Result(What.PUBLISHED, there);
        }
        return version == ANY_VERSION || version == there.version() ? null : new Result(What.CHANGED, there);
    }

    /**
     * As it stands, and nobody changes it meanwhile; null if there is none. See {@link Durable}: what is told of it is durable by then. It is read once it is
     * locked, since a statement that waits for a row has looked at all others before.
     */
    private static Head lock(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT FROM draft WHERE id = ? FOR UPDATE")) {
            statement.setObject(1, id);
            statement.executeQuery().close();
        }
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT " + HEAD + FROM + "WHERE draft.id = ?")) {
            statement.setObject(1, id);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? head(row) : null;
            }
        }
    }

    private static Head head(ResultSet row) throws SQLException {
        String became = row.getString("became");
        return new Head(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                row.getString("merchant"),
                row.getLong("version"),
                row.getString("title"),
                row.getString("sale_id"),
                row.getString("kind"),
                stamp(row, "made"),
                stamp(row, "changed"),
                became == null ? null : new Published(row.getInt("sale"), became));
    }

    private static Stamp stamp(ResultSet row, String what) throws SQLException {
        return new Stamp(
                row.getTimestamp(what + "_at").getTime(), row.getString(what + "_by"), row.getString(what + "_with"));
    }
}
