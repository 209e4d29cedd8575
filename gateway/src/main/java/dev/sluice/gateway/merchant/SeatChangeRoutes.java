package dev.sluice.gateway.merchant;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.format.kind.Kinds;
import dev.sluice.format.kind.SingleUnits;
import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.gateway.lane.Calls;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.sale.Command;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.UUID;

/** {@code POST /v1/admin/sales/{sale}/seats}: what merchants do to single seats. */
public final class SeatChangeRoutes {
    private final Callers callers;
    private final OwnSales sales;
    private final Calls calls;

    public SeatChangeRoutes(Callers callers, OwnSales sales, Calls calls) {
        this.callers = callers;
        this.sales = sales;
        this.calls = calls;
    }

    public void mount(Router router) {
        Bodies.takenBy(router.post("/v1/admin/sales/:sale/seats")).handler(callers.merchant(this::change));
    }

    private void change(RoutingContext context, Principal who) {
        SaleDesk sale = sales.named(context, who);
        SingleUnits seats = seats(sale.view());
        Bodies.object(context, Bodies.MAX_CHANGE_BYTES, body -> change(context, sale, seats, body));
    }

    private void change(RoutingContext context, SaleDesk sale, SingleUnits seats, Map<String, Object> json) {
        FieldErrors errors = new FieldErrors();
        FieldReader body = new FieldReader("", json, errors);
        Command change =
                seats.change(UUID.randomUUID(), body, sale.view().sale().terms());
        errors.throwIfAny();
        calls.ask(
                context,
                sale,
                change,
                outcome -> Changes.show(
                        context,
                        sale,
                        outcome,
                        view -> Answers.json(context.response(), 200, MerchantSaleJson.toBuffer(view))));
    }

    private static SingleUnits seats(SaleView view) {
        SingleUnits seats = Kinds.of(view.sale().terms()).singleUnits();
        if (seats == null) {
            throw new ProblemException(Problem.notFound("this sale has no seats"));
        }
        return seats;
    }
}
