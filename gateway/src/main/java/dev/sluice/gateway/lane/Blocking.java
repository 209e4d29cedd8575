package dev.sluice.gateway.lane;

import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.Callable;

/** Lets a pool do what an event loop must not, and comes back to the loop with the result. Used by this event loop. */
public final class Blocking {
    private final Context context;
    private final WorkPool pool;

    public Blocking(Context context, WorkPool pool) {
        this.context = context;
        this.pool = pool;
    }

    /** Fails with {@link ProblemException}, busy, where the pool has no room for it in time. */
    public <T> Future<T> call(Callable<T> work) {
        Promise<T> promise = Promise.promise();
        Runnable task = () -> work(work, promise);
        switch (pool.enter(task)) {
            case BEGUN -> {}
            case WAITS -> giveUpLater(task, promise);
            case REFUSED -> promise.fail(refusal());
        }
        return promise.future();
    }

    private <T> void work(Callable<T> work, Promise<T> promise) {
        try {
            T result = work.call();
            Hop.to(context, () -> promise.complete(result));
        } catch (Throwable e) {
            Hop.to(context, () -> promise.fail(e));
        }
    }

    private void giveUpLater(Runnable task, Promise<?> promise) {
        long timer = context.owner().setTimer(pool.patienceMillis(), _ -> {
            if (pool.giveUp(task)) {
                promise.fail(refusal());
            }
        });
        promise.future().onComplete(_ -> context.owner().cancelTimer(timer));
    }

    private ProblemException refusal() {
        return new ProblemException(Problem.busy(pool.full()));
    }
}
