package dev.sluice.gateway.lane;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Rejection;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;

/** Hands in the commands of requests that want nothing but the answer. Used by one event loop. */
public final class Calls {
    /** How long a request that is no purchase waits for its outcome. */
    public static final int PATIENCE_SECONDS = 5;

    private final Asking asking;

    public Calls(Asking asking) {
        this.asking = asking;
    }

    /** Hands in a command; what came of it is handled, a refusal and a time-out are answered. */
    public void ask(RoutingContext context, SaleDesk sale, Command command, Consumer<Outcome> then) {
        ask(context, sale, command, then, Calls::notFound);
    }

    private static void notFound() {
        throw new ProblemException(Refusals.describe(Rejection.NOT_FOUND));
    }

    private static void tooLate(RoutingContext context) {
        context.fail(new ProblemException(Problem.busy("the sale did not decide in time; it may still")));
    }

    /** The same; {@code late} is done where it is not decided in time, and may still be. */
    public void ask(RoutingContext context, SaleDesk sale, Command command, Runnable late, Consumer<Outcome> then) {
        ask(context, sale, command, then, Calls::notFound, late);
    }

    /** Hands in a command; whatever came of it is handled, a refusal, too, and a time-out is answered. */
    public void decide(RoutingContext context, SaleDesk sale, Command command, Consumer<Outcome> then) {
        hand(context, sale, command, then, () -> tooLate(context));
    }

    /** What a refusal is answered with. */
    public ProblemException refusal(Outcome.Refused refused, SaleDesk sale) {
        return new ProblemException(
                Refusals.describe(refused, sale.view().sale().terms()));
    }

    /** @param unknown what is done where the command is about nothing that there is */
    public void ask(RoutingContext context, SaleDesk sale, Command command, Consumer<Outcome> then, Runnable unknown) {
        ask(context, sale, command, then, unknown, () -> tooLate(context));
    }

    private void ask(
            RoutingContext context,
            SaleDesk sale,
            Command command,
            Consumer<Outcome> then,
            Runnable unknown,
            Runnable late) {
        Consumer<Outcome> handled = outcome -> {
            if (!(outcome instanceof Outcome.Refused refused)) {
                then.accept(outcome);
            } else if (refused.reason() == Rejection.NOT_FOUND) {
                unknown.run();
            } else {
                throw refusal(refused, sale);
            }
        };
        hand(context, sale, command, handled, late);
    }

    private void hand(RoutingContext context, SaleDesk sale, Command command, Consumer<Outcome> then, Runnable late) {
        Waiter waiter = new Waiter(context.response()) {
            @Override
            protected void answered(Outcome outcome) {
                Failures.guard(context, () -> then.accept(outcome));
            }

            @Override
            protected void turnedAway(Problem problem) {
                context.fail(new ProblemException(problem));
            }

            @Override
            protected void timedOut() {
                Failures.guard(context, late);
            }
        };
        Problem problem = asking.ask(sale, command, waiter, PATIENCE_SECONDS, false);
        if (problem != null) {
            context.fail(new ProblemException(problem));
        }
    }
}
