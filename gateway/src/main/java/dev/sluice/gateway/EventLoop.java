package dev.sluice.gateway;

import dev.sluice.gateway.wire.Wires;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;

/** One event loop with all that it needs for itself: its server socket, its lane, its routes, its keys. */
final class EventLoop extends VerticleBase {
    private final GatewayParts parts;
    private HttpServer server;

    EventLoop(GatewayParts parts) {
        this.parts = parts;
    }

    @Override
    public Future<?> start() {
        GatewayConfig config = parts.config();
        HttpServerOptions options =
                Transports.httpOptions(config.host(), config.port()).setReusePort(config.sharePort());
        Wires wires = parts.wires(Transports.decoding(options));
        wires.watch(vertx);
        server = vertx.createHttpServer(options)
                .invalidRequestHandler(InvalidRequests::refuse)
                .connectionHandler(wires::admit)
                .requestHandler(new Routes(parts, context));
        return server.listen().onSuccess(listening -> parts.listening(listening.actualPort()));
    }

    @Override
    public Future<?> stop() {
        return server.close();
    }
}
