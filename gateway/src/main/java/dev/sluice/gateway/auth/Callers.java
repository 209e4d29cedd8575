package dev.sluice.gateway.auth;

import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
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
        return context -> {
            String authorization = context.request().headers().get(HttpHeaders.AUTHORIZATION);
            Principal principal = tokens.verifyNow(authorization);
            if (principal != null) {
                then.accept(context, principal);
            } else {
                context.request().pause();
                tokens.verifyLater(authorization)
                        .onSuccess(verified -> {
                            Failures.guard(context, () -> then.accept(context, verified));
                            context.request().resume();
                        })
                        .onFailure(context::fail);
            }
        };
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
