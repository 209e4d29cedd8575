package dev.sluice.ledger;

import dev.sluice.engine.port.LedgerPorts;
import dev.sluice.engine.port.SaleSample;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** One real PostgreSQL for all tests of the module, on a free port, gone with the tests. */
final class TestServer {
    static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(SaleSample.NOW_MILLIS));

    /** For a server to start on a machine that is busy with other things. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final EmbeddedPostgres SERVER = start();
    private static final Database DATABASE = Database.open(config());

    private TestServer() {}

    static Database database() {
        return DATABASE;
    }

    static LedgerPorts ledger() {
        return ledger(DATABASE);
    }

    static LedgerPorts ledger(Database database) {
        return new LedgerPorts(database.catalogue(CLOCK), database.writerLedger(), database.plans());
    }

    static DatabaseConfig config() {
        return config("postgres");
    }

    private static DatabaseConfig config(String database) {
        return DatabaseConfig.of(SERVER.getJdbcUrl("postgres", database), "postgres", "");
    }

    /** A ledger of its own on the same server, without tables. */
    static DatabaseConfig create(String database) {
        return create(database, "template1");
    }

    /** The same with all tables and nothing in them: a copy, which takes less time than to make them. */
    static DatabaseConfig migrated(String database) {
        return create(database, Migrated.NAME);
    }

    private static DatabaseConfig create(String database, String template) {
        try {
            execute("CREATE DATABASE " + database + " TEMPLATE " + template);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return config(database);
    }

    /** Made when somebody first wants a copy. */
    private static final class Migrated {
        static final String NAME = make("migrated");

        private static String make(String name) {
            Database.open(create(name)).close();
            return name;
        }
    }

    /** A connection that knows nothing of the ledger's code. */
    static Connection connect() throws SQLException {
        return DriverManager.getConnection(config().url(), "postgres", "");
    }

    /** Runs SQL as somebody who writes to the tables directly. */
    static void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The same, in a ledger of its own. */
    static void execute(DatabaseConfig of, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(of.url(), of.user(), "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Makes so many holds in a sale that is new, in a ledger of its own. */
    static void hold(DatabaseConfig of, int sale, int holds) throws SQLException {
        execute(
                of,
                "INSERT INTO reservation (sale, ordinal, id, tier, status, quantity, amount, created_at, expires_at, user_id)"
                        + " SELECT " + sale
                        + ", n, gen_random_uuid(), 0, 1, 1, 1000, now(), now() + interval '30 years', 'user-' || n"
                        + " FROM generate_series(1, " + holds + ") n");
        execute(of, "VACUUM ANALYZE reservation");
    }

    /** The first column of the first row. */
    static String query(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("shared_buffers", "64MB")
                    .setPGStartupWait(PATIENCE)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
