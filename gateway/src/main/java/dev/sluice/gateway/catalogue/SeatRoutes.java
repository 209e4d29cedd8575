package dev.sluice.gateway.catalogue;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.format.kind.Kinds;
import dev.sluice.format.kind.SingleUnits;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.gateway.http.Tagged;
import dev.sluice.gateway.lane.Desks;
import dev.sluice.sale.SaleStatus;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;

/** {@code GET /v1/sales/{sale}/seats}: which seats are free, for everybody who looks on. */
public final class SeatRoutes {
    private final Desks desks;
    private final SeatBoards boards;
    private final InstantSource clock;

    public SeatRoutes(Desks desks, SeatBoards boards, InstantSource clock) {
        this.desks = desks;
        this.boards = boards;
        this.clock = clock;
    }

    public void mount(Router router) {
        router.get("/v1/sales/:sale/seats").handler(this::read);
    }

    private void read(RoutingContext context) {
        SaleDesk sale = desks.named(context);
        SaleView view = sale.view();
        Tagged answer = boards.of(sale.number())
                .answer(
                        seats(view),
                        view.sale().terms(),
                        view.availability(),
                        view.status() == SaleStatus.CLOSED,
                        context.request().getParam("since", ""),
                        clock.millis());
        if (answer == null) {
            throw new ProblemException(Problem.busy("the sale is loading"));
        }
        answer.send(context);
    }

    private static SingleUnits seats(SaleView view) {
        SingleUnits seats = Kinds.of(view.sale().terms()).singleUnits();
        if (seats == null) {
            throw new ProblemException(Problem.notFound("this sale has no seats"));
        }
        return seats;
    }
}
