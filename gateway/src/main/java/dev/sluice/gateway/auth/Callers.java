package dev.sluice.gateway.auth;

import dev.sluice.engine.port.Scope;
import dev.sluice.gateway.guard.RateLimits;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.gateway.http.Requests;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Lets in to a route whoever may use it, and not too often, before anything is read of what they send. Used by one event loop. */
public final class Callers {
    private final Tokens tokens;
    private final Passes passes;
    private final Trail trail;
    private final RateLimits limits;
    /** Whether whoever was let in last goes on later: what they send is held back until then. */
    private boolean held;

    /**
     * @param trail of what merchants and machines change
     * @param limits of what users may ask for
     */
    public Callers(Tokens tokens, Passes passes, Trail trail, RateLimits limits) {
        this.tokens = tokens;
        this.passes = passes;
        this.trail = trail;
        this.limits = limits;
    }

    /** A handler for whoever has a good token, and for machines whose key may be used for it. */
    public Handler<RoutingContext> user(BiConsumer<RoutingContext, Principal> then) {
        return context -> identify(
                context.request(),
                principal -> {
                    if (principal.passFor() != 0) {
                        throw new ProblemException(
                                Problem.forbidden("a pass is good for purchases alone; send your token"));
                    }
                    if (principal.key() == null) {
                        then.accept(context, principal);
                    } else {
                        requireScope(principal, Requests.operation(context));
                        record(context, principal, then);
                    }
                },
                context::fail);
    }

    /** Goes on with who wants to buy, as {@link #identify}. */
    public void buyer(HttpServerRequest request, Consumer<Principal> then, Consumer<Throwable> failed) {
        identify(
                request,
                principal -> {
                    if (principal.key() != null) {
                        requireScope(principal, RouteScopes.PURCHASE);
                    }
                    then.accept(principal);
                },
                failed);
    }

    /**
     * Goes on with who asks: at once, or when the token is verified, for which what they send waits.
     *
     * @param failed what there is instead of a good token, or what {@code then} threw
     */
    public void identify(HttpServerRequest request, Consumer<Principal> then, Consumer<Throwable> failed) {
        try {
            String authorization = request.headers().get(HttpHeaders.AUTHORIZATION);
            Principal principal = Passes.isMeant(authorization)
                    ? passes.verify(authorization, request)
                    : tokens.verifyNow(authorization);
            if (principal != null) {
                limits.count(request, principal.user());
                then.accept(principal);
            } else {
                request.pause();
                tokens.verifyLater(authorization)
                        .onSuccess(verified -> {
                            held = false;
                            accept(request, verified, then, failed);
                            if (!held) {
                                request.resume();
                            }
                        })
                        .onFailure(failed::accept);
            }
        } catch (RuntimeException e) {
            failed.accept(e);
        }
    }

    private void accept(
            HttpServerRequest request, Principal principal, Consumer<Principal> then, Consumer<Throwable> failed) {
        try {
            limits.count(request, principal.user());
            then.accept(principal);
        } catch (RuntimeException e) {
            failed.accept(e);
        }
    }

    /** A handler for merchants and operators. Which sales are theirs, {@link Principal#seesTo} says. What changes something is written down. */
    public Handler<RoutingContext> merchant(BiConsumer<RoutingContext, Principal> then) {
        return privileged(Principal::isMerchant, "merchant", then);
    }

    /** A handler for operators: of what is no merchant's. What changes something is written down. */
    public Handler<RoutingContext> operator(Consumer<RoutingContext> then) {
        return privileged(Principal::isOperator, "operator", (context, _) -> then.accept(context));
    }

    private Handler<RoutingContext> privileged(
            Predicate<Principal> may, String role, BiConsumer<RoutingContext, Principal> then) {
        return context -> identify(
                context.request(),
                principal -> {
                    if (principal.key() != null) {
                        requireScope(principal, Requests.operation(context));
                    }
                    if (!may.test(principal)) {
                        throw new ProblemException(Problem.forbidden("this needs the role " + role));
                    }
                    record(context, principal, then);
                },
                context::fail);
    }

    private static void requireScope(Principal principal, String route) {
        Scope needed = RouteScopes.needed(route);
        if (needed == null) {
            throw new ProblemException(Problem.forbidden("this is not for keys"));
        }
        if (!principal.key().may(needed)) {
            throw new ProblemException(Problem.forbidden("this needs a key with the scope " + needed.word()));
        }
    }

    private void record(RoutingContext context, Principal principal, BiConsumer<RoutingContext, Principal> then) {
        HttpMethod method = context.request().method();
        if (method == HttpMethod.GET || method == HttpMethod.HEAD) {
            then.accept(context, principal);
        } else {
            held = true;
            trail.before(context, principal, () -> then.accept(context, principal));
        }
    }
}
