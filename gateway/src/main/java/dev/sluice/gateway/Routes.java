package dev.sluice.gateway;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.HttpException;

/** Every route but the hot one, in the order of the contract. */
final class Routes {
    private Routes() {}

    static Router router(Lane lane, Vertx vertx) {
        Router router = Router.router(vertx);
        router.route("/v1/*").handler(BodyHandler.create(false).setBodyLimit(GatewayConfig.MAX_BODY_BYTES));
        new SaleRoutes(lane).mount(router);
        new ReservationRoutes(lane).mount(router);
        new MineRoutes(lane).mount(router);
        new PaymentRoutes(lane).mount(router);
        new MerchantRoutes(lane).mount(router);
        new MerchantReportRoutes(lane).mount(router);
        new OperatorRoutes(lane).mount(router);
        if (lane.parts.config().demo()) {
            new DemoRoutes(lane).mount(router);
        }
        Pages.mount(router);
        router.route().failureHandler(Routes::fail);
        router.errorHandler(404, context -> problem(context, Problem.notFound("there is nothing here")));
        router.errorHandler(405, context -> problem(context, methodNotAllowed()));
        router.errorHandler(413, context -> problem(context, Problem.tooLarge()));
        router.errorHandler(400, context -> problem(context, badRequest()));
        router.errorHandler(500, Routes::fail);
        return router;
    }

    private static void fail(RoutingContext context) {
        problem(context, describe(context));
    }

    private static Problem describe(RoutingContext context) {
        if (context.failure() instanceof HttpException || context.failure() == null) {
            return switch (context.statusCode()) {
                case 400 -> badRequest();
                case 404 -> Problem.notFound("there is nothing here");
                case 405 -> methodNotAllowed();
                case 413 -> Problem.tooLarge();
                default -> Problem.of(context.statusCode(), "FAILED", "Failed", "the request failed");
            };
        }
        return Answers.describe(context.failure());
    }

    private static Problem badRequest() {
        return Problem.of(400, "INVALID", "Bad request", "the request cannot be understood");
    }

    private static Problem methodNotAllowed() {
        return Problem.of(405, "METHOD_NOT_ALLOWED", "Method not allowed", "this exists, but not with this method");
    }

    private static void problem(RoutingContext context, Problem problem) {
        if (problem.status() == 413) {
            Answers.tooLarge(context.request());
        } else {
            Answers.problem(context.response(), problem);
        }
    }
}
