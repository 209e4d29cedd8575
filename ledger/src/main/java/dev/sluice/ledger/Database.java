package dev.sluice.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.sluice.engine.port.Catalogue;
import dev.sluice.engine.port.LedgerUnavailableException;
import dev.sluice.engine.port.Outbox;
import dev.sluice.engine.port.Plans;
import dev.sluice.engine.port.Reports;
import dev.sluice.engine.port.WriterLedger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * An opened ledger: two pools of connections, so that no report keeps a writer waiting. Any thread may use it.
 *
 * <p>A database that stops answering is noticed within {@link DatabaseConfig#statementTimeout} and a second, whether it refuses,
 * waits for a lock, or is silent.
 */
public final class Database implements AutoCloseable {
    private static final int MIN_VERSION = 18;
    private static final int MIN_IDLE_SECONDS = 30;
    /** A process that starts is slow itself: its first connections are not given up as early as later ones. */
    private static final int PATIENCE_AT_START = 8;

    /**
     * The writers' tables grow from nothing to millions of rows faster than their statistics follow, and all their statements
     * look rows up by key: so that is what they are planned for, once.
     */
    private static final String WRITER_OPTIONS = "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off"
            + " -c enable_hashjoin=off -c enable_mergejoin=off -c enable_bitmapscan=off -c jit=off";

    private static final String READER_OPTIONS = "-c jit=off";

    /** Version 2 made the tables of a payment provider, which has its own history of them now. */
    private static final String MOVED_OUT = "versioned:missing";

    private final HikariDataSource writers;
    private final HikariDataSource readers;

    private final DatabaseConfig config;
    private final SharedPlans plans = new SharedPlans();

    private Database(DatabaseConfig config, HikariDataSource writers, HikariDataSource readers) {
        this.config = config;
        this.writers = writers;
        this.readers = readers;
    }

    /**
     * Checks the server, brings its schema up to date, and connects.
     *
     * @throws LedgerUnavailableException if it cannot be reached
     * @throws UnsuitableDatabaseException if it is too old or would lose what it acknowledged, or has another schema
     */
    public static Database open(DatabaseConfig config) {
        requireSafe(config);
        migrate(config);
        return join(config);
    }

    /**
     * Connects to a ledger that is there, and leaves its schema alone: for who only reads.
     *
     * @throws LedgerUnavailableException if it cannot be reached
     */
    public static Database join(DatabaseConfig config) {
        HikariDataSource writers = pool("ledger-writers", config, config.writerConnections(), WRITER_OPTIONS);
        try {
            HikariDataSource readers = pool("ledger-readers", config, config.readerConnections(), READER_OPTIONS);
            return new Database(config, writers, readers);
        } catch (LedgerUnavailableException e) {
            writers.close();
            throw e;
        }
    }

    /** @param clock of the writers; it tells which sales are over */
    public Catalogue catalogue(InstantSource clock) {
        return new PostgresCatalogue(new PooledConnections(writers), plans, clock);
    }

    public WriterLedger writerLedger() {
        return new PostgresWriterLedger(new PooledConnections(writers), plans);
    }

    public Plans plans() {
        return new PostgresPlans(new PooledConnections(writers), plans);
    }

    public Reports reports() {
        return new PostgresReports(new PooledConnections(readers), config.auditTimeout());
    }

    public Outbox outbox() {
        return new PostgresOutbox(new PooledConnections(readers));
    }

    /** Connections for what else is kept in this database; not for writers. */
    public DataSource dataSource() {
        return readers;
    }

    @Override
    public void close() {
        writers.close();
        readers.close();
    }

    private static void requireSafe(DatabaseConfig config) {
        try (Connection connection = atStart(config).getConnection();
                Statement statement = connection.createStatement()) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < MIN_VERSION) {
                throw new UnsuitableDatabaseException(
                        "the ledger needs PostgreSQL " + MIN_VERSION + " or newer, this is " + version, null);
            }
            for (String setting : new String[] {"synchronous_commit", "fsync", "full_page_writes"}) {
                try (ResultSet row = statement.executeQuery("SHOW " + setting)) {
                    row.next();
                    if ("off".equals(row.getString(1))) {
                        throw new UnsuitableDatabaseException(
                                setting + " is off: a crash could lose what was acknowledged; set it to on", null);
                    }
                }
            }
        } catch (SQLException e) {
            throw new LedgerUnavailableException("connect to the database as " + config + ": " + e.getMessage(), e);
        }
    }

    private static void migrate(DatabaseConfig config) {
        try {
            Flyway.configure()
                    .dataSource(atStart(config))
                    .locations("classpath:db/migration")
                    .ignoreMigrationPatterns(MOVED_OUT)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new UnsuitableDatabaseException("bring the schema up to date: " + e.getMessage(), e);
        }
    }

    private static HikariDataSource pool(String name, DatabaseConfig config, int connections, String options) {
        PGSimpleDataSource source = source(config);
        long timeoutMillis = config.statementTimeout().toMillis();
        source.setSocketTimeout(wholeSeconds(config.statementTimeout().plusSeconds(1)));
        source.setApplicationName(name);
        source.setBinaryTransfer(true);
        source.setBinaryTransferEnable(BinaryParameter.OIDS);
        source.setPrepareThreshold(1);
        String given = source.getOptions() == null ? "" : source.getOptions() + " ";
        source.setOptions(given + options + " -c statement_timeout=" + timeoutMillis + " -c lock_timeout="
                + timeoutMillis
                + " -c idle_in_transaction_session_timeout="
                + Math.max(timeoutMillis, Duration.ofSeconds(MIN_IDLE_SECONDS).toMillis()));
        HikariConfig pool = new HikariConfig();
        pool.setPoolName(name);
        pool.setDataSource(source);
        pool.setMaximumPoolSize(connections);
        pool.setConnectionTimeout(config.connectTimeout().toMillis());
        pool.setValidationTimeout(config.connectTimeout().toMillis());
        try {
            return new HikariDataSource(pool);
        } catch (PoolInitializationException e) {
            throw new LedgerUnavailableException("connect to the database as " + config + ": " + e.getMessage(), e);
        }
    }

    private static PGSimpleDataSource atStart(DatabaseConfig config) {
        PGSimpleDataSource source = source(config);
        int seconds = PATIENCE_AT_START * source.getConnectTimeout();
        source.setConnectTimeout(seconds);
        source.setLoginTimeout(seconds);
        return source;
    }

    private static PGSimpleDataSource source(DatabaseConfig config) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(config.url());
        source.setUser(config.user());
        source.setPassword(config.password());
        source.setConnectTimeout(wholeSeconds(config.connectTimeout()));
        source.setLoginTimeout(wholeSeconds(config.connectTimeout()));
        return source;
    }

    private static int wholeSeconds(Duration duration) {
        return Math.toIntExact((duration.toMillis() + 999) / 1000);
    }
}
