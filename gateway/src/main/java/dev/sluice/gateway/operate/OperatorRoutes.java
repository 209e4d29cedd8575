package dev.sluice.gateway.operate;

import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.http.Resources;
import dev.sluice.gateway.http.SharedDocument;
import dev.sluice.gateway.http.Tagged;
import dev.sluice.json.Json;
import dev.sluice.json.JsonTree;
import dev.sluice.json.JsonWriter;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * {@code /health/live}, {@code /health/ready}, {@code /metrics}, {@code /v1/admin/nodes}, {@code /v1/admin/operations}, {@code
 * /v1/admin/clock/trust}. Used by one event loop.
 */
public final class OperatorRoutes {
    /** Of sales that are named in an answer about health. */
    private static final CharSequence FOR_A_WHILE = HttpHeaders.createOptimized("public, max-age=300");

    private static final int MAX_NAMED = 100;

    private final Context context;
    private final Operations operations;
    private final OperatorAnswers answers;
    private final Function<Consumer<RoutingContext>, Handler<RoutingContext>> operators;

    /** @param operators lets operators in to what a handler does */
    public OperatorRoutes(
            Context context,
            Operations operations,
            OperatorAnswers answers,
            Function<Consumer<RoutingContext>, Handler<RoutingContext>> operators) {
        this.context = context;
        this.operations = operations;
        this.answers = answers;
        this.operators = operators;
    }

    public void mount(Router router) {
        router.get("/health/live").handler(request -> live(request.response()));
        router.get("/health/ready").handler(request -> ready(request.response()));
        router.get("/metrics").handler(request -> metrics(request.response()));
        router.post("/v1/admin/clock/trust").handler(operators.apply(this::trustClock));
        mountNodes(router);
        router.get("/v1/admin/operations").handler(operators.apply(request -> operations(request.response())));
    }

    /** What is not of one process, and therefore asked for at the shop's address, too. */
    public void mountNodes(Router router) {
        router.get("/v1/admin/nodes").handler(operators.apply(request -> nodes(request.response())));
    }

    private void nodes(HttpServerResponse response) {
        answer(
                answers.cluster(),
                response,
                (cluster, to) ->
                        Answers.json(to, 200, Buffer.buffer(Json.bytes(json -> NodesJson.write(json, cluster)))));
    }

    private void ready(HttpServerResponse response) {
        answer(
                answers.unreadiness(),
                response,
                (why, to) -> health(to, why.isEmpty() ? 200 : 503, why.isEmpty() ? null : why));
    }

    private void trustClock(RoutingContext request) {
        operations.trustClock();
        request.response().setStatusCode(204).end();
    }

    private void metrics(HttpServerResponse response) {
        answer(
                answers.metrics(),
                response,
                (text, to) -> to.putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
                        .end(text));
    }

    /** Back on the event loop, if whoever asked is still there. */
    private <T> void answer(
            CompletableFuture<T> future, HttpServerResponse response, BiConsumer<T, HttpServerResponse> send) {
        future.whenComplete((result, failure) -> context.runOnContext(_ -> {
            if (response.ended() || response.closed()) {
                return;
            }
            if (failure != null) {
                Answers.problem(response, Failures.describe(failure));
            } else {
                send.accept(result, response);
            }
        }));
    }

    private static void live(HttpServerResponse response) {
        Answers.json(response, 200, Buffer.buffer(JsonTree.bytes(Map.of("status", "UP"))));
    }

    private void health(HttpServerResponse response, int status, String detail) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", status == 200 ? "UP" : "DOWN");
        if (detail != null) {
            body.put("detail", detail);
        }
        List<String> broken = operations.faults().stream()
                .map(Operations.Fault::sale)
                .sorted()
                .limit(MAX_NAMED)
                .toList();
        if (!broken.isEmpty()) {
            body.put("broken", broken);
        }
        long clockJumpSeconds = operations.clockJumpSeconds();
        if (clockJumpSeconds != 0) {
            body.put("clockJumpSeconds", clockJumpSeconds);
        }
        List<String> warnings = operations.warnings();
        if (!warnings.isEmpty()) {
            body.put("warnings", warnings);
        }
        Answers.json(response, status, Buffer.buffer(JsonTree.bytes(body)));
    }

    /** The description of all routes, which is for everybody. */
    public static void mountDocument(Router router) {
        Tagged openApi =
                Tagged.of(SharedDocument.of(Resources.read("/openapi.json").getBytes()));
        router.get("/openapi.json").handler(context -> openApi.send(context, FOR_A_WHILE));
    }

    /** What a console shows of a process. */
    private void operations(HttpServerResponse response) {
        Answers.json(response, 200, Buffer.buffer(Json.bytes(json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("sales");
            for (Map.Entry<String, Integer> state : operations.sales().entrySet()) {
                json.writeNumberField(state.getKey(), state.getValue());
            }
            json.writeEndObject();
            json.writeNumberField("clockJumpSeconds", operations.clockJumpSeconds());
            json.writeArrayFieldStart("faults");
            for (Operations.Fault fault : operations.faults()) {
                json.writeStartObject();
                json.writeStringField("sale", fault.sale());
                json.writeNumberField("number", fault.number());
                json.writeStringField("kind", fault.kind());
                json.writeStringField("why", fault.why());
                Json.time(json, "since", fault.sinceMillis());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("aside");
            for (Operations.Aside aside : operations.aside()) {
                write(json, aside);
            }
            json.writeEndArray();
            json.writeEndObject();
        })));
    }

    private static void write(JsonWriter json, Operations.Aside aside) throws IOException {
        json.writeStartObject();
        json.writeStringField("sale", aside.sale());
        json.writeNumberField("number", aside.number());
        json.writeNumberField("count", aside.count());
        json.writeArrayFieldStart("reservations");
        for (UUID reservation : aside.reservations()) {
            json.writeString(reservation.toString());
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
