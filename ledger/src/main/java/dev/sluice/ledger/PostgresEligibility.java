package dev.sluice.ledger;

import dev.sluice.engine.durable.Durable;
import dev.sluice.engine.port.Eligibility;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Who may buy in sales that are for some, in PostgreSQL. Any thread may use it. A code is used by whoever has its row: others who want it wait for
 * them, and see what they left of it.
 */
final class PostgresEligibility implements Eligibility {
    /** Of people in one statement, which has a time to be done in. */
    private static final int CHUNK = 20_000;

    private final PooledConnections merchants;
    private final PooledConnections reports;
    private final PooledConnections people;

    /**
     * @param merchants for what merchants change
     * @param reports for what merchants read
     * @param people for what whoever fetches a pass waits for
     */
    PostgresEligibility(PooledConnections merchants, PooledConnections reports, PooledConnections people) {
        this.merchants = merchants;
        this.reports = reports;
        this.people = people;
    }

    @Override
    public boolean list(int sale, String list, List<byte[]> some) {
        return merchants.transaction("list people", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "INSERT INTO eligible (sale, list, person) SELECT ?, ?, unnest(?) ON CONFLICT DO NOTHING")) {
                statement.setInt(1, sale);
                statement.setString(2, list);
                for (int from = 0; from < some.size(); from += CHUNK) {
                    setHashes(statement, 3, some.subList(from, Math.min(from + CHUNK, some.size())));
                    statement.executeUpdate();
                }
            }
            if (count(connection, "SELECT count(*) FROM eligible WHERE sale = ?", sale) <= MAX_LISTED) {
                return true;
            }
            connection.rollback();
            return false;
        });
    }

    @Override
    public long listed(int sale, String list) {
        return reports.statement("count a list", connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT count(*) FROM eligible WHERE sale = ? AND list = ?")) {
                statement.setInt(1, sale);
                statement.setString(2, list);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }

    @Override
    public boolean isListed(int sale, String list, byte[] person) {
        return people.statement("look somebody up on a list", connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT 1 FROM eligible WHERE sale = ? AND list = ? AND person = ?")) {
                statement.setInt(1, sale);
                statement.setString(2, list);
                statement.setBytes(3, person);
                return hasRow(statement);
            }
        });
    }

    @Override
    public boolean unlist(int sale, String list, byte[] person) {
        return merchants.statement("take somebody off a list", connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("DELETE FROM eligible WHERE sale = ? AND list = ? AND person = ?")) {
                statement.setInt(1, sale);
                statement.setString(2, list);
                statement.setBytes(3, person);
                return Durable.update(statement) == 1;
            }
        });
    }

    @Override
    public long clear(int sale, String list) {
        return merchants.statement("take all off a list", connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("DELETE FROM eligible WHERE sale = ? AND list = ?")) {
                statement.setInt(1, sale);
                statement.setString(2, list);
                return (long) Durable.update(statement);
            }
        });
    }

    @Override
    public List<Long> create(int sale, List<byte[]> digests, int uses, long atMillis) {
        return merchants.transaction("keep codes", connection -> {
            Map<ByteBuffer, Long> numbers = new HashMap<>();
            try (PreparedStatement statement = connection.prepareStatement("""
                    INSERT INTO code (sale, digest, uses, created_at) SELECT ?, unnest(?), ?, ?
                    RETURNING digest, number""")) {
                statement.setInt(1, sale);
                setHashes(statement, 2, digests);
                statement.setInt(3, uses);
                statement.setTimestamp(4, new Timestamp(atMillis));
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        numbers.put(ByteBuffer.wrap(row.getBytes(1)), row.getLong(2));
                    }
                }
            }
            if (count(connection, "SELECT count(*) FROM code WHERE sale = ?", sale) <= MAX_CODES) {
                return digests.stream()
                        .map(digest -> numbers.get(ByteBuffer.wrap(digest)))
                        .toList();
            }
            connection.rollback();
            return List.of();
        });
    }

    /** In one order, so that two who add the same codes wait for one another, and not each for the other. */
    @Override
    public Added add(int sale, List<byte[]> digests, List<Integer> uses, long atMillis) {
        List<Integer> order = IntStream.range(0, digests.size())
                .boxed()
                .sorted(Comparator.comparing(digests::get, Arrays::compareUnsigned))
                .toList();
        return merchants.transaction("add codes", connection -> {
            long added = 0;
            long revoked = 0;
            for (int from = 0; from < order.size(); from += CHUNK) {
                List<Integer> chunk = order.subList(from, Math.min(from + CHUNK, order.size()));
                List<byte[]> some = chunk.stream().map(digests::get).toList();
                added += insert(
                        connection, sale, some, chunk.stream().map(uses::get).toList(), atMillis);
                revoked += revoked(connection, sale, some);
            }
            if (count(connection, "SELECT count(*) FROM code WHERE sale = ?", sale) <= MAX_CODES) {
                return new Added(added, digests.size() - added, revoked);
            }
            connection.rollback();
            return null;
        });
    }

    private static int insert(Connection connection, int sale, List<byte[]> digests, List<Integer> uses, long atMillis)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO code (sale, digest, uses, created_at) SELECT ?, digest, uses, ?
                FROM unnest(?, ?) AS brought (digest, uses) ORDER BY digest
                ON CONFLICT (sale, digest) DO NOTHING""")) {
            statement.setInt(1, sale);
            statement.setTimestamp(2, new Timestamp(atMillis));
            setHashes(statement, 3, digests);
            statement.setArray(4, connection.createArrayOf("int4", uses.toArray()));
            return statement.executeUpdate();
        }
    }

    private static long revoked(Connection connection, int sale, List<byte[]> digests) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT count(*) FROM code WHERE sale = ? AND digest = ANY (?) AND revoked_at IS NOT NULL")) {
            statement.setInt(1, sale);
            setHashes(statement, 2, digests);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @Override
    public List<Code> codes(int sale, long beforeNumber, int limit) {
        return reports.statement("list codes", connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    SELECT number, uses, used, created_at, revoked_at IS NOT NULL FROM code
                    WHERE sale = ? AND number < ? ORDER BY number DESC LIMIT ?""")) {
                statement.setInt(1, sale);
                statement.setLong(2, beforeNumber);
                statement.setInt(3, limit);
                List<Code> codes = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        codes.add(new Code(
                                row.getLong(1),
                                row.getInt(2),
                                row.getInt(3),
                                row.getTimestamp(4).getTime(),
                                row.getBoolean(5)));
                    }
                }
                return codes;
            }
        });
    }

    @Override
    public boolean revoke(int sale, long number, long atMillis) {
        return merchants.statement("revoke a code", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "UPDATE code SET revoked_at = coalesce(revoked_at, ?) WHERE sale = ? AND number = ?")) {
                statement.setTimestamp(1, new Timestamp(atMillis));
                statement.setInt(2, sale);
                statement.setLong(3, number);
                return Durable.update(statement) == 1;
            }
        });
    }

    @Override
    public boolean isIn(int sale, byte[] person) {
        return people.transaction("see who came in by a code", connection -> isIn(connection, sale, person));
    }

    /** Locks what it finds, so that a pass is not given for what a failover would lose. */
    private static boolean isIn(Connection connection, int sale, byte[] person) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT 1 FROM code_use JOIN code ON code.number = code_use.code
                WHERE code_use.sale = ? AND person = ? AND revoked_at IS NULL FOR UPDATE OF code_use""")) {
            statement.setInt(1, sale);
            statement.setBytes(2, person);
            return hasRow(statement);
        }
    }

    @Override
    public boolean redeem(int sale, byte[] digest, byte[] person, long atMillis) {
        return people.transaction("use a code", connection -> {
            if (isIn(connection, sale, person)) {
                return true;
            }
            Long code = take(connection, sale, digest);
            if (code != null && comeIn(connection, sale, person, code, atMillis)) {
                return true;
            }
            // The last use may have been theirs, or they may have come in by another code, a moment ago.
            connection.rollback();
            return isIn(connection, sale, person);
        });
    }

    /** The number of a code of which there was one use left. */
    private static Long take(Connection connection, int sale, byte[] digest) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                UPDATE code SET used = used + 1
                WHERE sale = ? AND digest = ? AND revoked_at IS NULL AND used < uses RETURNING number""")) {
            statement.setInt(1, sale);
            statement.setBytes(2, digest);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : null;
            }
        }
    }

    /** False if they are in by another code that is good. */
    private static boolean comeIn(Connection connection, int sale, byte[] person, long code, long atMillis)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO code_use (sale, person, code, used_at) VALUES (?, ?, ?, ?)
                ON CONFLICT (sale, person) DO UPDATE SET code = excluded.code, used_at = excluded.used_at
                WHERE EXISTS (SELECT 1 FROM code WHERE number = code_use.code AND revoked_at IS NOT NULL)""")) {
            statement.setInt(1, sale);
            statement.setBytes(2, person);
            statement.setLong(3, code);
            statement.setTimestamp(4, new Timestamp(atMillis));
            return statement.executeUpdate() == 1;
        }
    }

    private static boolean hasRow(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return row.next();
        }
    }

    private static long count(Connection connection, String query, int sale) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setInt(1, sale);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static void setHashes(PreparedStatement statement, int place, List<byte[]> hashes) throws SQLException {
        statement.setArray(place, statement.getConnection().createArrayOf("bytea", hashes.toArray(byte[][]::new)));
    }
}
