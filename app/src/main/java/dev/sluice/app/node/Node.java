package dev.sluice.app.node;

import dev.sluice.app.config.Settings;
import dev.sluice.app.exit.StartException;
import dev.sluice.courier.Courier;
import dev.sluice.courier.LostReports;
import dev.sluice.courier.Refunds;
import dev.sluice.engine.inprocess.InProcessQueue;
import dev.sluice.engine.port.Members;
import dev.sluice.engine.port.Role;
import dev.sluice.engine.writer.Ports;
import dev.sluice.engine.writer.Sales;
import dev.sluice.engine.writer.SteadyClock;
import dev.sluice.gateway.Gateway;
import dev.sluice.gateway.GatewayConfig;
import dev.sluice.gateway.OperatorsConfig;
import dev.sluice.gateway.Services;
import dev.sluice.gateway.lane.Lanes;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
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

    /** Starts everything; see {@link #start(Settings, Parts, Supplier, Consumer)}. */
    public static Node start(Settings settings, Parts parts) {
        return start(settings, parts, () -> null, _ -> {});
    }

    /**
     * Starts everything in the order in which it is needed; {@code parts} closes it in the opposite one.
     *
     * @param ledgerTrouble what is known of why the ledger does not answer; null for nothing
     * @param goods puts on sale what must be there before this process counts as ready
     * @throws StartException if something cannot start
     */
    public static Node start(Settings settings, Parts parts, Supplier<String> ledgerTrouble, Consumer<Sales> goods) {
        SteadyClock clock = new SteadyClock(
                InstantSource.system(),
                System::nanoTime,
                Duration.ofSeconds(settings.engine().maxClockJumpSeconds()));
        GatewayConfig http =
                OpenFiles.fit(settings.http().port() == 0 ? settings.http().withPort(freePort()) : settings.http());
        Metrics metrics = parts.add("metrics", new Metrics());
        OpenLedger ledger = parts.add("ledger", OpenLedger.open(settings.ledger()));
        Lanes lanes = new Lanes();
        Members members = ledger.members(EnumSet.allOf(Role.class), name(), http.host() + ":" + http.port());
        Ports ports = new Ports(
                ledger.writerLedger(),
                _ -> new InProcessQueue(settings.engine().queueCapacity()),
                lanes,
                clock,
                members);
        Sales sales = parts.add("sales", new Sales(ledger.catalogue(), ports, settings.engine(), metrics));
        Providers providers =
                parts.add("payment providers", Providers.open(settings, http.port(), ledger.dataSource(), clock));
        Refunds refunds = new Refunds(providers.all(), sales, ledger.charges(), clock);
        Courier courier =
                parts.add("courier", new Courier(ledger.outbox(), List.of(refunds), settings.courier(), clock));
        LostReports lost = parts.add("lost reports", new LostReports(ledger.charges(), providers.all(), sales, clock));
        metrics.observe(ledger);
        NodeOperations operations = new NodeOperations(ledger::answers, ledgerTrouble, sales, courier, metrics, clock);
        operations.preparing(true);
        Services services = new Services(
                sales,
                ledger.plans(),
                ledger.reports(),
                ledger.charges(),
                providers.all(),
                lanes,
                settings.auth(),
                settings.signingKey().bytes(),
                clock,
                operations);
        Gateway gateway = parts.add("gateway", listen(http, settings.operators(), services));
        metrics.observe(sales, clock);
        metrics.observe(clock);
        metrics.observe(lanes, gateway);
        metrics.observe(gateway);
        metrics.observe(courier);
        sales.open();
        sales.startWriters();
        providers.start();
        courier.start();
        lost.start();
        goods.accept(sales);
        operations.preparing(false);
        if (!http.demo()) {
            LOG.info("takes requests on http://{}:{}", http.host(), gateway.port());
        }
        return new Node(sales, gateway);
    }

    public Sales sales() {
        return sales;
    }

    public int port() {
        return gateway.port();
    }

    private static Gateway listen(GatewayConfig config, OperatorsConfig operators, Services services) {
        try {
            return Gateway.start(config, operators, services);
        } catch (IllegalStateException e) {
            String also = operators.port() == 0 ? "" : " and " + operators.host() + ":" + operators.port();
            throw StartException.failure(
                    "Cannot listen on " + config.host() + ":" + config.port() + also + ": " + e.getMessage()
                            + ". Is something else there? Choose another with --port.",
                    e);
        }
    }

    /** Of this process among others, for people. */
    private static String name() {
        String host = System.getenv("HOSTNAME");
        return (host == null || host.isBlank() ? "process" : host) + " "
                + ProcessHandle.current().pid();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw StartException.failure("No port is free: " + e.getMessage(), e);
        }
    }
}
