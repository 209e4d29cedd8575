package dev.sluice.gateway;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.format.kind.SeatChanges;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.SeatAvailability;
import dev.sluice.sale.SeatedTerms;
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
        SeatedTerms terms = seated(view);
        SeatBoard.Answer answer = lane.parts
                .seatBoards()
                .of(sale.number())
                .answer(
                        terms,
                        free(view, terms),
                        view.sale().terms(),
                        context.request().getParam("since", ""),
                        lane.parts.clock().millis());
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

    private static SeatedTerms seated(SaleView view) {
        if (view.sale().terms().inventory() instanceof SeatedTerms seated) {
            return seated;
        }
        throw new ProblemException(Problem.notFound("this sale has no seats"));
    }

    /** Of a sale that is over, whose book is not in memory, nothing is free any more. */
    private static SeatAvailability free(SaleView view, SeatedTerms terms) {
        if (view.availability() instanceof SeatAvailability seats) {
            return seats;
        }
        if (view.status() == SaleStatus.CLOSED) {
            return SeatAvailability.none(terms.plan());
        }
        throw new ProblemException(Problem.busy("the sale is loading"));
    }

    private void change(RoutingContext context) {
        SaleDesk sale = calls.sale(context);
        seated(sale.view());
        FieldErrors errors = new FieldErrors();
        FieldReader body = new FieldReader("", Calls.body(context), errors);
        SeatChanges change = SeatChanges.read(body, sale.view().sale().terms());
        errors.throwIfAny();
        calls.ask(
                context,
                sale,
                change.command(UUID.randomUUID()),
                _ -> Answers.json(context.response(), 200, SaleJson.forMerchants(sale.view())));
    }
}
