package dev.sluice.gateway;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.format.kind.Kinds;
import dev.sluice.format.kind.SingleUnits;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.sale.Command;
import dev.sluice.sale.SaleStatus;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;

/** {@code …/sales/{sale}/seats}: which seats are free, for everybody who looks on; and what the merchant does to them. */
final class SeatRoutes {
    private static final CharSequence BRIEFLY = HttpHeaders.createOptimized("public, max-age=1");
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

    private final Lane lane;
    private final Calls calls;

    SeatRoutes(Lane lane) {
        this.lane = lane;
        this.calls = new Calls(lane);
    }

    void mount(Router router) {
        router.get("/v1/sales/:sale/seats").handler(this::read);
        router.post("/v1/admin/sales/:sale/seats").handler(calls.merchant(this::change));
    }

    private void read(RoutingContext context) {
        SaleDesk sale = calls.sale(context);
        SaleView view = sale.view();
        SeatBoard.Answer answer = lane.parts
                .seatBoards()
                .of(sale.number())
                .answer(
                        seats(view),
                        view.sale().terms(),
                        view.availability(),
                        view.status() == SaleStatus.CLOSED,
                        context.request().getParam("since", ""),
                        lane.parts.clock().millis());
        if (answer == null) {
            throw new ProblemException(Problem.busy("the sale is loading"));
        }
        context.response()
                .headers()
                .set(HttpHeaders.ETAG, answer.etag())
                .set(HttpHeaders.CACHE_CONTROL, BRIEFLY)
                .set(HttpHeaders.CONTENT_TYPE, JSON);
        if (Etag.isKnown(context.request(), answer.etag())) {
            context.response().setStatusCode(304).end();
        } else {
            context.response().end(answer.body());
        }
    }

    private static SingleUnits seats(SaleView view) {
        SingleUnits seats = Kinds.of(view.sale().terms()).singleUnits();
        if (seats == null) {
            throw new ProblemException(Problem.notFound("this sale has no seats"));
        }
        return seats;
    }

    private void change(RoutingContext context) {
        SaleDesk sale = calls.sale(context);
        SingleUnits seats = seats(sale.view());
        FieldErrors errors = new FieldErrors();
        FieldReader body = new FieldReader("", Calls.body(context), errors);
        Command change =
                seats.change(UUID.randomUUID(), body, sale.view().sale().terms());
        errors.throwIfAny();
        calls.ask(
                context, sale, change, _ -> Answers.json(context.response(), 200, SaleJson.forMerchants(sale.view())));
    }
}
