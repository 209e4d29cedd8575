package dev.sluice.bench;

import dev.sluice.gateway.Transports;
import dev.sluice.process.FreePort;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What the server library itself costs: a server that reads each request whole and answers always the same, deciding nothing.
 * Prints {@code port=NNNN} and then {@code transport=NAME} when it listens; ends with its standard input, or after {@code seconds}.
 */
final class BareEndpoint extends VerticleBase {
    /** {@code location-bytes}: the length of a {@code Location} header, 0 for none; {@code event-loops}: 0 is one a core. */
    static final NamedValues DEFAULTS = NamedValues.defaults(
            "port=0",
            "status=201",
            "body-bytes=300",
            "location-bytes=0",
            "transport=epoll",
            "event-loops=0",
            "seconds=120");

    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final Duration START = Duration.ofSeconds(10);

    private final int port;
    private final int status;
    private final Buffer body;
    private final CharSequence location;
    private long bytesRead;

    private BareEndpoint(NamedValues settings) {
        port = settings.number("port");
        status = settings.number("status");
        body = Buffer.buffer("x".repeat(settings.number("body-bytes")));
        location = HttpHeaders.createOptimized("/".repeat(settings.number("location-bytes")));
    }

    public static void main(String[] arguments) throws IOException, TimeoutException {
        NamedValues asked = DEFAULTS.with(arguments);
        // A free one is chosen before the event loops listen, because they must share it.
        NamedValues settings = asked.number("port") == 0 ? asked.with("port", FreePort.any()) : asked;
        CompletableFuture.delayedExecutor(settings.number("seconds"), TimeUnit.SECONDS)
                .execute(() -> Runtime.getRuntime().halt(0));
        listen(settings);
        IO.println("port=" + settings.text("port"));
        IO.println(
                "transport=" + Transports.transport(settings.text("transport")).name());
        System.in.transferTo(OutputStream.nullOutputStream());
        Runtime.getRuntime().halt(0);
    }

    private static void listen(NamedValues settings) throws TimeoutException {
        int asked = settings.number("event-loops");
        int eventLoops = asked > 0 ? asked : Runtime.getRuntime().availableProcessors();
        Transports.vertx(settings.text("transport"), eventLoops)
                .deployVerticle(() -> new BareEndpoint(settings), new DeploymentOptions().setInstances(eventLoops))
                .await(START.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public Future<?> start() {
        return vertx.createHttpServer(Transports.httpOptions("127.0.0.1", port))
                .requestHandler(this::handle)
                .listen();
    }

    private void handle(HttpServerRequest request) {
        request.handler(this::read);
        request.endHandler(_ -> answer(request.response()));
    }

    private void read(Buffer chunk) {
        bytesRead += chunk.length();
    }

    private void answer(HttpServerResponse response) {
        response.setStatusCode(status);
        response.headers().set(HttpHeaders.CONTENT_TYPE, JSON).set(HttpHeaders.CACHE_CONTROL, NO_STORE);
        if (!location.isEmpty()) {
            response.headers().set(HttpHeaders.LOCATION, location);
        }
        response.end(body);
    }
}
