package dev.sluice.app;

import dev.sluice.app.node.NodeOperations;
import dev.sluice.app.node.OpenLedger;
import dev.sluice.app.node.Parts;
import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.http.SignedTokens;
import dev.sluice.crowd.http.TokenSource;
import dev.sluice.engine.inprocess.InProcessQueue;
import dev.sluice.engine.port.WriterLedger;
import dev.sluice.engine.writer.EngineConfig;
import dev.sluice.engine.writer.LiveSale;
import dev.sluice.engine.writer.Ports;
import dev.sluice.engine.writer.Sales;
import dev.sluice.engine.writer.Telemetry;
import dev.sluice.gateway.Gateway;
import dev.sluice.gateway.GatewayConfig;
import dev.sluice.gateway.Services;
import dev.sluice.gateway.auth.AuthConfig;
import dev.sluice.gateway.lane.Lanes;
import dev.sluice.gateway.wire.WireConfig;
import dev.sluice.ledger.DatabaseConfig;
import dev.sluice.payment.PaymentProviders;
import dev.sluice.process.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;

/** Gateway, engine and ledger in the test's own process, with bounds and defects as a test wants them. */
final class InProcessShop implements AutoCloseable {
    private static final byte[] SECRET = "a-secret-of-these-tests-0123456789".getBytes(StandardCharsets.UTF_8);
    private static final int CONNECTIONS = 12;
    private static final Duration AUDIT_TIMEOUT = Duration.ofMinutes(10);
    private static final int MAX_WAITING = 10_000;

    private final Parts parts = new Parts();
    private final Sales sales;
    private final Gateway gateway;
    private final ShopClient client;

    /**
     * @param commitTimeout after which a commit counts as lost, and a connection as not to be had
     * @param ledger what stands between the engine and the ledger
     */
    record Bounds(EngineConfig engine, WireConfig wire, Duration commitTimeout, UnaryOperator<WriterLedger> ledger) {
        /** No commit is called stalled for what a busy machine delays. */
        private static final EngineConfig PATIENT = new EngineConfig(
                EngineConfig.DEFAULT.queueCapacity(),
                EngineConfig.DEFAULT.maxBatch(),
                60_000,
                EngineConfig.DEFAULT.retireSeconds());

        static final Bounds USUAL =
                new Bounds(PATIENT, WireConfig.usual(2_000), Duration.ofSeconds(30), UnaryOperator.identity());

        Bounds with(EngineConfig other) {
            return new Bounds(other, wire, commitTimeout, ledger);
        }

        Bounds with(WireConfig other) {
            return new Bounds(engine, other, commitTimeout, ledger);
        }

        Bounds withCommitTimeout(Duration timeout) {
            return new Bounds(engine, wire, timeout, ledger);
        }

        Bounds withLedger(UnaryOperator<WriterLedger> between) {
            return new Bounds(engine, wire, commitTimeout, between);
        }
    }

    InProcessShop(DatabaseConfig database, Bounds bounds) {
        InstantSource clock = InstantSource.system();
        OpenLedger open = parts.add("ledger", OpenLedger.open(bounded(database, bounds)));
        Lanes lanes = new Lanes();
        WriterLedger ledger = bounds.ledger.apply(open.writerLedger());
        Ports ports = new Ports(ledger, _ -> new InProcessQueue(bounds.engine.queueCapacity()), lanes, clock);
        sales = parts.add("sales", new Sales(open.catalogue(), ports, bounds.engine, Telemetry.NONE));
        GatewayConfig http =
                new GatewayConfig("127.0.0.1", freePort(), 2, bounds.wire, MAX_WAITING, MAX_WAITING, 1, "auto", false);
        Services services = new Services(
                sales,
                open.plans(),
                open.reports(),
                open.charges(),
                open.apiKeys(),
                open.deeds(),
                new PaymentProviders("", List.of()),
                lanes,
                new AuthConfig(SECRET, null, null, null),
                SECRET,
                clock,
                new NodeOperations(open::answers, sales, null));
        gateway = parts.add("gateway", Gateway.start(http, services));
        sales.open();
        sales.startWriters();
        TokenSource tokens = new SignedTokens(SECRET, clock.instant().plus(Duration.ofDays(1)));
        client = parts.add("client", new ShopClient(URI.create("http://127.0.0.1:" + gateway.port()), tokens));
    }

    ShopClient client() {
        return client;
    }

    int port() {
        return gateway.port();
    }

    LiveSale sale(SaleSpec sale) {
        return sales.find(sale.id());
    }

    @Override
    public void close() {
        parts.close();
    }

    private static DatabaseConfig bounded(DatabaseConfig database, Bounds bounds) {
        return new DatabaseConfig(
                database.url(),
                database.user(),
                database.password(),
                CONNECTIONS,
                bounds.commitTimeout,
                bounds.commitTimeout,
                AUDIT_TIMEOUT);
    }

    private static int freePort() {
        try {
            return FreePort.any();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
