package dev.sluice.gateway.merchant;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.port.Reports;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.lane.Asking;
import dev.sluice.gateway.lane.Calls;
import dev.sluice.gateway.lane.Waiter;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.ReservationState;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What somebody has in sales that is not settled, as their writers know it. Used by one event loop. */
final class LiveOnes {
    /** Sales that are asked at once. */
    static final int MAX_SALES = 64;

    private final Asking asking;
    private final ReservationIds ids = new ReservationIds();
    private long asked;

    LiveOnes(Asking asking) {
        this.asking = asking;
    }

    /** Those of them that may know the user are asked; one that does not answer is named among the unavailable. */
    Future<List<Reports.Row>> of(
            RoutingContext context, List<SaleDesk> sales, String user, Collection<String> unavailable) {
        List<Future<List<Reports.Row>>> answers = new ArrayList<>();
        Waiter besides = null;
        for (SaleDesk sale : sales) {
            UUID buyer = ids.buyer(sale.number(), user);
            if (sale.trouble() != null) {
                unavailable.add(sale.id());
            } else if (!sale.view().settled() && sale.mayKnow(buyer)) {
                if (answers.size() == MAX_SALES) {
                    unavailable.add(sale.id());
                } else {
                    Promise<List<Reports.Row>> answer = Promise.promise();
                    besides = ask(context, besides, sale, user, buyer, answer, unavailable);
                    answers.add(answer.future());
                }
            }
        }
        return Future.all(answers)
                .map(_ -> answers.stream().flatMap(one -> one.result().stream()).toList());
    }

    /** The one with this id, if its writer knows it; null if it knows none, or does not answer: then its sale is named among the unavailable. */
    Future<ReservationState> find(RoutingContext context, SaleDesk sale, UUID id, Collection<String> unavailable) {
        Promise<ReservationState> answer = Promise.promise();
        Asked<ReservationState> waiter = new Asked<>(context, null, sale, answer, null, unavailable) {
            @Override
            protected void answered(Outcome outcome) {
                if (outcome instanceof Outcome.Reserved found) {
                    answer.complete(found.state());
                } else if (outcome instanceof Outcome.Refused refused && refused.reason() == Rejection.NOT_FOUND) {
                    answer.complete(null);
                } else {
                    mute();
                }
            }
        };
        if (asking.ask(sale, new Command.Find(id), waiter, Calls.PATIENCE_SECONDS, false) != null) {
            waiter.mute();
        }
        return answer.future();
    }

    private Waiter ask(
            RoutingContext context,
            Waiter besides,
            SaleDesk sale,
            String user,
            UUID buyer,
            Promise<List<Reports.Row>> answer,
            Collection<String> unavailable) {
        Asked<List<Reports.Row>> waiter = new Asked<>(context, besides, sale, answer, List.of(), unavailable) {
            @Override
            protected void answered(Outcome outcome) {
                if (outcome instanceof Outcome.Listed found) {
                    answer.complete(found.reservations().stream()
                            .map(state -> new Reports.Row(sale.number(), user, state))
                            .toList());
                } else {
                    mute();
                }
            }
        };
        Command command = new Command.FindByBuyer(new UUID(1, ++asked), buyer);
        if (asking.ask(sale, command, waiter, Calls.PATIENCE_SECONDS, false) != null) {
            waiter.mute();
        }
        return waiter;
    }

    /** Waits for what a sale's writer says; one that says nothing is named among the unavailable, and counts as if it had nothing. */
    private abstract static class Asked<T> extends Waiter {
        private final SaleDesk sale;
        private final Promise<T> answer;
        private final T nothing;
        private final Collection<String> unavailable;

        Asked(
                RoutingContext context,
                Waiter besides,
                SaleDesk sale,
                Promise<T> answer,
                T nothing,
                Collection<String> unavailable) {
            super(context.response(), besides);
            this.sale = sale;
            this.answer = answer;
            this.nothing = nothing;
            this.unavailable = unavailable;
        }

        @Override
        protected void turnedAway(Problem problem) {
            mute();
        }

        @Override
        protected void timedOut() {
            mute();
        }

        final void mute() {
            unavailable.add(sale.id());
            answer.complete(nothing);
        }
    }
}
