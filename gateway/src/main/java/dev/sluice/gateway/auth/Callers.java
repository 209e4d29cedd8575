package dev.sluice.gateway.auth;

import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Lets in to a route whoever may use it, before anything is read of what they send. Used by one event loop. */
public final class Callers {
    private final Tokens tokens;

    public Callers(Tokens tokens) {
        this.tokens = tokens;
    }

    /** A handler for whoever has a good token. */
    public Handler<RoutingContext> user(BiConsumer<RoutingContext, Principal> then) {
        return context -> identify(context.request(), principal -> then.accept(context, principal), context::fail);
    }

    /**
     * Goes on with who asks: at once, or when the token is verified, for which what they send waits.
     *
     * @param failed what there is instead of a good token, or what {@code then} threw
     */
    public void identify(HttpServerRequest request, Consumer<Principal> then, Consumer<Throwable> failed) {
        try {
            String authorization = request.headers().get(HttpHeaders.AUTHORIZATION);
            Principal principal = tokens.verifyNow(authorization);
            if (principal != null) {
                then.accept(principal);
            } else {
                request.pause();
                tokens.verifyLater(authorization)
                        .onSuccess(verified -> {
                            accept(verified, then, failed);
                            request.resume();
                        })
                        .onFailure(failed::accept);
            }
        } catch (RuntimeException e) {
            failed.accept(e);
        }
    }

    private static void accept(Principal principal, Consumer<Principal> then, Consumer<Throwable> failed) {
        try {
            then.accept(principal);
        } catch (RuntimeException e) {
            failed.accept(e);
        }
    }

    /** A handler for merchants. */
    public Handler<RoutingContext> merchant(Consumer<RoutingContext> then) {
        return user((context, principal) -> {
            if (!principal.roles().contains(Principal.MERCHANT)) {
                throw new ProblemException(Problem.forbidden("this needs the role merchant"));
            }
            then.accept(context);
        });
    }
}
