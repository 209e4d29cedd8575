package dev.sluice.app.node;

import dev.sluice.engine.writer.Telemetry;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.ReservationStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What writers decide and commit. Every counter exists from the start, so that counting allocates nothing. Any thread. */
final class DecisionMeters implements Telemetry {
    private static final Duration[] COMMIT_BUCKETS = Stream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);
    private static final double[] BATCH_BUCKETS = {1, 4, 16, 64, 256, 1_024, 4_096};

    private final MeterRegistry registry;
    private final Map<ReservationStatus, Counter> created = new EnumMap<>(ReservationStatus.class);
    private final Map<Rejection, Counter> refused = new EnumMap<>(Rejection.class);
    private final Counter repeated;
    private final Counter paymentOpened;
    private final Counter paymentFound;
    private final Counter administered;
    private final Counter listed;
    private final Counter entered;
    private final Counter entryFound;
    private final Counter drawFound;
    private final Counter placed;
    private final Counter changedRows;
    private final Counter recoveries;
    private final Timer commits;
    private final DistributionSummary batches;

    DecisionMeters(MeterRegistry registry) {
        this.registry = registry;
        for (ReservationStatus status : ReservationStatus.values()) {
            created.put(status, outcome("reserved_" + status.name().toLowerCase(Locale.ROOT)));
        }
        for (Rejection reason : Rejection.values()) {
            refused.put(
                    reason,
                    Counter.builder("sluice.refusals")
                            .description("Commands that were refused, by reason")
                            .tag("reason", reason.name())
                            .register(registry));
        }
        repeated = outcome("found");
        paymentOpened = outcome("payment_opened");
        paymentFound = outcome("payment_found");
        administered = outcome("administered");
        listed = outcome("listed");
        entered = outcome("entered");
        entryFound = outcome("entry_found");
        drawFound = outcome("draw_found");
        placed = outcome("placed");
        changedRows = Counter.builder("sluice.commit.rows")
                .description("Rows changed by commits")
                .register(registry);
        recoveries = Counter.builder("sluice.recoveries")
                .description("Times that the ledger failed a writer, which then loaded again")
                .register(registry);
        commits = Timer.builder("sluice.commit")
                .description("How long commits take")
                .serviceLevelObjectives(COMMIT_BUCKETS)
                .register(registry);
        batches = DistributionSummary.builder("sluice.batch.commands")
                .description("Commands that were decided in one commit")
                .serviceLevelObjectives(BATCH_BUCKETS)
                .register(registry);
    }

    private Counter outcome(String kind) {
        return Counter.builder("sluice.outcomes")
                .description("Outcomes that were released, by kind, without refusals")
                .tag("kind", kind)
                .register(registry);
    }

    @Override
    public void decided(Outcome outcome) {
        switch (outcome) {
            case Outcome.Reserved found ->
                (found.created() ? created.get(found.state().status()) : repeated).increment();
            case Outcome.Refused no -> refused.get(no.reason()).increment();
            case Outcome.PaymentOpened _ -> paymentOpened.increment();
            case Outcome.PaymentFound _ -> paymentFound.increment();
            case Outcome.Administered _ -> administered.increment();
            case Outcome.Listed _ -> listed.increment();
            case Outcome.Entered made -> (made.created() ? entered : entryFound).increment();
            case Outcome.DrawFound _ -> drawFound.increment();
            case Outcome.Placed _ -> placed.increment();
        }
    }

    @Override
    public void committed(int commands, int changes, long nanos) {
        commits.record(nanos, TimeUnit.NANOSECONDS);
        batches.record(commands);
        changedRows.increment(changes);
    }

    @Override
    public void recovering(String sale, Throwable cause) {
        recoveries.increment();
    }
}
