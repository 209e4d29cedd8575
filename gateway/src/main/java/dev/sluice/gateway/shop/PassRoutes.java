package dev.sluice.gateway.shop;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.auth.Passes;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.gateway.lane.Desks;
import dev.sluice.gateway.lane.Refusals;
import dev.sluice.json.Json;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.SaleStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;

/** {@code POST /v1/sales/{sale}/pass}: who buys is asked who they are here, before the rush, and shows no more than the pass in it. */
public final class PassRoutes {
    /** From the opening on, or from now on if the sale is open. */
    private static final long GOOD_FOR_SECONDS = 600;

    private static final long EARLIEST_SECONDS = 86_400;

    private final Callers callers;
    private final Desks desks;
    private final Passes passes;
    private final SlowLane slowLane;
    private final InstantSource clock;
    private final Refusals refusals = new Refusals();

    public PassRoutes(Callers callers, Desks desks, Passes passes, SlowLane slowLane, InstantSource clock) {
        this.callers = callers;
        this.desks = desks;
        this.passes = passes;
        this.slowLane = slowLane;
        this.clock = clock;
    }

    public void mount(Router router) {
        router.post("/v1/sales/:sale/pass").handler(callers.user(this::give));
    }

    private void give(RoutingContext context, Principal principal) {
        SaleDesk sale = desks.named(context);
        slowLane.takes(
                sale,
                context.request(),
                principal.user()); // refuses the blocked; who is answered slowly learns nothing here
        SaleView view = sale.view();
        long nowSeconds = clock.millis() / 1_000;
        long opensSeconds = view.sale().terms().window().opensAtMillis() / 1_000;
        String channel = Passes.channel(context.request());
        if (view.sale().statusAt(clock.millis()) == SaleStatus.CLOSED) {
            refusals.send(context.response(), Rejection.CLOSED, view);
        } else if (opensSeconds - nowSeconds > EARLIEST_SECONDS) {
            refusals.send(context.response(), Rejection.NOT_OPEN, view);
        } else {
            long expiresSeconds = Math.max(nowSeconds, opensSeconds) + GOOD_FOR_SECONDS;
            String pass = passes.write(sale.number(), principal.user(), expiresSeconds, channel);
            Answers.json(context.response(), 201, Buffer.buffer(Json.bytes(json -> {
                json.writeStartObject();
                json.writeStringField("pass", pass);
                Json.time(json, "expiresAt", expiresSeconds * 1_000);
                json.writeEndObject();
            })));
        }
    }

    /**
     * Lets whoever has no pass for a sale that wants one go no further.
     *
     * @throws ProblemException saying where there is one
     */
    static void require(Principal principal, SaleDesk sale) {
        boolean good = principal.passFor() == sale.number();
        boolean needed =
                principal.passFor() != 0 || sale.view().sale().terms().guards().pass();
        if (!good && needed) {
            throw new ProblemException(Problem.of(
                            403,
                            "PASS_REQUIRED",
                            "A pass is needed",
                            "this sale is bought in with a pass of its own; fetch one")
                    .with("pass", "/v1/sales/" + sale.id() + "/pass"));
        }
    }
}
