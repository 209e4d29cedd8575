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
        server = vertx.createHttpServer(options)
                .invalidRequestHandler(InvalidRequests::refuse)
                .connectionHandler(wires::admit)
                .requestHandler(RouteFrame.around(vertx, parts.bodies(), routes::mount));
        return server.listen();
    }

    @Override
    public Future<?> stop() {
        return server.close();
    }
}
