package dev.sluice.gateway;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code HEAD} is answered as {@code GET} is, by the same routes and with the same headers, without a body. */
final class HeadRequests {
    private static final int NOT_MODIFIED = 304;

    private HeadRequests() {}

    static void mountFirst(Router router) {
        router.route().handler(HeadRequests::tellLength);
    }

    /** Once every route is there. */
    static void mountLast(Router router) {
        for (Route route : router.getRoutes()) {
            if (route.methods() != null && route.methods().contains(HttpMethod.GET)) {
                route.method(HttpMethod.HEAD);
            }
        }
    }

    /** The server tells the length of a body by itself where it sends one. */
    private static void tellLength(RoutingContext context) {
        if (context.request().method() == HttpMethod.HEAD) {
            HttpServerResponse response = context.response();
            response.headersEndHandler(_ -> {
                if (response.getStatusCode() != NOT_MODIFIED) {
                    response.headers().set(HttpHeaders.CONTENT_LENGTH, Long.toString(response.bytesWritten()));
                }
            });
        }
        context.next();
    }
}
