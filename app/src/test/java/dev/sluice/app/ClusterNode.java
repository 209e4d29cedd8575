package dev.sluice.app;

import dev.sluice.app.node.Parts;
import dev.sluice.beacon.DrandBeacons;
import dev.sluice.courier.Courier;
import dev.sluice.courier.CourierConfig;
import dev.sluice.courier.Delivery;
import dev.sluice.courier.Refunds;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.http.SignedTokens;
import dev.sluice.engine.port.CommandQueues;
import dev.sluice.engine.port.Members;
import dev.sluice.engine.port.Role;
import dev.sluice.engine.port.WriterLedger;
import dev.sluice.engine.remote.RemoteSales;
import dev.sluice.engine.tally.Tallies;
import dev.sluice.engine.tally.WriterTally;
import dev.sluice.engine.writer.EngineConfig;
import dev.sluice.engine.writer.LiveSale;
import dev.sluice.engine.writer.Ports;
import dev.sluice.engine.writer.Sales;
import dev.sluice.engine.writer.Telemetry;
import dev.sluice.gateway.Gateway;
import dev.sluice.gateway.GatewayConfig;
import dev.sluice.gateway.Services;
import dev.sluice.gateway.auth.AuthConfig;
import dev.sluice.gateway.board.Counting;
import dev.sluice.gateway.draw.DrawPorts;
import dev.sluice.gateway.guard.GuardConfig;
import dev.sluice.gateway.guard.GuardPorts;
import dev.sluice.gateway.lane.Lanes;
import dev.sluice.gateway.operate.Operations;
import dev.sluice.gateway.wire.WireConfig;
import dev.sluice.ledger.Database;
import dev.sluice.ledger.DatabaseConfig;
import dev.sluice.payment.PaymentProviders;
import dev.sluice.payment.sandbox.SandboxConfig;
import dev.sluice.payment.sandbox.SandboxProvider;
import dev.sluice.process.FreePort;
import dev.sluice.queue.redis.RedisConfig;
import dev.sluice.queue.redis.RedisPorts;
import dev.sluice.queue.wire.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** One process of a cluster, as a part of the test's own: what it does, with a clock and with defects as a test wants them. */
final class ClusterNode implements AutoCloseable {
    private static final byte[] SECRET = "a secret that all nodes of a test share".getBytes(StandardCharsets.UTF_8);
    /** Nobody is taken for gone, and no commit for stalled, for what a busy machine delays. */
    private static final EngineConfig PATIENT = new EngineConfig(1_024, 1_024, 60_000, 600, 60, 60, 60);

    private static final int WAIT_SECONDS = 10;

    /**
     * What a node stands on, and what is between.
     *
     * @param ledger between its writers and the ledger
     * @param queues between its writers and the streams
     * @param guards of its gateway
     * @param engine of its writers
     */
    record Ground(
            DatabaseConfig database,
            RedisConfig redis,
            InstantSource clock,
            UnaryOperator<WriterLedger> ledger,
            UnaryOperator<CommandQueues> queues,
            GuardConfig guards,
            EngineConfig engine) {
        /** Nothing in between. */
        Ground(DatabaseConfig database, RedisConfig redis) {
            this(
                    database,
                    redis,
                    InstantSource.system(),
                    UnaryOperator.identity(),
                    UnaryOperator.identity(),
                    GuardConfig.OFF,
                    PATIENT);
        }

        Ground withClock(InstantSource other) {
            return new Ground(database, redis, other, ledger, queues, guards, engine);
        }

        Ground withLedger(UnaryOperator<WriterLedger> other) {
            return new Ground(database, redis, clock, other, queues, guards, engine);
        }

        Ground withQueues(UnaryOperator<CommandQueues> other) {
            return new Ground(database, redis, clock, ledger, other, guards, engine);
        }

        Ground withGuards(GuardConfig other) {
            return new Ground(database, redis, clock, ledger, queues, other, engine);
        }

        /** A ticket service that is silent for so long is taken for gone. */
        Ground withLease(int seconds) {
            EngineConfig shorter = new EngineConfig(
                    engine.queueCapacity(),
                    engine.maxBatch(),
                    engine.stallMillis(),
                    engine.retireSeconds(),
                    seconds,
                    engine.maxClockJumpSeconds(),
                    engine.brokenRetrySeconds());
            return new Ground(database, redis, clock, ledger, queues, guards, shorter);
        }
    }

