package dev.sluice.gateway;

import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.pages.Pages;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;

/** Answers what no route does, and what one failed at. */
final class Misses {
    private Misses() {}

    static void mountFirst(Router router) {
        router.route().handler(Misses::requireQuery);
    }

    static void mountLast(Router router, MountedRoutes routes, boolean demo) {
        router.route().failureHandler(Misses::fail);
        router.errorHandler(404, context -> notFound(context, demo));
        router.errorHandler(405, context -> methodNotAllowed(routes, context));
        router.errorHandler(400, context -> problem(context, Problem.badRequest()));
        router.errorHandler(500, Misses::fail);
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
    private static void methodNotAllowed(MountedRoutes routes, RoutingContext context) {
        String allowed = routes.allowed(context.normalizedPath());
        context.response().headers().set(HttpHeaders.ALLOW, allowed.isEmpty() ? "GET" : allowed);
        problem(context, Problem.methodNotAllowed());
    }

    private static void notFound(RoutingContext context, boolean demo) {
        if (!Pages.sendNotFound(context, demo)) {
            problem(context, Problem.notFound("there is nothing here"));
        }
    }

    private static void fail(RoutingContext context) {
        problem(context, describe(context));
    }

    private static Problem describe(RoutingContext context) {
        boolean told = context.statusCode() >= 400 && context.statusCode() < 500;
        if (context.failure() instanceof HttpException || context.failure() == null || told) {
            return switch (context.statusCode()) {
                case 400 -> Problem.badRequest();
                case 404 -> Problem.notFound("there is nothing here");
                case 405 -> Problem.methodNotAllowed();
                default -> Problem.of(context.statusCode(), "FAILED", "Failed", "the request failed");
            };
        }
        return Failures.describe(context.failure());
    }

    private static void problem(RoutingContext context, Problem problem) {
        Answers.problem(context, problem);
    }
}
