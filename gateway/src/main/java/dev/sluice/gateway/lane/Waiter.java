package dev.sluice.gateway.lane;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Problem;
import dev.sluice.sale.Outcome;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A request that waits for an outcome, until it is answered, its time is over, or its connection closes. A node of {@link Waiters}, so
 * that waiting allocates nothing further. Used by one event loop.
 */
public abstract class Waiter implements Handler<Void> {
    private final HttpServerResponse response;
    private final Waiter besides;

    UUID id;
    /** Its number on its lane. */
    long request;

    long deadlineNanos;
    /** As long as everybody of its line waits. */
    int seconds;

    /** The next one with a number of the same remainder. */
    Waiter sameRemainder;

    Waiter earlier;
    Waiter later;
    boolean waits;
    boolean watches;
    /** Of which it is decided; null where that does not count. */
    SaleDesk sale;
    /** Whose writer was asked to tell of changes; null if none was. */
    SaleDesk watched;

    private Consumer<Waiter> leaving;

    /** @param response whose connection takes it along when it closes */
    protected Waiter(HttpServerResponse response) {
        this(response, null);
    }

    /** @param besides another one of the same request that was handed in before; or null */
    protected Waiter(HttpServerResponse response, Waiter besides) {
        this.response = response;
        this.besides = besides;
    }

    /** The command was decided, and the decision is durable. */
    protected abstract void answered(Outcome outcome);

    /** What it watches has changed. */
    protected void changed(Outcome outcome) {
        answered(outcome);
    }

    /** No outcome came in time. It may still come, to nobody. */
    protected abstract void timedOut();

    /** The command was taken, and is never decided: nothing happened. Who was answered already may come again. */
    protected void turnedAway(Problem problem) {
        if (!response.ended() && !response.closed()) {
            Answers.problem(response, problem);
        }
    }

    /** Whose request it is; null where that does not count. */
    protected String user() {
        return null;
    }

    /** It waits from now on; {@code left} hears if its connection closes. */
    void begin(Consumer<Waiter> left) {
        leaving = left;
        if (response.closed()) {
            handle(null);
        } else {
            response.closeHandler(this);
        }
    }

    /** Its connection was closed, with all that it waits for. */
    @Override
    public final void handle(Void closed) {
        for (Waiter one = this; one != null; one = one.besides) {
            if (one.leaving != null) {
                one.leaving.accept(one);
            }
        }
    }
}
