package dev.sluice.gateway.lane;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.port.Reports;
import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.sale.Settled;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;

/**
 * What the ledger has of sales that no writer has in memory, found by key. Whoever asks there for what does not exist, or is not theirs,
 * costs one look into an index, and brings no book back into memory. Used by one event loop.
 */
public final class PastSales {
    private final Reports reports;
    private final Blocking people;

    public PastSales(Reports reports, Blocking people) {
        this.reports = reports;
        this.people = people;
    }

    /**
     * Whether what was decided in this sale is found here: it is over and settled, or its writer stopped.
     *
     * @throws dev.sluice.engine.desk.UnreadableSaleException if nobody knows what it sells
     */
    public static boolean has(SaleDesk sale) {
        return sale.view().settled() || sale.trouble() != null;
    }

    /** What is settled of this id, a reservation's or a payment's; null if there is nothing. */
    public Future<Settled> find(SaleDesk sale, UUID id) {
        return people.call(() -> reports.settled(sale.number(), id)).recover(failure -> {
            boolean unreadable = failure instanceof IllegalArgumentException;
            Problem problem = sale.trouble() == null ? Problem.unreadable() : Problem.broken();
            return Future.failedFuture(unreadable ? new ProblemException(problem) : failure);
        });
    }

    /**
     * Goes on with a command about a reservation, at once where a writer has the sale in memory; else only if there is such a reservation of
     * this buyer, so that a writer has something to decide.
     */
    public void whenTheirs(RoutingContext context, SaleDesk sale, UUID reservation, UUID buyer, Runnable then) {
        if (!sale.view().settled()) {
            then.run();
            return;
        }
        find(sale, reservation)
                .onSuccess(found -> Failures.guard(context, () -> {
                    if (found == null
                            || !found.reservation().id().equals(reservation)
                            || !found.reservation().buyer().equals(buyer)) {
                        throw new ProblemException(
                                Problem.notFound("there is no such reservation, or it is not yours"));
                    }
                    then.run();
                }))
                .onFailure(context::fail);
    }

    /** The same with what is named by a payment, whoever asks. */
    public void whenThere(RoutingContext context, SaleDesk sale, UUID id, Runnable then) {
        whenThere(context, sale, id, then, () -> {
            throw new ProblemException(Problem.notFound("there is no such thing, or it is not yours"));
        });
    }

    /** @param otherwise what is done where there is no such thing */
    public void whenThere(RoutingContext context, SaleDesk sale, UUID id, Runnable then, Runnable otherwise) {
        if (!sale.view().settled()) {
            then.run();
            return;
        }
        find(sale, id)
                .onSuccess(found -> Failures.guard(context, found == null ? otherwise : then))
                .onFailure(context::fail);
    }
}
