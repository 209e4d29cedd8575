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
        if (parts.secured() != null) {
            parts.secured().options(options, config.wire(), context, wires);
        }
        Door door = new Door(config.door(), parts.services().clock(), wires, new Routes(parts, context));
        server = vertx.createHttpServer(options)
                .invalidRequestHandler(door::refuse)
                .connectionHandler(wires::admit)
                .requestHandler(door);
        return server.listen().onSuccess(listening -> {
            parts.listening(listening.actualPort());
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
