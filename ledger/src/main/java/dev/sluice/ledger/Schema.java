package dev.sluice.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables and their history. Processes of the release before go on while this brings them up to date, and may start again afterwards: so a
 * migration adds, and what it has to take away from programs that do not know it says so by {@code raise_schema_floor}.
 */
final class Schema {
    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

    /** The newest migration that this program has. */
    static final int KNOWN = 25;

    /** Version 2 made the tables of a payment provider, which has its own history of them now. */
    private static final String MOVED_OUT = "versioned:missing";
    /** Made by a newer release; the schema itself says whether this one can work with it. */
    private static final String NEWER = "versioned:future";

    private static final String LOCKED = "55P03";

    private Schema() {}

    /**
     * Brings it up to date, unless a newer release did.
     *
     * @throws UnsuitableDatabaseException if that fails, or if this program cannot work with it
     */
    static void bringUpToDate(DataSource database) {
        try {
            Flyway flyway = Flyway.configure()
                    .dataSource(database)
                    .locations("classpath:db/migration")
                    .ignoreMigrationPatterns(MOVED_OUT, NEWER)
                    .load();
            MigrationInfo newest = flyway.info().current();
            int applied = newest == null ? 0 : newest.getVersion().getMajor().intValueExact();
            if (applied > KNOWN) {
                requireFloor(database, applied);
                LOG.warn(
                        "the tables are of migration {}, which a newer release made; this one knows {} and can work with them",
                        applied,
                        KNOWN);
            } else {
                flyway.migrate();
            }
        } catch (FlywayException e) {
            throw new UnsuitableDatabaseException("bring the schema up to date: " + reason(e), e);
        }
    }

    /**
     * For who only looks, and changes nothing.
     *
     * @throws SQLException if the database does not answer
     * @throws UnsuitableDatabaseException if this program cannot read what is there
     */
    static void requireReadable(DataSource database) throws SQLException {
        int applied;
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            if (!"t".equals(first(statement, "SELECT to_regclass('flyway_schema_history') IS NOT NULL"))) {
                throw new UnsuitableDatabaseException(
                        "there is no ledger in it: no server was ever started on it", null);
            }
            String newest = first(statement, "SELECT max(version::int) FROM flyway_schema_history WHERE success");
            applied = newest == null ? 0 : Integer.parseInt(newest);
        }
        if (applied < KNOWN) {
            throw new UnsuitableDatabaseException(
                    "its tables are of migration " + applied + ", and this release reads those of " + KNOWN
                            + ": look with the release that runs on it, or start a server of this one",
                    null);
        }
        if (applied > KNOWN) {
            requireFloor(database, applied);
        }
    }

    private static void requireFloor(DataSource database, int applied) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            int floor = Integer.parseInt(first(statement, "SELECT max(version) FROM schema_floor"));
            if (floor > KNOWN) {
                throw new UnsuitableDatabaseException(
                        "a newer release made its tables: they are of migration " + applied
                                + " and need a program that knows migration " + floor + ", this one knows " + KNOWN
                                + ". Start the newer release, or restore the backup from before it",
                        null);
            }
        } catch (SQLException e) {
            throw new UnsuitableDatabaseException("see which programs may use the tables: " + e.getMessage(), e);
        }
    }

    private static String first(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    /** What the server said, where it did: the rest names a script, and repeats it. */
    private static String reason(FlywayException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException said) {
                return LOCKED.equals(said.getSQLState())
                        ? "others kept a table locked that it has to change (a dump, a long transaction): "
                                + said.getMessage() + ". Nothing was changed; start again when they are done"
                        : said.getMessage();
            }
        }
        return failure.getMessage();
    }
}
