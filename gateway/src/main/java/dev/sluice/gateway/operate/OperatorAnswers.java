package dev.sluice.gateway.operate;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What operators ask for, worked out once for all who ask at once and for those who ask a moment later, on threads that nobody else uses:
 * whoever asks too often gets the same again. Any thread may use it.
 */
public final class OperatorAnswers {
    private static final Duration FRESH_METRICS = Duration.ofSeconds(1);
    private static final Duration FRESH_NODES = Duration.ofSeconds(1);
    private static final Duration FRESH_HEALTH = Duration.ofMillis(200);

    private final Moment<String> metrics;
    private final Moment<String> unreadiness;
    private final Moment<Operations.Cluster> cluster;

    public OperatorAnswers(Operations operations) {
        metrics = new Moment<>("metrics", FRESH_METRICS, () -> operations.metrics(), _ -> true);
        unreadiness = new Moment<>(
                "health",
                FRESH_HEALTH,
                () -> operations.unreadiness() instanceof String why ? why : "",
                String::isEmpty);
        cluster = new Moment<>("nodes", FRESH_NODES, () -> operations.cluster(), _ -> true);
    }

    /** As {@link Operations#metrics} has them. */
    CompletableFuture<String> metrics() {
        return metrics.ask();
    }

    /** Empty if the process can serve. What stands against it is always asked anew. */
    CompletableFuture<String> unreadiness() {
        return unreadiness.ask();
    }

    /** As {@link Operations#cluster} has it. */
    CompletableFuture<Operations.Cluster> cluster() {
        return cluster.ask();
    }

    private static final class Moment<T> {
        private final String name;
        private final Duration fresh;
        private final Supplier<T> work;
        private final Predicate<T> keeps;
        private CompletableFuture<T> last;
        private long askedNanos;

        Moment(String name, Duration fresh, Supplier<T> work, Predicate<T> keeps) {
            this.name = name;
            this.fresh = fresh;
            this.work = work;
            this.keeps = keeps;
        }

        synchronized CompletableFuture<T> ask() {
            if (last == null || (last.isDone() && isOld())) {
                CompletableFuture<T> now = new CompletableFuture<>();
                last = now;
                askedNanos = System.nanoTime();
                Thread.ofPlatform().daemon().name(name).start(() -> answer(now));
            }
            return last;
        }

        private boolean isOld() {
            return last.isCompletedExceptionally()
                    || !keeps.test(last.join())
                    || System.nanoTime() - askedNanos > fresh.toNanos();
        }

        private void answer(CompletableFuture<T> now) {
            try {
                now.complete(work.get());
            } catch (Throwable e) {
                now.completeExceptionally(e);
            }
        }
    }
}
