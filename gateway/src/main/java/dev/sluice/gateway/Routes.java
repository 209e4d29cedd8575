package dev.sluice.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.HttpException;
import java.util.stream.Collectors;

/** Every route, in the order of the contract. The hot one is here for its name alone: its requests are matched before. */
final class Routes {
    private Routes() {}

    static Router router(Lane lane, Vertx vertx) {
        Router router = Router.router(vertx);
        router.route().handler(Routes::requireQuery);
        LargeBodies.mount(router, lane);
        router.route("/v1/*").handler(BodyHandler.create(false).setBodyLimit(GatewayConfig.MAX_BODY_BYTES));
        router.post("/v1/sales/:sale/reservations").handler(context -> context.fail(404));
        new SaleRoutes(lane).mount(router);
        new JourneyRoutes(lane).mount(router);
        new SeatRoutes(lane).mount(router);
        new SeatMapRoutes(lane).mount(router);
        new ReservationRoutes(lane).mount(router);
        new MineRoutes(lane).mount(router);
        new PaymentRoutes(lane).mount(router);
        new ProviderRoutes(lane).mount(router);
        new MerchantRoutes(lane).mount(router);
        new MerchantReportRoutes(lane).mount(router);
        new TimetableRoutes(lane).mount(router);
        new OperatorRoutes(lane).mount(router);
        if (lane.parts.config().demo()) {
            new DemoRoutes(lane).mount(router);
        }
        Pages.mount(router);
        router.route().failureHandler(Routes::fail);
        router.errorHandler(404, Routes::notFound);
        router.errorHandler(405, context -> methodNotAllowed(router, context));
        router.errorHandler(413, context -> Answers.tooLarge(context.request()));
        router.errorHandler(400, context -> problem(context, Problem.badRequest()));
        router.errorHandler(500, Routes::fail);
        return router;
    }

    /** What cannot be decoded is found here, and not wherever somebody first asks for a parameter. */
    private static void requireQuery(RoutingContext context) {
        try {
            context.request().params();
            context.next();
        } catch (IllegalArgumentException e) {
            problem(context, Problem.badRequest());
        }
    }

    /** RFC 9110 wants to hear what is allowed. */
    private static void methodNotAllowed(Router router, RoutingContext context) {
        String path = context.normalizedPath();
        String allowed = router.getRoutes().stream()
                .filter(route -> route.methods() != null && route.getPath() != null)
                .filter(route -> path.matches(route.getPath().replaceAll(":[a-z]+", "[^/]+") + "/?"))
                .flatMap(route -> route.methods().stream())
                .map(HttpMethod::name)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        context.response().headers().set(HttpHeaders.ALLOW, allowed.isEmpty() ? "GET" : allowed);
        problem(context, Problem.methodNotAllowed());
    }

    private static void notFound(RoutingContext context) {
        if (!Pages.sendNotFound(context)) {
            problem(context, Problem.notFound("there is nothing here"));
        }
    }

    private static void fail(RoutingContext context) {
        problem(context, describe(context));
    }

    private static Problem describe(RoutingContext context) {
        if (context.failure() instanceof HttpException || context.failure() == null) {
            return switch (context.statusCode()) {
                case 400 -> Problem.badRequest();
                case 404 -> Problem.notFound("there is nothing here");
                case 405 -> Problem.methodNotAllowed();
                case 413 -> Problem.tooLarge(LargeBodies.limit(context.request().path()));
                default -> Problem.of(context.statusCode(), "FAILED", "Failed", "the request failed");
            };
        }
        return Answers.describe(context.failure());
    }

    private static void problem(RoutingContext context, Problem problem) {
        if (problem.status() == 413) {
            Answers.tooLarge(context.request());
        } else {
            Answers.problem(context.response(), problem);
        }
    }
}
