package dev.sluice.gateway;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;

/** {@code HEAD} is answered as {@code GET} is, by the same routes and with the same headers, without a body. */
final class HeadRequests {
    private static final int NOT_MODIFIED = 304;

    private HeadRequests() {}

    /** Once every route is there. */
    static void mountLast(Router router) {
        for (Route route : router.getRoutes()) {
            if (route.methods() != null && route.methods().contains(HttpMethod.GET)) {
                route.method(HttpMethod.HEAD);
            }
        }
    }

    /** The server tells the length of a body by itself where it sends one. Where nobody knows it, nothing was written. */
    static void tellLength(HttpServerResponse response) {
        if (response.getStatusCode() != NOT_MODIFIED && response.bytesWritten() > 0) {
            response.headers().set(HttpHeaders.CONTENT_LENGTH, Long.toString(response.bytesWritten()));
        }
    }
}
