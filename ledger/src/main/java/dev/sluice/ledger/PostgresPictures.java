package dev.sluice.ledger;

import dev.sluice.engine.durable.Durable;
import dev.sluice.engine.port.Pictures;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Pictures of merchants in PostgreSQL. Any thread may use it. */
final class PostgresPictures implements Pictures {
    private final PooledConnections merchants;
    private final PooledConnections people;

    /**
     * @param merchants for what merchants change
     * @param people for who looks at them
     */
    PostgresPictures(PooledConnections merchants, PooledConnections people) {
        this.merchants = merchants;
        this.people = people;
    }

    @Override
    public Picture adopt(String hash, String merchant) {
        return merchants.transaction("find a picture that is sent", connection -> {
            Picture found = lock(connection, hash);
            return found != null && own(connection, hash, merchant) ? found : null;
        });
    }

    /** Nobody takes it away meanwhile. */
    private static Picture lock(Connection connection, String hash) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT width, height FROM picture WHERE hash = ? FOR KEY SHARE")) {
            statement.setString(1, hash);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? new Picture(hash, row.getInt(1), row.getInt(2)) : null;
            }
        }
    }

    @Override
    public boolean keep(Picture picture, List<File> files, String merchant) {
        return merchants.transaction("keep a picture", connection -> {
            if (insert(connection, picture)) {
                insert(connection, picture.hash(), files);
            }
            boolean kept = lock(connection, picture.hash()) != null && own(connection, picture.hash(), merchant);
            if (!kept) {
                connection.rollback();
            }
            return kept;
        });
    }

    private static boolean insert(Connection connection, Picture picture) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO picture (hash, width, height) VALUES (?, ?, ?) ON CONFLICT (hash) DO NOTHING")) {
            statement.setString(1, picture.hash());
            statement.setInt(2, picture.width());
            statement.setInt(3, picture.height());
            return statement.executeUpdate() == 1;
        }
    }

    private static void insert(Connection connection, String hash, List<File> files) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO picture_file (picture, width, type, content) VALUES (?, ?, ?, ?)")) {
            for (File file : files) {
                statement.setString(1, hash);
                statement.setInt(2, file.width());
                statement.setString(3, file.type());
                statement.setBytes(4, file.content());
                statement.executeUpdate();
            }
        }
    }

    /** False if the merchant has too many; they are counted before, so a few at once may be more. */
    private static boolean own(Connection connection, String hash, String merchant) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO picture_owner (picture, merchant)
                SELECT ?, wanted.merchant FROM (SELECT ?::text COLLATE "C" AS merchant) wanted
                WHERE (SELECT count(*) FROM picture_owner theirs WHERE theirs.merchant = wanted.merchant) < ?
                    OR EXISTS (SELECT FROM picture_owner same WHERE same.merchant = wanted.merchant AND same.picture = ?)
                ON CONFLICT (merchant, picture) DO UPDATE SET named_at = now()""")) {
            statement.setString(1, hash);
            statement.setString(2, merchant);
            statement.setInt(3, MAX_OF_ONE);
            statement.setString(4, hash);
            return statement.executeUpdate() == 1;
        }
    }

    @Override
    public boolean name(String hash, String merchant) {
        return merchants.statement("name a picture", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "UPDATE picture_owner SET named_at = now() WHERE picture = ? AND merchant = ?")) {
                statement.setString(1, hash);
                statement.setString(2, merchant);
                return Durable.update(statement) == 1;
            }
        });
    }

    @Override
    public List<Own> list(String merchant, long beforeMicros, int limit) {
        return merchants.statement("list pictures", connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    SELECT hash, width, height, sent FROM picture_owner JOIN picture ON hash = picture,
                        LATERAL (SELECT (extract(epoch FROM created_at) * 1000000)::bigint AS sent) times
                    WHERE merchant = ? AND sent < ? ORDER BY sent DESC LIMIT ?""")) {
                statement.setString(1, merchant);
                statement.setLong(2, beforeMicros);
                statement.setInt(3, limit);
                List<Own> own = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        own.add(new Own(new Picture(row.getString(1), row.getInt(2), row.getInt(3)), row.getLong(4)));
                    }
                }
                return own;
            }
        });
    }

    @Override
    public File find(String hash, int width) {
        return people.statement("find a picture", connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    SELECT width, type, content FROM picture_file WHERE picture = ?
                    ORDER BY width < ?, CASE WHEN width < ? THEN -width ELSE width END LIMIT 1""")) {
                statement.setString(1, hash);
                statement.setInt(2, width);
                statement.setInt(3, width);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? new File(row.getInt(1), row.getString(2), row.getBytes(3)) : null;
                }
            }
        });
    }

    @Override
    public Removal remove(String hash, String merchant) {
        return merchants.transaction("take a picture away", connection -> {
            if (run(connection, """
                    SELECT FROM picture_owner WHERE picture = ? AND merchant = ? FOR UPDATE""", hash, merchant) == 0) {
                return Removal.UNKNOWN;
            }
            if (run(connection, """
                    DELETE FROM picture_owner WHERE picture = ? AND merchant = ?
                        AND named_at <= now() - make_interval(secs => %d)
                        AND NOT EXISTS (SELECT FROM sale WHERE facts -> 'event' ->> 'picture' = picture_owner.picture
                            AND (sale.merchant IS NULL OR sale.merchant = picture_owner.merchant))
                        AND NOT EXISTS (SELECT FROM draft WHERE draft.merchant = picture_owner.merchant AND draft.sale IS NULL
                            AND draft.picture = picture_owner.picture)
                    RETURNING 1""".formatted(KEPT_SECONDS), hash, merchant) == 0) {
                return Removal.IN_USE;
            }
            run(connection, """
                    DELETE FROM picture WHERE hash = ? AND hash = ?
                        AND NOT EXISTS (SELECT FROM picture_owner WHERE picture = hash)
                        AND NOT EXISTS (SELECT FROM sale WHERE facts -> 'event' ->> 'picture' = hash)
                    RETURNING 1""", hash, hash);
            return Removal.GONE;
        });
    }

    /** How many rows it names. */
    private static int run(Connection connection, String sql, String first, String second) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, first);
            statement.setString(2, second);
            int rows = 0;
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows++;
                }
            }
            return rows;
        }
    }
}
