package dev.sluice.gateway;

import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.merchant.MerchantRoutes;
import dev.sluice.gateway.merchant.SeatMapImportRoutes;
import dev.sluice.gateway.merchant.TimetableRoutes;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** Before anything else is asked of a request: how long its body may be, and that it ends at all, whether or not anybody reads it. */
final class BodyLimits {
    /** Where merchants send whole documents. */
    private static final Set<String> DOCUMENTS =
            Set.of(MerchantRoutes.PATH, SeatMapImportRoutes.PATH, TimetableRoutes.PATH);

    private BodyLimits() {}

    static void mountFirst(Router router) {
        router.route().handler(BodyLimits::hold);
    }

    /** How large a body may be that is sent to this path. */
    static int of(String path) {
        return DOCUMENTS.contains(path) ? Bodies.MAX_DOCUMENT_BYTES : Bodies.MAX_BYTES;
    }

    private static void hold(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (hasBody(request)) {
            // Of a connection that breaks nobody lets go: whoever reads the body hears of that.
            context.addEndHandler(ended -> {
                if (ended.succeeded()) {
                    Bodies.letGo(request);
                }
            });
            Bodies.requireAtMost(request, of(request.path()));
        }
        context.next();
    }

    private static boolean hasBody(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }
}
