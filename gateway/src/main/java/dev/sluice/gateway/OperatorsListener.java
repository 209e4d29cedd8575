package dev.sluice.gateway;

import dev.sluice.gateway.operate.OperatorRoutes;
import dev.sluice.gateway.wire.Connections;
import dev.sluice.gateway.wire.WireConfig;
import dev.sluice.gateway.wire.Wires;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;

/** The address that is the operators' alone: it answers however busy the event loops of the shop are. */
final class OperatorsListener extends VerticleBase {
    private static final int MAX_CONNECTIONS = 100;

    private final GatewayParts parts;
    private HttpServer server;

    OperatorsListener(GatewayParts parts) {
        this.parts = parts;
    }

    @Override
    public Future<?> start() {
        OperatorRoutes routes = new OperatorRoutes(
                context, parts.services().operations(), parts.operatorAnswers(), parts.callers(context)::operator);
        OperatorsConfig config = parts.operators();
        HttpServerOptions options = Transports.httpOptions(config.host(), config.port());
        WireConfig bounds = parts.config().wire().withConnections(MAX_CONNECTIONS);
        Wires wires = new Wires(bounds, 1, Transports.decoding(options), new Connections(bounds), parts.clients());
        wires.watch(vertx);
        if (parts.secured() != null) {
            parts.secured().options(options, bounds, context, wires);
        }
        Door door = new Door(
                parts.config().door(),
                parts.services().clock(),
                wires,
                RouteFrame.around(vertx, parts.bodies(), parts.config().demo(), routes::mount));
        server = vertx.createHttpServer(options)
                .invalidRequestHandler(door::refuse)
                .connectionHandler(wires::admit)
                .requestHandler(door);
        return server.listen().onSuccess(listening -> {
            if (parts.secured() != null) {
                parts.secured().listening(listening);
            }
        });
    }

    @Override
    public Future<?> stop() {
        return server.close();
    }
}
