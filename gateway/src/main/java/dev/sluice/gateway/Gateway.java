package dev.sluice.gateway;

import dev.sluice.gateway.door.DoorFigures;
import dev.sluice.gateway.guard.Blocks;
import dev.sluice.gateway.guard.GuardFigures;
import dev.sluice.gateway.http.BodyRoom;
import dev.sluice.gateway.lane.WorkPool;
import dev.sluice.gateway.shop.MemoryRefusals;
import dev.sluice.gateway.tls.CertificateWatch;
import dev.sluice.gateway.wire.Arrivals;
import dev.sluice.gateway.wire.HangUp;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.transport.Transport;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The HTTP server. */
public final class Gateway implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final Vertx vertx;
    private final Vertx operators;
    private final GatewayParts parts;

    /** @param operators null where they have no address of their own */
    private Gateway(Vertx vertx, Vertx operators, GatewayParts parts) {
        this.vertx = vertx;
        this.operators = operators;
        this.parts = parts;
    }

    /** Starts to listen; operators ask at the same address. */
    public static Gateway start(GatewayConfig config, Services services) {
        return start(config, OperatorsConfig.WITH_THE_SHOP, services);
    }

    /**
     * Starts to listen.
     *
     * @throws IllegalStateException if it cannot, with the reason as cause
     * @throws dev.sluice.gateway.tls.BadCertificateException if there is no certificate where one is named
     */
    public static Gateway start(GatewayConfig config, OperatorsConfig operators, Services services) {
        int loops = config.eventLoops() == 0 ? Runtime.getRuntime().availableProcessors() : config.eventLoops();
        Arrivals arrivals = config.door().tls().isOn() ? new Arrivals() : null;
        Vertx vertx = Transports.vertx(transport(config, arrivals), loops);
        Vertx apart = operators.isApart() ? Transports.vertx(transport(config, arrivals), 1) : null;
        Gateway gateway;
        try {
            gateway = new Gateway(
                    vertx,
                    apart,
                    new GatewayParts(config, operators, services, loops, secured(config, arrivals, vertx)));
        } catch (RuntimeException e) {
            close(vertx, apart);
            throw e;
        }
        try {
            gateway.listen(loops);
        } catch (RuntimeException e) {
            gateway.close();
            throw e;
        }
        return gateway;
    }

    private static Secured secured(GatewayConfig config, Arrivals arrivals, Vertx vertx) {
        return arrivals == null
                ? null
                : new Secured(CertificateWatch.open(config.door().tls(), vertx), arrivals);
    }

    private void listen(int loops) {
        parts.blocks().start();
        parts.boardKeeper().start();
        if (operators != null) {
            await(operators.deployVerticle(new OperatorsListener(parts)));
        }
        await(vertx.deployVerticle(() -> new EventLoop(parts), new DeploymentOptions().setInstances(loops)));
        certificate().ifPresent(CertificateWatch::begin);
    }

    /** Only where TLS is spoken does anybody come who is not yet shown. */
    private static Transport transport(GatewayConfig config, Arrivals arrivals) {
        Transport transport = Transports.transport(config.transport());
        return arrivals == null ? transport : arrivals.over(transport);
    }

    /** The port it listens on. */
    public int port() {
        return parts.actualPort();
    }

    /** Connections that are open now. */
    public int connections() {
        return parts.connections().open();
    }

    /** The pools of what event loops do not do themselves. */
    public List<WorkPool> pools() {
        return parts.pools().all();
    }

    /** Connections that it closed by itself, from its start. */
    public long closed(HangUp why) {
        return parts.connections().hungUp(why);
    }

    /** The room for bodies that come in. */
    public BodyRoom bodies() {
        return parts.bodies();
    }

    /** Purchases that were refused from memory, from its start. */
    public MemoryRefusals memoryRefusals() {
        return parts.memoryRefusals();
    }

    /** Requests with a machine's key that was not good, from its start. */
    public long refusedKeys() {
        return parts.machines().refused();
    }

    /** What came of changes that could not be written down, from its start. */
    public long lostResults() {
        return parts.lostResults();
    }

    /** What doors were answered. */
    public DoorFigures doors() {
        return parts.doorFigures();
    }

    /** What guards refused, from its start. */
    public GuardFigures guards() {
        return parts.guards();
    }

    /** Hashes that the next captcha takes at most, for who asks for the first time. */
    public int captchaWork() {
        return parts.captchas().work();
    }

    /** Who may not buy, as far as it knows. */
    public Blocks blocks() {
        return parts.blocks();
    }

    /** How often it decided by itself what gateways decide together, as what they share did not answer. */
    public long alone() {
        return parts.services().guards().alone().sum();
    }

    /** Where it ends TLS itself: the certificate that it does that with. */
    public Optional<CertificateWatch> certificate() {
        return Optional.ofNullable(parts.secured()).map(Secured::certificate);
    }

    /** Closes all connections. */
    @Override
    public void close() {
        parts.boardKeeper().close();
        parts.blocks().close();
        close(vertx, operators);
    }

    private static void close(Vertx shop, Vertx apart) {
        await(shop.close());
        if (apart != null) {
            await(apart.close());
        }
    }

    private static void await(Future<?> future) {
        try {
            future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the HTTP server: " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the HTTP server did not answer in " + PATIENCE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the HTTP server started or stopped", e);
        }
    }
}
