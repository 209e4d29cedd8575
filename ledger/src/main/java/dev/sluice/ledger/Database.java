package dev.sluice.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.sluice.engine.breaker.Breaker;
import dev.sluice.engine.breaker.BreakerConfig;
import dev.sluice.engine.breaker.Breakers;
import dev.sluice.engine.port.Admissions;
import dev.sluice.engine.port.ApiKeys;
import dev.sluice.engine.port.Blocklist;
import dev.sluice.engine.port.Catalogue;
import dev.sluice.engine.port.Charges;
import dev.sluice.engine.port.Deeds;
import dev.sluice.engine.port.Drafts;
import dev.sluice.engine.port.Draws;
import dev.sluice.engine.port.Eligibility;
import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.LedgerUnavailableException;
import dev.sluice.engine.port.Members;
import dev.sluice.engine.port.Nodes;
import dev.sluice.engine.port.Outbox;
import dev.sluice.engine.port.Pictures;
import dev.sluice.engine.port.Plans;
import dev.sluice.engine.port.Reports;
import dev.sluice.engine.port.Role;
import dev.sluice.engine.port.SaleRecords;
import dev.sluice.engine.port.Traits;
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
import org.postgresql.ds.PGSimpleDataSource;

/**
 * An opened ledger, with connections of its own for each {@link Use}. Any thread may use it.
 *
 * <p>A database that stops answering is noticed within {@link DatabaseConfig#statementTimeout} and a second, whether it refuses,
 * waits for a lock, or is silent.
 */
public final class Database implements AutoCloseable {
    private static final int MIN_VERSION = 18;

    /**
     * The writers' tables grow from nothing to millions of rows faster than their statistics follow, and all their statements
     * look rows up by key: so that is what they are planned for, once.
     */
    private static final String WRITER_OPTIONS = "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off"
            + " -c enable_hashjoin=off -c enable_mergejoin=off -c enable_bitmapscan=off -c jit=off";

    private static final String READER_OPTIONS = "-c jit=off";

    /** What it writes is of no use after a crash, so that no renewal waits for a disk or a standby. */
    private static final String PRESENCE_OPTIONS = "-c jit=off -c synchronous_commit=off";

    /** A session that is cut off ends for the server within some seconds, so that another process may take over. */
    private static final Duration PRESENCE_SILENCE = Duration.ofSeconds(5);

    /** Others keep connections, and what they have locked, for somewhat longer. */
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private static final int PING_SECONDS = 1;

    /** With one statement, where there are several servers. */
    private static final Duration WRITERS_PATIENCE = Duration.ofSeconds(2);

    /** A session that says that this process is there is of no use once others believe that it is not. */
    private static final int PRESENCE_SECONDS = 2;

    private final HikariDataSource writers;
    private final HikariDataSource readers;
    private final HikariDataSource providers;

    private final DatabaseConfig config;
    private final Connector connector;
    private final Map<Use, PooledConnections> uses = new EnumMap<>(Use.class);
    private final SharedPlans plans = new SharedPlans();
    private final Tenancies tenancies = new Tenancies();
    private final String run = Long.toHexString(new SecureRandom().nextLong());
    private final Presence presence;
    private PostgresMembers members;

