package dev.sluice.gateway;

import dev.sluice.gateway.operate.OperatorRoutes;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;

/** The address that is the operators' alone: it answers however busy the event loops of the shop are. */
final class OperatorsListener extends VerticleBase {
    private static final int IDLE_SECONDS = 60;

    private final GatewayParts parts;
    private HttpServer server;

    OperatorsListener(GatewayParts parts) {
        this.parts = parts;
    }

    @Override
    public Future<?> start() {
        Router router = Router.router(vertx);
        Misses.mountFirst(router);
        new OperatorRoutes(
                        context,
                        parts.services().operations(),
                        parts.operatorAnswers(),
                        parts.callers(context)::merchant)
                .mount(router);
        Misses.mountLast(router);
        OperatorsConfig config = parts.operators();
        server = vertx.createHttpServer(Transports.httpOptions(config.host(), config.port(), IDLE_SECONDS))
                .invalidRequestHandler(InvalidRequests::refuse)
                .requestHandler(router);
        return server.listen();
    }

    @Override
    public Future<?> stop() {
        return server.close();
    }
}
