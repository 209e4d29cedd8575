package dev.sluice.gateway.lane;

import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

/** Runs what blocks on virtual threads, so many at once, and comes back to the event loop with the result. */
public final class Blocking {
    private final Context context;
    private final Semaphore room;
    private final String full;

    /**
     * @param room shared by all event loops; what finds none fails with {@link ProblemException}, busy
     * @param full what is told then
     */
    public Blocking(Context context, Semaphore room, String full) {
        this.context = context;
        this.room = room;
        this.full = full;
    }

    public <T> Future<T> call(Callable<T> work) {
        if (!room.tryAcquire()) {
            return Future.failedFuture(new ProblemException(Problem.busy(full)));
        }
        Promise<T> promise = Promise.promise();
        Thread.ofVirtual().start(() -> {
            try {
                T result = work.call();
                context.runOnContext(_ -> promise.complete(result));
            } catch (Throwable e) {
                context.runOnContext(_ -> promise.fail(e));
            } finally {
                room.release();
            }
        });
        return promise.future();
    }
}
