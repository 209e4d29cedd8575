package dev.sluice.app.node;

import dev.sluice.app.config.Release;
import dev.sluice.app.config.Settings;
import dev.sluice.app.exit.StartException;
import dev.sluice.app.plan.MachinePlans;
import dev.sluice.beacon.DrandBeacons;
import dev.sluice.engine.breaker.Breakers;
import dev.sluice.engine.port.Member;
import dev.sluice.engine.port.Members;
import dev.sluice.engine.port.Role;
import dev.sluice.engine.port.Traits;
import dev.sluice.engine.writer.Sales;
import dev.sluice.engine.writer.SteadyClock;
import dev.sluice.gateway.DemoGoods;
import dev.sluice.gateway.Gateway;
import dev.sluice.gateway.GatewayConfig;
import dev.sluice.gateway.OperatorsConfig;
import dev.sluice.gateway.Services;
import dev.sluice.gateway.board.Counting;
import dev.sluice.gateway.draw.DrawPorts;
import dev.sluice.gateway.guard.GuardPorts;
import dev.sluice.gateway.lane.Lanes;
import dev.sluice.gateway.tls.BadCertificateException;
import dev.sluice.queue.redis.RedisPorts;
import dev.sluice.queue.wire.Wire;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the parts of one process together. */
public final class Node {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    private final Sales sales;
    private final Gateway gateway;

    private Node(Sales sales, Gateway gateway) {
        this.sales = sales;
        this.gateway = gateway;
    }

    /** Starts everything; see {@link #start(Settings, Parts, Supplier, DemoGoods)}. */
    public static Node start(Settings settings, InstantSource machine, Parts parts) {
        return start(settings, machine, parts, () -> null, DemoGoods.NOTHING);
    }

    /**
     * Starts everything in the order in which it is needed; {@code parts} closes it in the opposite one.
     *
     * @param machine the clock that is followed, while it does not jump
     * @param ledgerTrouble what is known of why the ledger does not answer; null for nothing
     * @param goods what must be on sale before this process counts as ready
     * @throws StartException if something cannot start
     */
    public static Node start(
            Settings settings, InstantSource machine, Parts parts, Supplier<String> ledgerTrouble, DemoGoods goods) {
        SteadyClock clock = new SteadyClock(
                machine, System::nanoTime, Duration.ofSeconds(settings.engine().maxClockJumpSeconds()));
        GatewayConfig http =
                OpenFiles.fit(settings.http().port() == 0 ? settings.http().withPort(freePort()) : settings.http());
        Metrics metrics = parts.add("metrics", new Metrics());
        Breakers breakers = new Breakers(settings.breaker());
        OpenLedger ledger = parts.add("ledger", OpenLedger.open(settings.ledger(), breakers));
        Lanes lanes = new Lanes();
        Members members = ledger.members(
                rolesForOthers(settings),
                name(settings),
                operatorsAddress(settings.operators(), http),
                new Traits(Release.name(), Wire.READS, Wire.WRITES, settings.fingerprints()));
        requireUnderstood(members);
        NodeSales sales = NodeSales.of(settings, parts, ledger, members, lanes, clock, metrics);
        Providers providers = parts.add(
                "payment providers", Providers.open(settings, http.port(), ledger.dataSource(), clock, breakers));
        Outside outside = settings.node().is(Role.ADMIN)
                ? Outside.of(settings, parts, ledger, providers.all(), sales.desks(), clock)
                : Outside.NONE;
        ClusterView cluster = parts.add("probe", new ClusterView(members, ledger.nodes(), sales.redis()));
        NodeOperations operations = new NodeOperations(
                ledger::answers, ledgerTrouble, sales, cluster, outside.courier(), breakers, metrics, clock);
        operations.warnOfLost(ledger::lost);
        operations.preparing(true);
        Services services = new Services(
                settings.node().roles(),
                sales.desks(),
                ledger.plans(),
                ledger.reports(),
                ledger.charges(),
                ledger.apiKeys(),
                ledger.deeds(),
                providers.all(),
                lanes,
                settings.auth(),
                settings.signingKey().bytes(),
                clock,
                operations,
                guards(sales.redis()).with(ledger.blocklist()).with(ledger.eligibility()),
                new DrawPorts(ledger.draws(), DrandBeacons.mainnet()));
        Gateway gateway = parts.add(
                "gateway",
                listen(
                        http,
                        settings.operators(),
                        services.with(ledger.admissions())
                                .with(ledger.pictures())
                                .with(ledger.drafts())
                                .sizedBy(new MachinePlans(
                                        cluster::look, http.wire().maxConnections()))
                                .with(goods)
                                .with(new Counting(metrics.tallies(), ledger.saleRecords(), members))));
        observe(metrics, ledger, sales, clock);
        metrics.observe(lanes, gateway);
        metrics.observe(gateway);
        outside.observe(metrics);
        metrics.observe(breakers);
        sales.open();
        if (settings.node().is(Role.GATEWAY)) {
            providers.start();
        }
        outside.start();
        goods.offer(sales.desks(), ledger.pictures());
        operations.preparing(false);
        if (http.guards().isBlind()) {
            LOG.info(
                    "http.trusted-proxies is not set: whom the proxy asks for is not known, so limits and blocks of addresses"
                            + " hold for nobody");
        }
        if (!http.demo()) {
            LOG.info("takes requests on {}://{}:{}", http.scheme(), http.host(), gateway.port());
        }
        return new Node(sales.writers(), gateway);
    }

