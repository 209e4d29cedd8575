package dev.sluice.app;

import dev.sluice.app.cli.AuditReport;
import dev.sluice.app.node.NodeOperations;
import dev.sluice.app.node.OpenLedger;
import dev.sluice.app.plan.MachinePlans;
import dev.sluice.beacon.DrandBeacons;
import dev.sluice.courier.Courier;
import dev.sluice.courier.CourierConfig;
import dev.sluice.courier.LostReports;
import dev.sluice.courier.Refunds;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.http.SignedTokens;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.engine.breaker.BreakerConfig;
import dev.sluice.engine.breaker.Breakers;
import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.inprocess.InProcessQueue;
import dev.sluice.engine.port.Drafts;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.engine.port.Role;
import dev.sluice.engine.writer.EngineConfig;
import dev.sluice.engine.writer.Ports;
import dev.sluice.engine.writer.Sales;
import dev.sluice.engine.writer.SteadyClock;
import dev.sluice.engine.writer.Telemetry;
import dev.sluice.gateway.DoorConfig;
import dev.sluice.gateway.Gateway;
import dev.sluice.gateway.GatewayConfig;
import dev.sluice.gateway.Services;
import dev.sluice.gateway.auth.AuthConfig;
import dev.sluice.gateway.draw.DrawPorts;
import dev.sluice.gateway.guard.GuardPorts;
import dev.sluice.gateway.http.BodyRoom;
import dev.sluice.gateway.lane.Lanes;
import dev.sluice.gateway.operate.Operations;
import dev.sluice.gateway.tls.CertificateWatch;
import dev.sluice.gateway.wire.HangUp;
import dev.sluice.gateway.wire.WireConfig;
import dev.sluice.ledger.Database;
import dev.sluice.ledger.DatabaseConfig;
import dev.sluice.payment.PaymentProvider;
import dev.sluice.payment.PaymentProviders;
import dev.sluice.payment.sandbox.SandboxConfig;
import dev.sluice.payment.sandbox.SandboxProvider;
import dev.sluice.process.FreePort;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.ReservationIds;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** All of one process, on a fresh database and a clock that tests move. */
final class RunningSluice implements AutoCloseable {
    static final byte[] SECRET = "a secret that is known to tests alone".getBytes(StandardCharsets.UTF_8);

    /** No commit is called stalled for what a busy machine delays. */
    private static final EngineConfig PATIENT = new EngineConfig(
            EngineConfig.DEFAULT.queueCapacity(),
            EngineConfig.DEFAULT.maxBatch(),
            60_000,
            EngineConfig.DEFAULT.retireSeconds());

    private static final int WAIT_SECONDS = 10;

    private static final Duration TOKEN_TIME = Duration.ofDays(30);

    /** What a test may want to be otherwise. */
    record Options(
            URI jwksUrl,
            boolean sharedSecret,
            SandboxConfig.Manners manners,
            List<PaymentProvider> otherProviders,
            WireConfig wire,
            boolean steady,
            Breakers breakers,
            DoorConfig door) {
        static final Options USUAL = new Options(
                null,
                true,
                SandboxConfig.Manners.GOOD,
                List.of(),
                WireConfig.usual(1_000),
                false,
                null,
                DoorConfig.PLAIN);

        /** Where the clock is not followed if it jumps by more than a minute. */
        Options withSteadyClock() {
            return new Options(jwksUrl, sharedSecret, manners, otherProviders, wire, true, breakers, door);
        }

        Options withJwks(URI url, boolean secretToo) {
            return new Options(url, secretToo, manners, otherProviders, wire, steady, breakers, door);
        }

        Options with(SandboxConfig.Manners others) {
            return new Options(jwksUrl, sharedSecret, others, otherProviders, wire, steady, breakers, door);
        }

        /** Beside the sandbox. */
        Options with(PaymentProvider provider) {
            return new Options(jwksUrl, sharedSecret, manners, List.of(provider), wire, steady, breakers, door);
        }

        Options with(WireConfig bounds) {
            return new Options(jwksUrl, sharedSecret, manners, otherProviders, bounds, steady, breakers, door);
        }

        /** TLS, and other origins. */
        Options with(DoorConfig other) {
            return new Options(jwksUrl, sharedSecret, manners, otherProviders, wire, steady, breakers, other);
        }

        /** Those of the process; without, its own. */
        Options with(Breakers others) {
            return new Options(jwksUrl, sharedSecret, manners, otherProviders, wire, steady, others, door);
        }
    }

