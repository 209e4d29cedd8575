package dev.sluice.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;

/** The pages: files of the build, alike for everybody. */
final class Pages {
    private static final String FOLDER = "web";
    private static final String POLICY =
            "default-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'";

    private Pages() {}

    static void mount(Router router) {
        page(router, "/", "index.html");
        page(router, "/me", "me.html");
        page(router, "/sales/:sale", "sale.html");
        page(router, "/reservations/:id", "reservation.html");
        page(router, "/sandbox/payments/:payment", "sandbox-payment.html");
        router.getWithRegex("/assets/.+").handler(context -> {
            protect(context.response());
            context.next();
        });
        router.getWithRegex("/assets/.+")
                .handler(StaticHandler.create(FileSystemAccess.RELATIVE, FOLDER)
                        .setDirectoryListing(false)
                        .setCachingEnabled(true)
                        .setMaxAgeSeconds(0));
    }

    private static void page(Router router, String path, String file) {
        Buffer content = OperatorRoutes.resource("/" + FOLDER + "/" + file);
        router.get(path).handler(context -> send(context, content));
    }

    private static void send(RoutingContext context, Buffer content) {
        HttpServerResponse response = context.response();
        protect(response);
        response.putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .end(content.copy());
    }

    private static void protect(HttpServerResponse response) {
        response.headers()
                .set("Content-Security-Policy", POLICY)
                .set("X-Content-Type-Options", "nosniff")
                .set("Referrer-Policy", "no-referrer");
    }
}
