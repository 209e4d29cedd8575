package dev.sluice.gateway;

import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Cors;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.SecurityHeaders;
import dev.sluice.gateway.wire.Wires;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.InstantSource;

/** Where every request of one event loop comes in, whatever it asks for. */
final class Door implements Handler<HttpServerRequest> {
    private final SecurityHeaders headers;
    private final Cors cors;
    private final Wires wires;
    private final Handler<HttpServerRequest> inside;

    Door(DoorConfig config, InstantSource clock, Wires wires, Handler<HttpServerRequest> inside) {
        headers = new SecurityHeaders(config.tls().remembered(), clock);
        cors = config.corsOrigins().isEmpty() ? null : new Cors(config.corsOrigins());
        this.wires = wires;
        this.inside = inside;
    }

    @Override
    public void handle(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        headers.begin(response);
        if (request.method() == HttpMethod.HEAD) {
            response.headersEndHandler(_ -> {
                headers.end(response.headers());
                HeadRequests.tellLength(response);
            });
        }
        if (request.version() == HttpVersion.HTTP_2) {
            Problem problem = wires.begin(request);
            if (problem != null) {
                Answers.unread(request, problem);
                return;
            }
        }
        if (cors == null || !cors.answer(request)) {
            inside.handle(request);
        }
    }

    /** What is no request. */
    void refuse(HttpServerRequest request) {
        headers.begin(request.response());
        InvalidRequests.refuse(request);
    }
}
