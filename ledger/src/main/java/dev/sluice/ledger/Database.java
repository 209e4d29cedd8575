package dev.sluice.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.sluice.engine.breaker.Breaker;
import dev.sluice.engine.breaker.BreakerConfig;
import dev.sluice.engine.breaker.Breakers;
import dev.sluice.engine.port.Catalogue;
import dev.sluice.engine.port.Charges;
import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.LedgerUnavailableException;
import dev.sluice.engine.port.Members;
import dev.sluice.engine.port.Nodes;
import dev.sluice.engine.port.Outbox;
import dev.sluice.engine.port.Plans;
import dev.sluice.engine.port.Reports;
import dev.sluice.engine.port.Role;
import dev.sluice.engine.port.WriterLedger;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * An opened ledger, with connections of its own for each {@link Use}. Any thread may use it.
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

    /** A session that is cut off ends for the server within some seconds, so that another process may take over. */
    private static final String PRESENCE_OPTIONS =
            "-c jit=off -c tcp_keepalives_idle=2 -c tcp_keepalives_interval=1 -c tcp_keepalives_count=3";

    /** Version 2 made the tables of a payment provider, which has its own history of them now. */
    private static final String MOVED_OUT = "versioned:missing";

    private static final int PING_SECONDS = 1;

    /** With one statement, where there are several servers. */
    private static final Duration WRITERS_PATIENCE = Duration.ofSeconds(2);

    /** How long one of several servers is tried, and how long it counts as what it was. */
    private static final int HOST_SECONDS = 1;

    /** A session that says that this process is there is of no use once others believe that it is not. */
    private static final int PRESENCE_SECONDS = 2;

    private final HikariDataSource writers;
    private final HikariDataSource readers;
    private final HikariDataSource providers;

    private final DatabaseConfig config;
    private final Map<Use, PooledConnections> uses = new EnumMap<>(Use.class);
    private final SharedPlans plans = new SharedPlans();
    private final Tenancies tenancies = new Tenancies();
    private final String run = Long.toHexString(new SecureRandom().nextLong());
    private final Presence presence;
    private PostgresMembers members;

    private Database(DatabaseConfig config, Breakers breakers) {
        this.config = config;
        this.presence = new Presence(presenceSource(config), LocalProcess.current(), run);
        Map<Use, Integer> shares = Use.deal(config.connections());
        List<HikariDataSource> opened = new ArrayList<>();
        try {
            writers = pool(
                    PostgresWriterLedger.SESSIONS,
                    ofWriters(config),
                    together(shares, Use.Pool.WRITERS),
                    WRITER_OPTIONS);
            opened.add(writers);
            readers = pool("ledger-readers", config, together(shares, Use.Pool.READERS), READER_OPTIONS);
            opened.add(readers);
            providers = pool("ledger-providers", config, together(shares, Use.Pool.PROVIDERS), READER_OPTIONS);
        } catch (LedgerUnavailableException e) {
            opened.forEach(HikariDataSource::close);
            throw e;
        }
        shares.forEach((use, size) ->
                uses.put(use, new PooledConnections(pool(use), new Share(use, size), breaker(use, breakers))));
    }

    /**
     * Whoever reads for people and merchants is refused at once while that fails. Writers try on by themselves, at growing intervals, and refuse
     * while they do: a breaker would do the same a second time. Nor has one what goes its rounds at its own pace (the outbox), or asks
     * whether the database is there.
     */
    private static Breaker breaker(Use use, Breakers breakers) {
        return switch (use) {
            case PEOPLE -> breakers.of("ledger-people", PooledConnections::isFailure);
            case REPORTS -> breakers.ofPatient("ledger-reports", PooledConnections::isFailure);
            case MERCHANTS -> breakers.ofPatient("ledger-merchants", PooledConnections::isFailure);
            case COMMITS, LOADS, RECALLS, AUDITS, DELIVERIES, PROVIDERS, HEALTH -> null;
        };
    }

    private HikariDataSource pool(Use use) {
        return switch (use.pool()) {
            case WRITERS -> writers;
            case READERS -> readers;
            case PROVIDERS -> providers;
        };
    }

    private static int together(Map<Use, Integer> shares, Use.Pool pool) {
        return shares.entrySet().stream()
                .filter(share -> share.getKey().pool() == pool)
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /**
     * Checks the server, brings its schema up to date, and connects.
     *
     * @throws LedgerUnavailableException if it cannot be reached
     * @throws UnsuitableDatabaseException if it is too old or would lose what it acknowledged, or has another schema
     */
    public static Database open(DatabaseConfig config) {
        return open(config, new Breakers(BreakerConfig.DEFAULT));
    }

    /** The same, with breakers that others see, too. */
    public static Database open(DatabaseConfig config, Breakers breakers) {
        requireSafe(config);
        migrate(config);
        return new Database(config, breakers);
    }

    /**
     * Connects to a ledger that is there, and leaves its schema alone: for who only reads.
     *
     * @throws LedgerUnavailableException if it cannot be reached
     */
    public static Database join(DatabaseConfig config) {
        return new Database(config, new Breakers(BreakerConfig.DEFAULT));
    }

    /** @param clock of the writers; it tells which sales are over */
    public Catalogue catalogue(InstantSource clock) {
        return new PostgresCatalogue(of(Use.MERCHANTS), plans, clock);
    }

    public WriterLedger writerLedger() {
        return new PostgresWriterLedger(of(Use.COMMITS), of(Use.LOADS), of(Use.RECALLS), plans, presence, tenancies);
    }

    /**
     * Makes this process known to the others, and says which there are. Blocks until the ledger was asked once.
     *
     * @param name for people
     * @param address where it answers HTTP, host and port; empty if it does not
     */
    public synchronized Members members(Set<Role> roles, String name, String address) {
        presence.introduce(roles, name, address);
        if (members == null) {
            members = new PostgresMembers(presence);
        }
        return members;
    }

    /** How often a sale was claimed of which the ledger had lost what it had said to be durable. */
    public long setBack() {
        return tenancies.setBack();
    }

    /** How many commits it had lost of these at least. */
    public long lostCommits() {
        return tenancies.lostCommits();
    }

    public Plans plans() {
        return new PostgresPlans(of(Use.MERCHANTS), of(Use.PEOPLE), plans);
    }

    public Reports reports() {
        return new PostgresReports(of(Use.PEOPLE), of(Use.REPORTS), of(Use.AUDITS), config.auditTimeout());
    }

    public Outbox outbox() {
        return new PostgresOutbox(of(Use.DELIVERIES));
    }

    public Nodes nodes() {
        return new PostgresNodes(of(Use.REPORTS));
    }

    public Charges charges() {
        return new PostgresCharges(of(Use.DELIVERIES), of(Use.REPORTS));
    }

    /** Connections for what payment providers keep in this database. */
    public DataSource dataSource() {
        return providers;
    }

    /** Whether the database answers now. Nothing else that is asked of it delays this. */
    public boolean answers() {
        try {
            return of(Use.HEALTH).statement("ask the database", connection -> connection.isValid(PING_SECONDS));
        } catch (LedgerException e) {
            return false;
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            if (members != null) {
                members.close();
            }
        }
        presence.close();
        writers.close();
        readers.close();
        providers.close();
    }

    private PooledConnections of(Use use) {
        return uses.get(use);
    }

    private static void requireSafe(DatabaseConfig config) {
        try (Connection connection = atStart(config).getConnection();
                Statement statement = connection.createStatement()) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < MIN_VERSION) {
                throw new UnsuitableDatabaseException(
                        "the ledger needs PostgreSQL " + MIN_VERSION + " or newer, this is " + version, null);
            }
            ConnectionLimit.require(connection, config.connections());
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

    private HikariDataSource pool(String name, DatabaseConfig config, int connections, String options) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName(name);
        pool.setDataSource(source(name + " " + run, config, options));
        pool.setMaximumPoolSize(connections);
        pool.setConnectionTimeout(config.connectTimeout().toMillis());
        pool.setValidationTimeout(config.connectTimeout().toMillis());
        try {
            return new HikariDataSource(pool);
        } catch (PoolInitializationException e) {
            throw new LedgerUnavailableException("connect to the database as " + config + ": " + e.getMessage(), e);
        }
    }

    /** Where another server may take over, writers leave one that is silent before people have waited for long. */
    private static DatabaseConfig ofWriters(DatabaseConfig config) {
        Duration timeout = config.statementTimeout();
        return DatabaseUrl.of(config.url()).hosts() > 1 && timeout.compareTo(WRITERS_PATIENCE) > 0
                ? config.withStatementTimeout(WRITERS_PATIENCE)
                : config;
    }

    private PGSimpleDataSource presenceSource(DatabaseConfig of) {
        PGSimpleDataSource source = source("ledger-presence " + run, of, PRESENCE_OPTIONS);
        source.setSocketTimeout(Math.min(source.getSocketTimeout(), PRESENCE_SECONDS));
        return source;
    }

    private static PGSimpleDataSource source(String name, DatabaseConfig config, String options) {
        PGSimpleDataSource source = source(config);
        long timeoutMillis = config.statementTimeout().toMillis();
        if (!DatabaseUrl.of(config.url()).has(PGProperty.SOCKET_TIMEOUT)) {
            source.setSocketTimeout(wholeSeconds(config.statementTimeout().plusSeconds(1)));
        }
        source.setApplicationName(name);
        source.setBinaryTransfer(true);
        source.setBinaryTransferEnable(BinaryParameter.OIDS);
        source.setPrepareThreshold(1);
        String given = source.getOptions() == null ? "" : source.getOptions() + " ";
        source.setOptions(given + options + " -c client_min_messages=warning -c statement_timeout=" + timeoutMillis
                + " -c lock_timeout="
                + timeoutMillis
                + " -c idle_in_transaction_session_timeout="
                + Math.max(timeoutMillis, Duration.ofSeconds(MIN_IDLE_SECONDS).toMillis()));
        return source;
    }

    private static PGSimpleDataSource atStart(DatabaseConfig config) {
        PGSimpleDataSource source = source(config);
        source.setConnectTimeout(PATIENCE_AT_START * source.getConnectTimeout());
        source.setLoginTimeout(PATIENCE_AT_START * source.getLoginTimeout());
        return source;
    }

    private static PGSimpleDataSource source(DatabaseConfig config) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(config.url());
        source.setUser(config.user());
        source.setPassword(config.password());
        DatabaseUrl url = DatabaseUrl.of(config.url());
        int connectSeconds = wholeSeconds(config.connectTimeout());
        if (url.hosts() > 1) {
            findPrimary(source, url);
            connectSeconds = Math.min(connectSeconds, HOST_SECONDS);
        }
        if (!url.has(PGProperty.CONNECT_TIMEOUT)) {
            source.setConnectTimeout(connectSeconds);
        }
        if (!url.has(PGProperty.LOGIN_TIMEOUT)) {
            source.setLoginTimeout(source.getConnectTimeout() * url.hosts() + (url.hosts() > 1 ? 1 : 0));
        }
        return source;
    }

    /** Of several servers one takes writes, and it may be another one any time. */
    private static void findPrimary(PGSimpleDataSource source, DatabaseUrl url) {
        if (!url.has(PGProperty.TARGET_SERVER_TYPE)) {
            source.setTargetServerType("primary");
        }
        if (!url.has(PGProperty.HOST_RECHECK_SECONDS)) {
            source.setHostRecheckSeconds(HOST_SECONDS);
        }
    }

    private static int wholeSeconds(Duration duration) {
        return Math.toIntExact((duration.toMillis() + 999) / 1000);
    }
}