    private final Parts parts = new Parts();
    private final Tallies tallies = new Tallies();
    private final Members members;
    private final RemoteSales desks;
    private final Sales writers;
    private final ShopClient client;

    ClusterNode(String name, Set<Role> roles, Ground ground) {
        Database database = parts.add("database", Database.open(ground.database));
        Lanes lanes = new Lanes();
        members = database.members(roles, name, "");
        RemoteSales[] known = new RemoteSales[1];
        RedisPorts redis = parts.add(
                "redis",
                new RedisPorts(
                        ground.redis,
                        Wire.of(database.plans()),
                        members,
                        sale -> known[0] == null ? members.firstChoice(sale) : known[0].owner(sale),
                        lanes));
        writers = roles.contains(Role.TICKET) ? parts.add("writers", writers(ground, database, redis)) : null;
        if (writers != null) {
            redis.whenStray(writers::invite);
        }
        desks = parts.add(
                "desks",
                new RemoteSales(
                        database.catalogue(ground.clock),
                        redis.queues(),
                        redis.news(),
                        members,
                        ground.clock,
                        () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime())));
        known[0] = desks;
        int port = freePort();
        String root = "http://127.0.0.1:" + port;
        SandboxProvider.migrate(database.dataSource());
        SandboxProvider sandbox = parts.add(
                "sandbox",
                new SandboxProvider(
                        new SandboxConfig(root, root, SECRET, SandboxConfig.Manners.GOOD),
                        database.dataSource(),
                        InstantSource.system()));
        PaymentProviders providers = new PaymentProviders(root, List.of(sandbox));
        parts.add(
                "gateway",
                Gateway.start(
                        new GatewayConfig(
                                        "127.0.0.1",
                                        port,
                                        1,
                                        WireConfig.usual(1_000),
                                        1_000,
                                        100,
                                        WAIT_SECONDS,
                                        "auto",
                                        false)
                                .withGuards(ground.guards),
                        new Services(
                                        roles,
                                        desks,
                                        database.plans(),
                                        database.reports(),
                                        database.charges(),
                                        database.apiKeys(),
                                        database.deeds(),
                                        providers,
                                        lanes,
                                        new AuthConfig(SECRET, null, null, null),
                                        SECRET,
                                        ground.clock,
                                        operations(),
                                        GuardPorts.among(redis.quota(), redis.once())
                                                .with(database.blocklist())
                                                .with(database.eligibility()),
                                        new DrawPorts(database.draws(), DrandBeacons.mainnet()))
                                .with(database.admissions())
                                .with(database.pictures())
                                .with(database.drafts())
                                .with(new Counting(tallies, database.saleRecords(), members))));
        desks.open();
        if (writers != null) {
            writers.open();
            writers.startWriters();
        }
        sandbox.start();
        if (roles.contains(Role.ADMIN)) {
            List<Delivery> refunds = Refunds.all(providers, desks, database.charges(), ground.clock);
            parts.add("courier", new Courier(database.outbox(), refunds, CourierConfig.DEFAULT, ground.clock))
                    .start();
        }
        client = parts.add(
                "client",
                new ShopClient(
                        URI.create(root), new SignedTokens(SECRET, Instant.now().plus(Duration.ofDays(1)))));
    }

    private Sales writers(Ground ground, Database database, RedisPorts redis) {
        Ports ports = new Ports(
                ground.ledger.apply(database.writerLedger()),
                ground.queues.apply(redis.queues()),
                redis.outcomes(),
                ground.clock,
                members);
        return new Sales(
                database.catalogue(ground.clock),
                ports,
                ground.engine,
                new WriterTally(tallies, Telemetry.NONE),
                redis.news(),
                members::self);
    }

    /** Its gateway. */
    ShopClient client() {
        return client;
    }

    /** Whether it decides in a sale. */
    boolean decides(String sale) {
        LiveSale found = writers.find(sale);
        return found != null && found.state() == LiveSale.State.RUNNING;
    }

    /** Whether it knows that another one does. */
    boolean gaveWay(String sale) {
        LiveSale found = writers.find(sale);
        return found != null && found.state() == LiveSale.State.REPLACED;
    }

    private static Operations operations() {
        return new Operations() {
            @Override
            public String unreadiness() {
                return null;
            }

            @Override
            public String metrics() {
                return "";
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

    @Override
    public void close() {
        parts.close();
    }
}
