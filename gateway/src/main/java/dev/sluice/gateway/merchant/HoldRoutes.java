package dev.sluice.gateway.merchant;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.lane.Calls;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.sale.Command;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;

/** {@code POST /v1/admin/sales/{sale}/keep-holds}: what keeps holds alive while nobody can pay. */
public final class HoldRoutes {
    private static final long MOST_SECONDS = Command.KeepHolds.MOST_MILLIS / 1_000;

    private final Callers callers;
    private final OwnSales sales;
    private final Calls calls;
    private final InstantSource clock;

    public HoldRoutes(Callers callers, OwnSales sales, Calls calls, InstantSource clock) {
        this.callers = callers;
        this.sales = sales;
        this.calls = calls;
        this.clock = clock;
    }

    public void mount(Router router) {
        Bodies.takenBy(router.post("/v1/admin/sales/:sale/keep-holds")).handler(callers.merchant(this::keep));
    }

    private void keep(RoutingContext context, Principal who) {
        SaleDesk sale = sales.named(context, who);
        Bodies.object(context, body -> keep(context, sale, body));
    }

    private void keep(RoutingContext context, SaleDesk sale, Map<String, Object> json) {
        Command.KeepHolds keep = new Command.KeepHolds(UUID.randomUUID(), untilMillis(json));
        calls.ask(
                context,
                sale,
                keep,
                outcome -> Changes.show(context, sale, outcome, view -> MerchantRoutes.send(context, 200, view)));
    }

    /** Until when: a time, or so many seconds from now. */
    private long untilMillis(Map<String, Object> json) {
        FieldErrors errors = new FieldErrors();
        FieldReader body = new FieldReader("", json, errors);
        long nowMillis = clock.millis();
        long until;
        if (body.has("until")) {
            until = body.time("until", null);
            boolean told = until != 0;
            if (told && (until <= nowMillis || until > nowMillis + Command.KeepHolds.MOST_MILLIS)) {
                body.wrong("until", "is at most a day from now, and not over");
            }
        } else {
            until = nowMillis + 1_000 * body.number("seconds", 1, MOST_SECONDS, null);
        }
        body.refuseOthers();
        errors.throwIfAny();
        return until;
    }
}
