package dev.sluice.gateway;

import dev.sluice.gateway.http.BodyRoom;
import dev.sluice.gateway.http.SecurityHeaders;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.function.Consumer;

/** What stands around the routes of every address: what is asked of a request before any of them is, and what is answered after none was. */
final class RouteFrame {
    private RouteFrame() {}

    /**
     * A router for one event loop.
     *
     * @param bodies room for those of all event loops
     * @param demo whether nothing is really sold
     * @param mountRoutes mounts them, in their order
     */
    static Router around(Vertx vertx, BodyRoom bodies, boolean demo, Consumer<Router> mountRoutes) {
        Router router = Router.router(vertx);
        router.route().handler(context -> {
            SecurityHeaders.inert(context.response());
            context.next();
        });
        MountedRoutes mounted = new MountedRoutes();
        new BodyLimits(mounted, bodies).mountFirst(router);
        Misses.mountFirst(router);
        mountRoutes.accept(router);
        HeadRequests.mountLast(router);
        Misses.mountLast(router, mounted, demo);
        mounted.learn(router);
        return router;
    }
}