    final TestClock clock;
    final Sales sales;
    /** Null where the clock is followed whatever it shows. */
    private final SteadyClock steady;

    private final Options options;
    private final String url;
    private final DatabaseConfig config;
    private final Set<UUID> undecided = ConcurrentHashMap.newKeySet();
    private final Lanes lanes = new Lanes();
    private final Database database;
    private final SandboxProvider sandbox;
    private final Courier courier;
    private final LostReports lost;
    private final Gateway gateway;
    private final ShopClient shop;
    private volatile String unreadiness;
    private volatile boolean trustsClock;

    private RunningSluice(Options options, DatabaseConfig config, TestClock clock) {
        this.options = options;
        this.config = config;
        this.clock = clock;
        steady = options.steady ? new SteadyClock(clock, () -> 0, Duration.ofMinutes(1)) : null;
        int port = freePort();
        String root = (options.door.tls().isOn() ? "https" : "http") + "://127.0.0.1:" + port;
        url = root;
        Breakers breakers = options.breakers == null ? new Breakers(BreakerConfig.DEFAULT) : options.breakers;
        database = Database.open(config, breakers);
        Ports ports = new Ports(
                database.writerLedger(),
                _ -> new InProcessQueue(PATIENT.queueCapacity()),
                lanes,
                steady == null ? clock : steady);
        sales = new Sales(database.catalogue(clock), ports, PATIENT, telemetry());
        sales.open();
        sales.startWriters();
        SandboxProvider.migrate(database.dataSource());
        sandbox = new SandboxProvider(
                new SandboxConfig(root, root, SECRET, options.manners), database.dataSource(), clock);
        PaymentProviders providers = new PaymentProviders(
                root,
                Stream.concat(Stream.of(sandbox), options.otherProviders.stream())
                        .toList(),
                breakers);
        gateway = Gateway.start(
                new GatewayConfig(
                                "127.0.0.1",
                                port,
                                2,
                                options.wire,
                                1_000,
                                100,
                                WAIT_SECONDS,
                                "auto",
                                options.sharedSecret)
                        .withDoor(options.door),
                new Services(
                                EnumSet.allOf(Role.class),
                                sales,
                                database.plans(),
                                database.reports(),
                                database.charges(),
                                database.apiKeys(),
                                database.deeds(),
                                providers,
                                lanes,
                                new AuthConfig(options.sharedSecret ? SECRET : null, options.jwksUrl, null, null),
                                SECRET,
                                steady == null ? clock : steady,
                                operations(),
                                GuardPorts.ofOneProcess()
                                        .with(database.blocklist())
                                        .with(database.eligibility()),
                                new DrawPorts(database.draws(), DrandBeacons.mainnet()))
                        .with(database.admissions())
                        .with(database.pictures())
                        .with(database.drafts())
                        .sizedBy(new MachinePlans(RunningSluice::alone, options.wire.maxConnections())));
        shop = new ShopClient(URI.create(root), this::token, OpenApi.load()::check);
        courier = new Courier(
                database.outbox(),
                Refunds.all(providers, sales, database.charges(), clock),
                CourierConfig.DEFAULT,
                clock);
        lost = new LostReports(database.charges(), providers, sales, clock);
        sandbox.start();
        courier.start();
        lost.start();
    }

    private static Operations.Cluster alone() {
        return new Operations.Cluster(0, "NONE", 0, List.of(), List.of());
    }

    static RunningSluice start() {
        return start(Options.USUAL);
    }

    static RunningSluice start(Options options) {
        return new RunningSluice(options, TestDatabases.migrated(), new TestClock());
    }

    /** Another process on what this one leaves, at the same time. Closes this one. */
    RunningSluice startAgain() {
        close();
        return new RunningSluice(options, config, clock);
    }

    URI url(String path) {
        return URI.create(url + path);
    }

    int port() {
        return gateway.port();
    }

    /** Nobody in particular. */
    Visitor visitor() {
        return shop.anybody();
    }

