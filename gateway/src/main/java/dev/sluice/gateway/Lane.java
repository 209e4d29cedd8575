package dev.sluice.gateway;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.sale.Command;
import dev.sluice.sale.ReservationIds;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event loop with all that it needs for itself: its server socket, its waiters, its keys. Nothing in it is shared, so nothing
 * in it is locked.
 */
final class Lane extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final int SWEEP_MILLIS = 20;

    final GatewayParts parts;
    final Waiters waiters;
    final ReservationIds ids = new ReservationIds();
    final Refusals refusals = new Refusals();
    final ReservationJson reservationJson;
    final Receipts receipts;
    Tokens tokens;
    Blocking blocking;
    Blocking paying;

    private final ReplyAddress address;
    private Router router;
    private HttpServer server;
    private long requests;
    private volatile int waiting;

    Lane(GatewayParts parts) {
        this.parts = parts;
        this.address = parts.lanes().add(this);
        this.waiters = new Waiters(parts.maxWaitingPerLane());
        this.reservationJson = new ReservationJson(new TicketCodes(parts.signingKey()));
        this.receipts = new Receipts(parts.signingKey());
    }

    @Override
    public Future<?> start() {
        blocking = new Blocking(context, parts.blockingRoom(), "too many reports at once");
        paying = new Blocking(context, parts.paymentRoom(), "too many payments at once");
        tokens = new Tokens(parts.auth(), parts.jwks(), parts.clock(), blocking);
        router = Routes.router(this, vertx);
        vertx.setPeriodic(SWEEP_MILLIS, _ -> sweep());
        GatewayConfig config = parts.config();
        server = vertx.createHttpServer(
                        Transports.httpOptions(config.host(), config.port(), config.idleTimeoutSeconds()))
                .invalidRequestHandler(InvalidRequests::refuse)
                .connectionHandler(parts.connections()::admit)
                .requestHandler(this::handle);
        return server.listen().onSuccess(listening -> parts.listening(listening.actualPort()));
    }

    @Override
    public Future<?> stop() {
        return server.close();
    }

    int waiting() {
        return waiting;
    }

    /**
     * Hands in a command whose outcome the waiter wants.
     *
     * @param seconds how long it waits for the outcome
     * @param watch whether it wants the next change of the reservation too
     * @return what stands against it, or null if it waits now
     */
    Problem ask(SaleDesk sale, Command command, Waiter waiter, int seconds, boolean watch) {
        if (waiters.isFull()) {
            return Problem.busy("too many requests wait here");
        }
        long watchUntilMillis = watch ? parts.clock().millis() + seconds * 1000L : 0;
        waiter.request = ++requests;
        Intake intake = sale.submit(new Envelope(address, waiter.request, command, watchUntilMillis));
        return switch (intake) {
            case TAKEN -> {
                waiters.add(waiter, command.id(), seconds, System.nanoTime());
                yield null;
            }
            case FULL -> Problem.busy("the sale's queue is full");
            case UNAVAILABLE -> Problem.busy("the sale cannot decide just now");
        };
    }

    /** Called by writers: outcomes for this lane. */
    void deliver(List<Reply> replies) {
        context.runOnContext(_ -> replies.forEach(this::deliver));
    }

    /** One request that cannot be answered must not keep the others of its batch from their answers. */
    private void deliver(Reply reply) {
        try {
            waiters.deliver(reply);
        } catch (RuntimeException e) {
            LOG.error("an outcome of {} could not be answered", reply.outcome().id(), e);
        }
    }

    private void handle(HttpServerRequest request) {
        String sale = request.method() == HttpMethod.POST ? Purchase.saleOf(request.path()) : null;
        if (sale == null) {
            router.handle(request);
        } else {
            new Purchase(this, request).begin(sale);
        }
    }

    private void sweep() {
        waiters.expire(System.nanoTime());
        waiting = waiters.count();
    }
}
