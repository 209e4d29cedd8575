package dev.sluice.gateway.operate;

import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.http.Resources;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.json.JsonTree;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code /health/live}, {@code /health/ready}, {@code /metrics}, {@code /openapi.json}. */
public final class OperatorRoutes {
    private final Operations operations;
    private final Blocking blocking;
    private final Buffer openApi = Resources.read("/openapi.json");

    public OperatorRoutes(Operations operations, Blocking blocking) {
        this.operations = operations;
        this.blocking = blocking;
    }

    public void mount(Router router) {
        router.get("/health/live").handler(context -> health(context.response(), 200, null));
        router.get("/health/ready").handler(context -> ready(context.response()));
        router.get("/metrics").handler(context -> metrics(context.response()));
        router.get("/openapi.json").handler(context -> Answers.json(context.response(), 200, openApi.copy()));
    }

    private void ready(HttpServerResponse response) {
        blocking.call(() -> operations.unreadiness() instanceof String why ? why : "")
                .onSuccess(why -> health(response, why.isEmpty() ? 200 : 503, why))
                .onFailure(failure -> Answers.problem(response, Failures.describe(failure)));
    }

    private void metrics(HttpServerResponse response) {
        blocking.call(operations::metrics)
                .onSuccess(
                        text -> response.putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
                                .end(text))
                .onFailure(failure -> Answers.problem(response, Failures.describe(failure)));
    }

    private static void health(HttpServerResponse response, int status, String why) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", status == 200 ? "UP" : "DOWN");
        if (why != null && !why.isEmpty()) {
            body.put("detail", why);
        }
        Answers.json(response, status, Buffer.buffer(JsonTree.bytes(body)));
    }
}
