package dev.sluice.gateway.auth;

import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.JsonTree;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** {@code /v1/demo}: tokens for anybody, and draws for whoever asks. Only mounted in the demo. */
public final class DemoRoutes {
    private final DemoSigner tokens;
    private final Supplier<String> draws;
    private final Blocking blocking;

    /**
     * @param draws gives the id of a sale with a draw that can be entered now, or null; blocks
     * @param blocking where that is asked
     */
    public DemoRoutes(DemoSigner tokens, Supplier<String> draws, Blocking blocking) {
        this.tokens = tokens;
        this.draws = draws;
        this.blocking = blocking;
    }

    public void mount(Router router) {
        router.get("/v1/demo")
                .handler(context ->
                        Answers.json(context.response(), 200, Buffer.buffer(JsonTree.bytes(Map.of("demo", true)))));
        Bodies.takenBy(router.post("/v1/demo/token"))
                .handler(context -> Bodies.object(context, json -> token(context, json)));
        router.post("/v1/demo/draw").handler(this::draw);
    }

    private void draw(RoutingContext context) {
        blocking.call(draws::get)
                .onSuccess(sale -> Failures.guard(context, () -> {
                    if (sale == null) {
                        throw new ProblemException(Problem.notFound("this process begins no draws"));
                    }
                    Answers.json(context.response(), 201, Buffer.buffer(JsonTree.bytes(Map.of("sale", sale))));
                }))
                .onFailure(context::fail);
    }

    private void token(RoutingContext context, Map<String, Object> json) {
        FieldErrors errors = new FieldErrors();
        FieldReader body = new FieldReader("", json, errors);
        String user = body.text("user", 1, 200, null);
        List<String> roles = body.has("roles") ? body.texts("roles", 0, 10, 100) : List.of();
        body.refuseOthers();
        errors.throwIfAny();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("token", tokens.token(user, roles));
        answer.put("user", user);
        Answers.json(context.response(), 201, Buffer.buffer(JsonTree.bytes(answer)));
    }
}
