package dev.sluice.ledger;

import dev.sluice.engine.durable.Durable;
import dev.sluice.engine.port.ApiKey;
import dev.sluice.engine.port.ApiKeys;
import dev.sluice.engine.port.Scope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Keys of machines in PostgreSQL. Any thread may use it. Whoever makes or revokes one first takes the row of the version: so they come one after the
 * other, and each sees those before it.
 */
final class PostgresApiKeys implements ApiKeys {
    private static final String COLUMNS =
            "number, id, digest, name, owner, operator, scopes, created_by, created_at, expires_at, used_at, revoked_at, revoked_by";

    private final PooledConnections changing;
    private final PooledConnections asking;
    private final PooledConnections listing;
    private final PooledConnections background;

    /**
     * @param changing for what merchants make and revoke
     * @param asking for who wants to know who may ask
     * @param listing for what merchants read
     * @param background for what nobody waits for
     */
    PostgresApiKeys(
            PooledConnections changing,
            PooledConnections asking,
            PooledConnections listing,
            PooledConnections background) {
        this.changing = changing;
        this.asking = asking;
        this.listing = listing;
        this.background = background;
    }

    @Override
    public boolean create(ApiKey key, byte[] digest) {
        return changing.transaction("keep a key", connection -> {
            move(connection);
            try (PreparedStatement statement = connection.prepareStatement("""
                    INSERT INTO api_key (id, digest, name, owner, operator, scopes, created_by, created_at, expires_at)
                    SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?
                    FROM (SELECT count(*) AS all_of_them, count(*) FILTER (WHERE owner = ?) AS of_owner FROM api_key
                        WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)) AS there
                    WHERE all_of_them < ? AND of_owner < ?""")) {
                statement.setString(1, key.id());
                statement.setBytes(2, digest);
                statement.setString(3, key.name());
                statement.setString(4, key.owner());
                statement.setBoolean(5, key.operator());
                statement.setArray(
                        6,
                        connection.createArrayOf(
                                "text", key.scopes().stream().map(Enum::name).toArray()));
                statement.setString(7, key.createdBy());
                statement.setTimestamp(8, new Timestamp(key.createdAtMillis()));
                statement.setTimestamp(9, key.expiresAtMillis() == 0 ? null : new Timestamp(key.expiresAtMillis()));
                statement.setString(10, key.owner());
                statement.setTimestamp(11, new Timestamp(key.createdAtMillis()));
                statement.setInt(12, MAX);
                statement.setInt(13, MAX_OF_OWNER);
                return statement.executeUpdate() == 1;
            }
        });
    }

    @Override
    public All all(long knownVersion, long nowMillis) {
        long now = asking.statement("ask whether keys have changed", PostgresApiKeys::version);
        if (now == knownVersion) {
            return new All(now, null);
        }
        return asking.snapshot("read all keys", connection -> {
            long version = version(connection);
            try (PreparedStatement statement = connection.prepareStatement("SELECT " + COLUMNS
                    + " FROM api_key WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)")) {
                statement.setTimestamp(1, new Timestamp(nowMillis));
                List<Stored> keys = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        keys.add(new Stored(key(row), row.getBytes("digest")));
                    }
                }
                return new All(version, keys);
            }
        });
    }

    @Override
    public List<Listed> list(String owner, long beforeNumber, int limit) {
        return listing.statement("list keys", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT " + COLUMNS
                            + " FROM api_key WHERE (?::text IS NULL OR owner = ?) AND number < ? ORDER BY number DESC LIMIT ?")) {
                statement.setString(1, owner);
                statement.setString(2, owner);
                statement.setLong(3, beforeNumber);
                statement.setInt(4, limit);
                List<Listed> keys = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        keys.add(new Listed(row.getLong("number"), key(row)));
                    }
                }
                return keys;
            }
        });
    }

    @Override
    public boolean revoke(String id, String owner, String by, long atMillis) {
        return changing.transaction("revoke a key", connection -> {
            move(connection);
            try (PreparedStatement statement = connection.prepareStatement("""
                    UPDATE api_key SET revoked_at = coalesce(revoked_at, ?), revoked_by = coalesce(revoked_by, ?)
                    WHERE id = ? AND (?::text IS NULL OR owner = ? AND NOT operator)""")) {
                statement.setTimestamp(1, new Timestamp(atMillis));
                statement.setString(2, by);
                statement.setString(3, id);
                statement.setString(4, owner);
                statement.setString(5, owner);
                return statement.executeUpdate() == 1;
            }
        });
    }

    @Override
    public void used(Collection<String> ids, long atMillis) {
        background.statement("write down that keys were used", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "UPDATE api_key SET used_at = ? WHERE id = ANY (?) AND (used_at IS NULL OR used_at < ?)")) {
                statement.setTimestamp(1, new Timestamp(atMillis));
                statement.setArray(2, connection.createArrayOf("text", ids.toArray()));
                statement.setTimestamp(3, new Timestamp(atMillis));
                return Durable.update(statement);
            }
        });
    }

    @Override
    public void forget(long beforeMillis) {
        background.statement("forget keys that are of no use", connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("DELETE FROM api_key WHERE revoked_at < ? OR expires_at < ?")) {
                statement.setTimestamp(1, new Timestamp(beforeMillis));
                statement.setTimestamp(2, new Timestamp(beforeMillis));
                return Durable.update(statement);
            }
        });
    }

    private static void move(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("UPDATE api_key_version SET version = version + 1")) {
            statement.executeUpdate();
        }
    }

    private static long version(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT version FROM api_key_version");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String scope : (String[]) row.getArray("scopes").getArray()) {
            scopes.add(Scope.valueOf(scope));
        }
        return new ApiKey(
                row.getString("id"),
                row.getString("name"),
                row.getString("owner"),
                row.getBoolean("operator"),
                scopes,
                row.getString("created_by"),
                millis(row, "created_at"),
                millis(row, "expires_at"),
                millis(row, "used_at"),
                millis(row, "revoked_at"),
                row.getString("revoked_by"));
    }

    private static long millis(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? 0 : time.getTime();
    }
}