    private Database(DatabaseConfig config, Connector connector, Breakers breakers) {
        this.config = config;
        this.connector = connector;
        this.presence = new Presence(presenceSource(), LocalProcess.current(), run);
        Map<Use, Integer> shares = Use.deal(config.connections());
        List<HikariDataSource> opened = new ArrayList<>();
        try {
            writers = pool(
                    PostgresWriterLedger.SESSIONS, ofWriters(), together(shares, Use.Pool.WRITERS), WRITER_OPTIONS);
            opened.add(writers);
            readers = pool(
                    "ledger-readers", config.statementTimeout(), together(shares, Use.Pool.READERS), READER_OPTIONS);
            opened.add(readers);
            providers = pool(
                    "ledger-providers",
                    config.statementTimeout(),
                    together(shares, Use.Pool.PROVIDERS),
                    READER_OPTIONS);
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
     * @throws UnsuitableDatabaseException if it is too old or would lose what it acknowledged, or has a schema that this program cannot use
     */
    public static Database open(DatabaseConfig config) {
        return open(config, new Breakers(BreakerConfig.DEFAULT));
    }

    /** The same, with breakers that others see, too. */
    public static Database open(DatabaseConfig config, Breakers breakers) {
        Connector connector = new Connector(config);
        requireSafe(config, connector);
        Schema.bringUpToDate(connector.migrating());
        return new Database(config, connector, breakers);
    }

    /**
     * Connects to a ledger that is there, and leaves its schema alone: for who only reads.
     *
     * @throws LedgerUnavailableException if it cannot be reached
     * @throws UnsuitableDatabaseException if there is none, or this program cannot read it
     */
    public static Database join(DatabaseConfig config) {
        Connector connector = new Connector(config);
        try {
            Schema.requireReadable(
                    connector.working("ledger-look", config.statementTimeout(), READER_OPTIONS, SILENCE));
        } catch (SQLException e) {
            throw connector.unreachable(e);
        }
        return new Database(config, connector, new Breakers(BreakerConfig.DEFAULT));
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
    public Members members(Set<Role> roles, String name, String address) {
        return members(roles, name, address, Traits.UNKNOWN);
    }

    /** The same of a process that says what it is. */
    public synchronized Members members(Set<Role> roles, String name, String address, Traits traits) {
        presence.introduce(roles, name, address, traits);
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

    /** Who may not buy. */
    public Blocklist blocklist() {
        return new PostgresBlocklist(of(Use.HEALTH), of(Use.DELIVERIES), of(Use.MERCHANTS));
    }

    /** Who may buy in sales that are for some. */
    public Eligibility eligibility() {
        return new PostgresEligibility(of(Use.MERCHANTS), of(Use.REPORTS), of(Use.PEOPLE));
    }

    /** Tickets at the entrance. */
    public Admissions admissions() {
        return new PostgresAdmissions(of(Use.MERCHANTS), of(Use.REPORTS));
    }

    /** Pictures of merchants. */
    public Pictures pictures() {
        return new PostgresPictures(of(Use.MERCHANTS), of(Use.PEOPLE));
    }

    /** Sales that are not made yet. */
    public Drafts drafts() {
        return new PostgresDrafts(of(Use.MERCHANTS), of(Use.REPORTS));
    }

    /** What was entered for draws, and how far they are. */
    public Draws draws() {
        return new PostgresDraws(of(Use.PEOPLE), of(Use.REPORTS));
    }

    /** What is counted of sales. */
    public SaleRecords saleRecords() {
        return new PostgresSaleRecords(of(Use.DELIVERIES), of(Use.REPORTS));
    }

    public Charges charges() {
        return new PostgresCharges(of(Use.DELIVERIES), of(Use.REPORTS));
    }

    /** The keys of machines. */
    public ApiKeys apiKeys() {
        return new PostgresApiKeys(of(Use.MERCHANTS), of(Use.PEOPLE), of(Use.REPORTS), of(Use.DELIVERIES));
    }

    /** Who did what. */
    public Deeds deeds() {
        return new PostgresDeeds(of(Use.MERCHANTS), of(Use.REPORTS), of(Use.DELIVERIES));
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

    private static void requireSafe(DatabaseConfig config, Connector connector) {
        try (Connection connection = connector.atStart().getConnection();
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
            throw connector.unreachable(e);
        }
    }

    private HikariDataSource pool(String name, Duration timeout, int connections, String options) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName(name);
        pool.setDataSource(connector.working(name + " " + run, timeout, options, SILENCE));
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
    private Duration ofWriters() {
        Duration timeout = config.statementTimeout();
        return connector.hasSeveralServers() && timeout.compareTo(WRITERS_PATIENCE) > 0 ? WRITERS_PATIENCE : timeout;
    }

    private PGSimpleDataSource presenceSource() {
        PGSimpleDataSource source = connector.working(
                Presence.SESSION + " " + run, config.statementTimeout(), PRESENCE_OPTIONS, PRESENCE_SILENCE);
        source.setSocketTimeout(Math.min(source.getSocketTimeout(), PRESENCE_SECONDS));
        return source;
    }
}
