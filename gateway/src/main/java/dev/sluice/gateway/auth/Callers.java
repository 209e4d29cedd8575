package dev.sluice.gateway.auth;

import dev.sluice.engine.port.Scope;
import dev.sluice.gateway.guard.RateLimits;
import dev.sluice.gateway.http.Bodies;
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
import java.util.function.Supplier;

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
                () -> Requests.operation(context),
                principal -> {
                    if (principal.passFor() != 0) {
                        throw new ProblemException(
                                Problem.forbidden("a pass is good for purchases and entries alone; send your token"));
                    }
                    if (principal.key() == null) {
                        then.accept(context, principal);
                    } else {
                        record(context, principal, then);
                    }
                },
                context::fail);
    }

    /**
     * Goes on with who wants to buy: at once, or when the token is verified, for which what they send waits.
     *
     * @param failed what there is instead of a good token, or what {@code then} threw
     */
    public void buyer(HttpServerRequest request, Consumer<Principal> then, Consumer<Throwable> failed) {
        identify(request, () -> RouteScopes.PURCHASE, then, failed);
    }

    /** A handler for the same on other ways into a sale: for whoever has a good token, or a pass in its place. What machines do is written down. */
    public Handler<RoutingContext> buyer(BiConsumer<RoutingContext, Principal> then) {
        return context -> identify(
                context.request(),
                () -> Requests.operation(context),
                principal -> {
                    if (principal.key() == null) {
                        then.accept(context, principal);
                    } else {
                        record(context, principal, then);
                    }
                },
                context::fail);
    }

    /**
     * Goes on with a purchase of a machine once it is written down; what is sent waits for that.
     *
     * @param sale its id
     * @param failed what there is instead, or what {@code then} threw
     */
    public void recordPurchase(
            HttpServerRequest request, Principal machine, String sale, Runnable then, Consumer<Throwable> failed) {
        held = true;
        trail.before(request, machine, RouteScopes.PURCHASE, sale, then, failed);
    }

    /** @param route of machines alone it is asked which it is */
    private void identify(
            HttpServerRequest request, Supplier<String> route, Consumer<Principal> then, Consumer<Throwable> failed) {
        try {
            String authorization = request.headers().get(HttpHeaders.AUTHORIZATION);
            Principal principal = Passes.isMeant(authorization)
                    ? passes.verify(authorization, request)
                    : tokens.verifyNow(authorization);
            if (principal != null) {
                letIn(request, route, principal, then);
            } else {
                Bodies.hold(request, failed);
                tokens.verifyLater(authorization)
                        .onSuccess(verified -> {
                            if (request.response().ended()) {
                                return; // what came meanwhile was no request
                            }
                            Bodies.handOver(request);
                            held = false;
                            accept(request, route, verified, then, failed);
                            if (!held) {
                                request.resume();
                            }
                        })
                        .onFailure(failure -> {
                            if (!request.response().ended()) {
                                failed.accept(failure);
                            }
                        });
            }
        } catch (RuntimeException e) {
            failed.accept(e);
        }
    }

    /** A machine, for what its key is for, and in the name of a user where it sells; whoever it is for, that is counted. */
    private void letIn(
            HttpServerRequest request, Supplier<String> route, Principal principal, Consumer<Principal> then) {
        Principal acting = principal.key() == null ? principal : acting(request, route.get(), principal);
        limits.count(request, acting.user());
        then.accept(acting);
    }

    private void accept(
            HttpServerRequest request,
            Supplier<String> route,
            Principal principal,
            Consumer<Principal> then,
            Consumer<Throwable> failed) {
        try {
            letIn(request, route, principal, then);
        } catch (RuntimeException e) {
            failed.accept(e);
        }
    }

    /** A handler for merchants and operators. Which sales are theirs, {@link Principal#seesTo} says. What changes something is written down. */
    public Handler<RoutingContext> merchant(BiConsumer<RoutingContext, Principal> then) {
        return privileged(Principal::isMerchant, "merchant", recorded(then));
    }

    /** The same for what changes nothing, however it is sent. */
    public Handler<RoutingContext> merchantWhoLooks(BiConsumer<RoutingContext, Principal> then) {
        return privileged(Principal::isMerchant, "merchant", then);
    }

    /** A handler for operators: of what is no merchant's. What changes something is written down. */
    public Handler<RoutingContext> operator(Consumer<RoutingContext> then) {
        return privileged(Principal::isOperator, "operator", recorded((context, _) -> then.accept(context)));
    }

    /**
     * Goes on with a change of a merchant once it is written down, too, why it is made: before that it is not. At once where nobody said why.
     *
     * @param reason null for none
     */
    public void because(RoutingContext context, String reason, Runnable then) {
        if (reason == null) {
            then.run();
        } else {
            trail.add(context, "reason=" + reason, then);
        }
    }

    private Handler<RoutingContext> privileged(
            Predicate<Principal> may, String role, BiConsumer<RoutingContext, Principal> then) {
        return context -> identify(
                context.request(),
                () -> Requests.operation(context),
                principal -> {
                    if (!may.test(principal)) {
                        throw new ProblemException(Problem.forbidden("this needs the role " + role));
                    }
                    then.accept(context, principal);
                },
                context::fail);
    }

    private BiConsumer<RoutingContext, Principal> recorded(BiConsumer<RoutingContext, Principal> then) {
        return (context, principal) -> record(context, principal, then);
    }

    /** Whether whoever was let in, and goes on, would still be, as far as is known here: a key may have been revoked since. */
    public boolean isStillGood(Principal principal) {
        return principal.key() == null || tokens.isStillGood(principal.key());
    }

    private static Principal acting(HttpServerRequest request, String route, Principal principal) {
        Scope needed = RouteScopes.needed(route);
        if (needed == null) {
            throw new ProblemException(Problem.forbidden("this is not for keys"));
        }
        if (!principal.key().may(needed)) {
            throw new ProblemException(Problem.forbidden("this needs a key with the scope " + needed.word()));
        }
        return needed == Scope.SELL ? principal.inNameOf(NamedUser.of(request)) : principal;
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
