package dev.sluice.gateway.merchant;

import dev.sluice.engine.port.Charges;
import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.NumberedListing;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.gateway.http.Queries;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * {@code /v1/admin/refunds}: money that goes back, above all what needs a person. A merchant is shown that of its own sales, an operator that of all
 * and of none.
 */
public final class RefundRoutes {
    private static final String PATH = "/v1/admin/refunds";
    private static final NumberedListing<Charges.Order> LISTING =
            new NumberedListing<>("refunds", RefundJson::write, Charges.Order::number);

    private final Callers callers;
    private final OwnSales sales;
    private final Charges charges;
    private final Blocking blocking;
    private final InstantSource clock;

    public RefundRoutes(Callers callers, OwnSales sales, Charges charges, Blocking blocking, InstantSource clock) {
        this.callers = callers;
        this.sales = sales;
        this.charges = charges;
        this.blocking = blocking;
        this.clock = clock;
    }

    public void mount(Router router) {
        router.get(PATH).handler(callers.merchant(this::list));
        router.post(PATH + "/:refund/retry").handler(callers.merchant(this::retry));
    }

    private void list(RoutingContext context, Principal who) {
        Charges.Which which = which(context);
        String owner = who.isOperator() ? null : who.subject();
        LISTING.answer(context, blocking::call, (before, limit) -> charges.orders(which, owner, before, limit));
    }

    private void retry(RoutingContext context, Principal who) {
        long number = number(context.pathParam("refund"));
        blocking.call(() -> {
                    requireTheirs(charges.order(number), who);
                    charges.retry(number, clock.millis());
                    return charges.order(number);
                })
                .onSuccess(order -> Answers.json(
                        context.response(), 200, Buffer.buffer(Json.bytes(json -> RefundJson.write(json, order)))))
                .onFailure(context::fail);
    }

    private void requireTheirs(Charges.Order order, Principal who) {
        boolean matched = order != null && order.sale() != null && order.reservation() != null;
        if (order == null || !(who.isOperator() || (matched && sales.has(order.sale(), who)))) {
            throw new ProblemException(Problem.notFound("there is no such refund"));
        }
    }

    private static Charges.Which which(RoutingContext context) {
        String name = context.request().getParam("state", Charges.Which.FAILED.name());
        return Arrays.stream(Charges.Which.values())
                .filter(which -> which.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new FieldErrors()
                        .add(
                                "/query/state",
                                "is one of "
                                        + Arrays.stream(Charges.Which.values())
                                                .map(Enum::name)
                                                .collect(Collectors.joining(", ")))
                        .invalid());
    }

    private static long number(String text) {
        if (!Queries.isNumber(text)) {
            throw new ProblemException(Problem.notFound("there is no such refund"));
        }
        return Long.parseLong(text);
    }
}
