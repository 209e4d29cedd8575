package dev.sluice.gateway;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.json.JsonTree;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.ReservationIds;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What the routes have in common: who asks, about what, and how an outcome becomes an answer. Used by one event loop. */
final class Calls {
    /** How long a request that is no purchase waits for its outcome. */
    static final int PATIENCE_SECONDS = 5;

    private static final String JSON = "application/json";

    private final Lane lane;

    Calls(Lane lane) {
        this.lane = lane;
    }

    /** A handler for whoever has a good token. */
    Handler<RoutingContext> user(BiConsumer<RoutingContext, Principal> then) {
        return context -> {
            String authorization = context.request().headers().get(HttpHeaders.AUTHORIZATION);
            Principal principal = lane.tokens.verifyNow(authorization);
            if (principal != null) {
                then.accept(context, principal);
            } else {
                lane.tokens
                        .verifyLater(authorization)
                        .onSuccess(verified -> guard(context, () -> then.accept(context, verified)))
                        .onFailure(context::fail);
            }
        };
    }

    /** A handler for merchants. */
    Handler<RoutingContext> merchant(Consumer<RoutingContext> then) {
        return user((context, principal) -> {
            if (!principal.roles().contains(Principal.MERCHANT)) {
                throw new ProblemException(Problem.forbidden("this needs the role merchant"));
            }
            then.accept(context);
        });
    }

    /** The sale that the path names. */
    SaleDesk sale(RoutingContext context) {
        SaleDesk sale = lane.parts.sales().find(context.pathParam("sale"));
        if (sale == null) {
            throw new ProblemException(lane.parts.unknownSale("there is no such sale"));
        }
        return sale;
    }

    /** The id that the path names; what is no id of ours is not found. */
    static UUID id(RoutingContext context, String parameter) {
        String text = context.pathParam(parameter);
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.notFound("there is nothing with this id"));
        }
        throw new ProblemException(Problem.notFound("there is nothing with this id"));
    }

    /** The sale that an id belongs to. */
    SaleDesk saleOf(UUID id) {
        SaleDesk sale = lane.parts.sales().find(ReservationIds.saleNumber(id));
        if (sale == null) {
            throw new ProblemException(lane.parts.unknownSale("there is nothing with this id"));
        }
        return sale;
    }

    /** The request's body, which must be a JSON object. */
    static Map<String, Object> body(RoutingContext context) {
        requireJson(context);
        return JsonTree.object(bytes(context));
    }

    static void requireJson(RoutingContext context) {
        String type = context.request().headers().get(HttpHeaders.CONTENT_TYPE);
        if (type == null || !isJson(type)) {
            throw new ProblemException(Problem.unsupportedMediaType());
        }
    }

    /** The request's body as it is. */
    static byte[] bytes(RoutingContext context) {
        Buffer buffer = context.body().buffer();
        return buffer == null ? new byte[0] : buffer.getBytes();
    }

    /** {@code application/json}, with whatever parameters. */
    static boolean isJson(String type) {
        return isType(JSON, type);
    }

    /** Whether a content type is the expected one, with whatever parameters. */
    static boolean isType(String expected, String type) {
        int end = expected.length();
        return type.regionMatches(true, 0, expected, 0, end)
                && (type.length() == end || type.charAt(end) == ';' || type.charAt(end) == ' ');
    }

    /** Hands in a command; what came of it is handled, a refusal and a time-out are answered. */
    void ask(RoutingContext context, SaleDesk sale, Command command, Consumer<Outcome> then) {
        Waiter waiter = new Waiter() {
            @Override
            void answered(Outcome outcome) {
                guard(context, () -> {
                    if (outcome instanceof Outcome.Refused refused) {
                        throw new ProblemException(
                                Refusals.describe(refused, sale.view().sale().terms()));
                    }
                    then.accept(outcome);
                });
            }

            @Override
            void timedOut() {
                context.fail(new ProblemException(Problem.busy("the sale did not decide in time; it may still")));
            }
        };
        Problem problem = lane.ask(sale, command, waiter, PATIENCE_SECONDS, false);
        if (problem != null) {
            context.fail(new ProblemException(problem));
        }
    }

    /** Runs what may throw, later than its request's handler. */
    static void guard(RoutingContext context, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            context.fail(e);
        }
    }

    /** The {@code limit} of a listing. */
    static int limit(RoutingContext context) {
        return Math.max(1, Preferences.seconds(context.request().getParam("limit", ""), 200, 50));
    }
}