    Visitor user(String name, String... roles) {
        return shop.as(name, roles);
    }

    Visitor merchant() {
        return shop.as("mia", "merchant");
    }

    /** Another one. */
    Visitor merchant(String name) {
        return shop.as(name, "merchant");
    }

    /** Who sees to all sales, and to the process. */
    Visitor operator() {
        return shop.as("ops", "operator");
    }

    /** Good for a month by the clock of the test. */
    String token(String user, String... roles) {
        return new SignedTokens(SECRET, clock.instant().plus(TOKEN_TIME)).token(user, roles);
    }

    int connections() {
        return gateway.connections();
    }

    /** Connections that the server closed by itself. */
    long hungUp(HangUp why) {
        return gateway.closed(why);
    }

    /** Where it speaks TLS: its certificate. */
    CertificateWatch certificate() {
        return gateway.certificate().orElseThrow();
    }

    /** The room for bodies that come in. */
    BodyRoom bodies() {
        return gateway.bodies();
    }

    /** Requests that wait for an outcome or a change. */
    int waiting() {
        return lanes.waiting();
    }

    /** A user as a sale knows them. */
    UUID buyer(String sale, String user) {
        return new ReservationIds().buyer(sales.find(sale).number(), user);
    }

    /** What the database holds, asked past the ledger: one value, as text. */
    String stored(String sql) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** As another process has them, of which this one hears nothing. */
    Drafts drafts() {
        return database.drafts();
    }

    /** For JDBC, past everything. */
    String databaseUrl() {
        return config.url();
    }

    /** Changes what the database holds, past all rules of it. */
    void forge(String sql) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            statement.execute(sql);
            statement.execute("RESET session_replication_role");
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Whether an operator said that the machine's clock is right. */
    boolean trustsClock() {
        return trustsClock;
    }

    /** What {@code ./sluice audit --sale} prints of it. */
    String audit(String sale) {
        StringWriter printed = new StringWriter();
        try (OpenLedger ledger = OpenLedger.join(config)) {
            new AuditReport(new PrintWriter(printed)).print(ledger, sale);
        }
        return printed.toString();
    }

    void becomeUnready(String why) {
        unreadiness = why;
    }

    /** Moves the clock, and lets the writers see it. */
    void advance(Duration duration) {
        clock.advance(duration);
        wakeWriters();
    }

    /** Moves the clock, and lets the writers see it. */
    void setTime(Instant instant) {
        clock.set(instant);
        wakeWriters();
    }

    /** A writer sleeps by the machine's time until its next deadline; a command wakes it. */
    private void wakeWriters() {
        for (SaleDesk sale : sales.all()) {
            UUID nothing = UUID.randomUUID();
            undecided.add(nothing);
            sale.submit(new Envelope(ReplyAddress.NOBODY, new Command.Find(nothing)));
            Await.until("the writer of " + sale.id() + " saw the time", () -> !undecided.contains(nothing));
        }
    }

    @Override
    public void close() {
        shop.close();
        courier.close();
        lost.close();
        sandbox.close();
        gateway.close();
        sales.close();
        database.close();
    }

    /** Outcomes are told when what led to them is committed and to be seen. */
    private Telemetry telemetry() {
        return new Telemetry() {
            @Override
            public void decided(Outcome outcome) {
                undecided.remove(outcome.id());
            }
        };
    }

    private Operations operations() {
        NodeOperations real = new NodeOperations(database::answers, sales, steady);
        return new Operations() {
            @Override
            public String unreadiness() {
                return unreadiness == null ? real.unreadiness() : unreadiness;
            }

            @Override
            public List<Fault> faults() {
                return real.faults();
            }

            @Override
            public long clockJumpSeconds() {
                return real.clockJumpSeconds();
            }

            @Override
            public List<Aside> aside() {
                return real.aside();
            }

            @Override
            public List<String> warnings() {
                return real.warnings();
            }

            @Override
            public Map<String, Integer> sales() {
                return real.sales();
            }

            @Override
            public void trustClock() {
                trustsClock = true;
                real.trustClock();
            }

            @Override
            public String metrics() {
                return "# TYPE sluice_up gauge\nsluice_up 1\n";
            }
        };
    }

    private static int freePort() {
        try {
            return FreePort.any();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
