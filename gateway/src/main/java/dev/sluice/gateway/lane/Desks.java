package dev.sluice.gateway.lane;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.sale.ReservationIds;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.function.Predicate;

/** Finds the sale that a request is about, or ends the request: there is none, or nobody knows yet. Any thread may use it. */
public final class Desks {
    private final SaleDesks sales;
    private final Predicate<SaleDesk> seen;

    public Desks(SaleDesks sales) {
        this(sales, _ -> true);
    }

    private Desks(SaleDesks sales, Predicate<SaleDesk> seen) {
        this.sales = sales;
        this.seen = seen;
    }

    /** The same for whoever sees these sales alone: each other is answered as one that is not there. */
    public Desks only(Predicate<SaleDesk> theirs) {
        return new Desks(sales, theirs);
    }

    /** All sales, once they are known. */
    public SaleDesks all() {
        if (!sales.isOpen()) {
            throw unknown("there are no sales");
        }
        return sales;
    }

    /** The sale with this id, if it is not in trouble. */
    public SaleDesk find(String id) {
        SaleDesk sale = known(id);
        if (sale.trouble() != null) {
            throw new ProblemException(Problem.broken());
        }
        return sale;
    }

    private SaleDesk known(String id) {
        SaleDesk sale = sales.find(id);
        if (sale == null || !seen.test(sale)) {
            throw unknown("there is no such sale");
        }
        return sale;
    }

    /** The sale with this number; null if there is none. */
    public SaleDesk find(int number) {
        SaleDesk sale = sales.find(number);
        if (sale == null && !sales.knowsAll()) {
            throw unknown("there is no such sale");
        }
        return sale == null || !seen.test(sale) ? null : sale;
    }

    /** The sale that the path names, if it is not in trouble. */
    public SaleDesk named(RoutingContext context) {
        return find(context.pathParam("sale"));
    }

    /** The sale that the path names, for what is read of it from the ledger: it may be in trouble. */
    public SaleDesk reported(RoutingContext context) {
        return known(context.pathParam("sale"));
    }

    /** The same of the sale with this id. */
    public SaleDesk reported(String id) {
        return known(id);
    }

    /** The sale that the id of a reservation or a payment belongs to. It may be in trouble. */
    public SaleDesk of(UUID id) {
        SaleDesk sale = id.version() == ReservationIds.VERSION ? sales.find(ReservationIds.saleNumber(id)) : null;
        if (sale == null || !seen.test(sale)) {
            throw unknown("there is nothing with this id");
        }
        return sale;
    }

    private ProblemException unknown(String detail) {
        if (!sales.isOpen()) {
            return new ProblemException(Problem.busy("this server is starting"));
        }
        return new ProblemException(
                sales.knowsAll()
                        ? Problem.notFound(detail)
                        : Problem.busy("this server does not know of all sales now"));
    }
}
