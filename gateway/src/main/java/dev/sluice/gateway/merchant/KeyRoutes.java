package dev.sluice.gateway.merchant;

import dev.sluice.engine.port.ApiKey;
import dev.sluice.engine.port.ApiKeys;
import dev.sluice.engine.port.Scope;
import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.auth.KeyText;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.http.NumberedListing;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.gateway.http.Queries;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code /v1/admin/keys}: keys by which machines ask. Merchants make them for themselves, operators for anybody; none may do more than whoever makes it. */
public final class KeyRoutes {
    private static final String PATH = "/v1/admin/keys";
    private static final int MAX_NAME_CHARS = 100;
    private static final int MAX_OWNER_CHARS = 200;
    private static final NumberedListing<ApiKeys.Listed> LISTING = new NumberedListing<>(
            "keys", (json, listed) -> ApiKeyJson.write(json, listed.key(), null), ApiKeys.Listed::number);

    private final Callers callers;
    private final ApiKeys keys;
    private final Blocking changing;
    private final Blocking reading;
    private final InstantSource clock;

    /**
     * @param changing where keys are made and revoked
     * @param reading where they are listed
     */
    public KeyRoutes(Callers callers, ApiKeys keys, Blocking changing, Blocking reading, InstantSource clock) {
        this.callers = callers;
        this.keys = keys;
        this.changing = changing;
        this.reading = reading;
        this.clock = clock;
    }

    public void mount(Router router) {
        router.get(PATH).handler(callers.merchant(this::list));
        Bodies.takenBy(router.post(PATH)).handler(callers.merchant(this::create));
        router.delete(PATH + "/:key").handler(callers.merchant(this::revoke));
    }

    private void create(RoutingContext context, Principal principal) {
        Bodies.object(context, body -> create(context, principal, body));
    }

    private void create(RoutingContext context, Principal principal, Map<String, Object> body) {
        KeyText text = KeyText.random();
        ApiKey key = read(principal, body, text.id());
        requireNoMore(principal, key);
        changing.call(() -> keys.create(key, text.digest()))
                .onSuccess(made -> Failures.guard(context, () -> {
                    if (!made) {
                        throw new ProblemException(Problem.of(
                                409,
                                "TOO_MANY_KEYS",
                                "Too many keys",
                                "there are too many keys that can be used; revoke some first"));
                    }
                    context.response().headers().set(HttpHeaders.LOCATION, PATH + "/" + key.id());
                    Answers.json(
                            context.response(),
                            201,
                            Buffer.buffer(Json.bytes(json -> ApiKeyJson.write(json, key, text.text()))));
                }))
                .onFailure(context::fail);
    }

    private ApiKey read(Principal principal, Map<String, Object> json, String id) {
        FieldErrors errors = new FieldErrors();
        FieldReader body = new FieldReader("", json, errors);
        long now = clock.millis();
        String name = body.text("name", 1, MAX_NAME_CHARS, null);
        Set<Scope> scopes = scopes(body);
        String owner = body.text("owner", 1, MAX_OWNER_CHARS, principal.subject());
        String role = body.text("role", 1, 20, "merchant");
        if (!role.equals("merchant") && !role.equals("operator")) {
            body.wrong("role", "is merchant or operator");
        }
        long expires = body.has("expiresAt") ? body.time("expiresAt", null) : 0;
        if (expires != 0 && expires <= now) {
            body.wrong("expiresAt", "is still to come");
        }
        body.refuseOthers();
        errors.throwIfAny();
        return new ApiKey(id, name, owner, role.equals("operator"), scopes, principal.subject(), now, expires);
    }

    private static Set<Scope> scopes(FieldReader body) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        List<String> words = body.texts("scopes", 1, Scope.values().length, 20);
        for (int i = 0; i < words.size(); i++) {
            Scope scope = Scope.of(words.get(i)).orElse(null);
            if (scope == null || !scopes.add(scope)) {
                body.errors()
                        .add(
                                body.pointer("scopes") + "/" + i,
                                "is one of "
                                        + Arrays.stream(Scope.values())
                                                .map(Scope::word)
                                                .collect(Collectors.joining(", "))
                                        + ", each once");
            }
        }
        return scopes;
    }

    /** Nobody gives what they have not. */
    private static void requireNoMore(Principal principal, ApiKey key) {
        boolean others = !key.owner().equals(principal.subject());
        if (!principal.isOperator() && (others || key.operator())) {
            throw new ProblemException(Problem.forbidden("only operators make keys for others, or for operators"));
        }
        if (principal.key() != null && !key.scopes().stream().allMatch(principal.key()::may)) {
            throw new ProblemException(Problem.forbidden("a key makes none that may do more than it may itself"));
        }
    }

    private void list(RoutingContext context, Principal principal) {
        String asked = Queries.text(context, "owner");
        String owner = principal.isOperator() ? asked : principal.subject();
        if (asked != null && !asked.equals(owner)) {
            throw new ProblemException(Problem.forbidden("only operators see keys of others"));
        }
        LISTING.answer(context, reading::call, (before, limit) -> keys.list(owner, before, limit));
    }

    private void revoke(RoutingContext context, Principal principal) {
        String id = context.pathParam("key");
        String owner = principal.isOperator() ? null : principal.subject();
        changing.call(() -> KeyText.isId(id) && keys.revoke(id, owner, principal.subject(), clock.millis()))
                .onSuccess(revoked -> Failures.guard(context, () -> {
                    if (!revoked) {
                        throw new ProblemException(Problem.notFound("there is no such key, or it is not yours"));
                    }
                    context.response().setStatusCode(204).end();
                }))
                .onFailure(context::fail);
    }
}
