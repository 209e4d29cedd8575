package dev.sluice.gateway;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/** Bodies that are larger than a purchase's: what merchants import. Read only once it is known that a merchant sends them. */
final class LargeBodies {
    static final int MAX_BYTES = 32 * 1024 * 1024;

    private static final long LINGER_MILLIS = 1_000;

    private LargeBodies() {}

    /** Comes before whatever reads bodies of the usual size. */
    static Handler<RoutingContext> ofMerchants(Calls calls) {
        BodyHandler bodies = BodyHandler.create(false).setBodyLimit(MAX_BYTES);
        Handler<RoutingContext> read = calls.merchant(context -> {
            bodies.handle(context);
            context.request().resume();
        });
        return context -> {
            context.request().pause();
            context.addEndHandler(_ -> discard(context));
            read.handle(context);
        };
    }

    /** What comes after an answer that did not wait for it is passed over; if it is much, the connection ends. */
    private static void discard(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!request.isEnded()) {
            request.resume();
            context.vertx().setTimer(LINGER_MILLIS, _ -> {
                if (!request.isEnded()) {
                    request.connection().close();
                }
            });
        }
    }
}
