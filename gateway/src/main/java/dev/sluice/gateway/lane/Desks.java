package dev.sluice.gateway.lane;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.sale.ReservationIds;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;

/** Finds the sale that a request is about, or ends the request: there is none, or nobody knows yet. Any thread may use it. */
public final class Desks {
    private final SaleDesks sales;

    public Desks(SaleDesks sales) {
        this.sales = sales;
    }

    /** All sales, once they are known. */
    public SaleDesks all() {
        if (!sales.isOpen()) {
            throw unknown("there are no sales");
        }
        return sales;
    }

    /** The sale with this id. */
    public SaleDesk find(String id) {
        SaleDesk sale = sales.find(id);
        if (sale == null) {
            throw unknown("there is no such sale");
        }
        return sale;
    }

    /** The sale with this number. */
    public SaleDesk find(int number) {
        return sales.find(number);
    }

    /** The sale that the path names. */
    public SaleDesk named(RoutingContext context) {
        return find(context.pathParam("sale"));
    }

    /** The sale that the id of a reservation or a payment belongs to. */
    public SaleDesk of(UUID id) {
        SaleDesk sale = sales.find(ReservationIds.saleNumber(id));
        if (sale == null) {
            throw unknown("there is nothing with this id");
        }
        return sale;
    }

    private ProblemException unknown(String detail) {
        return new ProblemException(
                sales.isOpen() ? Problem.notFound(detail) : Problem.busy("this server is starting"));
    }
}