    private static GuardPorts guards(RedisPorts redis) {
        return redis == null ? GuardPorts.ofOneProcess() : GuardPorts.among(redis.quota(), redis.once());
    }

    private static void observe(Metrics metrics, OpenLedger ledger, NodeSales sales, SteadyClock clock) {
        metrics.observe(ledger);
        metrics.observe(clock);
        if (sales.writers() != null) {
            metrics.observe(sales.writers(), clock);
        }
        if (sales.remote() != null) {
            metrics.observe(sales.remote());
        }
        if (sales.redis() != null) {
            metrics.observe(sales.redis());
        }
    }

    /** Those that this process writes; null if it writes none. */
    public Sales sales() {
        return sales;
    }

    public int port() {
        return gateway.port();
    }

    /** Who writes what others do not read, or the other way round, would leave buyers without answers. */
    private static void requireUnderstood(Members members) {
        List<Member> living = members.living();
        living.stream()
                .filter(member -> member.number() == members.self())
                .map(self -> Discords.between(self, living))
                .filter(discords -> !discords.isEmpty())
                .findFirst()
                .ifPresent(discords -> {
                    throw StartException.failure(
                            "Processes run of a release that this one cannot work with: "
                                    + String.join("; ", discords)
                                    + ". Only releases that follow one another run side by side.",
                            null);
                });
    }

    /** What this process does for others: nothing where it cannot hear them. */
    private static Set<Role> rolesForOthers(Settings settings) {
        return settings.redis() == null ? Set.of() : settings.node().roles();
    }

    /** What this process is called among others. */
    private static String name(Settings settings) {
        String given = settings.node().name();
        String host = System.getenv("HOSTNAME");
        return given.isEmpty()
                ? (host == null || host.isBlank() ? "process" : host) + " "
                        + ProcessHandle.current().pid()
                : given;
    }

    private static String operatorsAddress(OperatorsConfig operators, GatewayConfig http) {
        String scheme = http.door().tls().isOn() ? "https://" : "";
        return scheme
                + (operators.port() == 0 ? http.host() + ":" + http.port() : operators.host() + ":" + operators.port());
    }

    private static Gateway listen(GatewayConfig config, OperatorsConfig operators, Services services) {
        try {
            return Gateway.start(config, operators, services);
        } catch (BadCertificateException e) {
            throw StartException.failure(
                    "Cannot use the certificate of http.tls-certificate and http.tls-key: " + e.getMessage(), e);
        } catch (IllegalStateException e) {
            String also = operators.port() == 0 ? "" : " and " + operators.host() + ":" + operators.port();
            throw StartException.failure(
                    "Cannot listen on " + config.host() + ":" + config.port() + also + ": " + e.getMessage()
                            + ". Is something else there? Choose another with --port.",
                    e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw StartException.failure("No port is free: " + e.getMessage(), e);
        }
    }
}
