package dev.sluice.gateway;

import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.http.Requests;
import dev.sluice.gateway.merchant.MerchantRoutes;
import dev.sluice.gateway.merchant.SeatMapImportRoutes;
import dev.sluice.gateway.merchant.TimetableRoutes;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;

/** The few routes on which merchants send whole documents. Who is no merchant is refused before the body is read. */
final class LargeBodies {
    private static final List<String> PATHS =
            List.of(MerchantRoutes.PATH, SeatMapImportRoutes.PATH, TimetableRoutes.PATH);

    private static final int MAX_BYTES = 32 * 1024 * 1024;
    private static final long LINGER_MILLIS = 1_000;

    private final Callers callers;

    private LargeBodies(Callers callers) {
        this.callers = callers;
    }

    /** Comes before whatever reads bodies of the usual size. */
    static void mount(Router router, Callers callers) {
        LargeBodies large = new LargeBodies(callers);
        for (String path : PATHS) {
            router.post(path).handler(large::requireMerchant);
            router.post(path).handler(BodyHandler.create(false).setBodyLimit(MAX_BYTES));
        }
    }

    /** How large a body may be that is sent to this path. */
    static int limit(String path) {
        return PATHS.contains(path) ? MAX_BYTES : Requests.MAX_BODY_BYTES;
    }

    /** A token may take its time to be verified; the body waits. */
    private void requireMerchant(RoutingContext context) {
        context.request().pause();
        context.addEndHandler(_ -> letGo(context));
        callers.merchant(verified -> {
                    verified.next();
                    verified.request().resume();
                })
                .handle(context);
    }

    /** What was answered before its body was whole may go on for a moment; a body that never ends is hung up on. */
    private static void letGo(RoutingContext context) {
        HttpServerRequest request = context.request();
        request.resume();
        context.vertx().setTimer(LINGER_MILLIS, _ -> {
            if (!request.isEnded()) {
                request.connection().close();
            }
        });
    }
}
