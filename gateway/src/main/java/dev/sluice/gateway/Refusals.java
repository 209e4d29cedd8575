package dev.sluice.gateway;

import dev.sluice.engine.SaleView;
import dev.sluice.sale.Rejection;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** The problems that refusals are answered with, written once. Used by one event loop. */
final class Refusals {
    private record Written(Problem problem, Buffer body) {}

    private final Map<Rejection, Written> written = new EnumMap<>(Rejection.class);
    private Written notOpen;
    private long opensAtMillis = -1;

    void send(HttpServerResponse response, Rejection rejection, SaleView view) {
        Written refusal = rejection == Rejection.NOT_OPEN
                ? notOpen(view)
                : written.computeIfAbsent(rejection, r -> write(Problem.of(r)));
        Answers.problem(response, refusal.problem, refusal.body);
    }

    private Written notOpen(SaleView view) {
        long opens = view.sale().terms().window().opensAtMillis();
        if (opens != opensAtMillis) {
            opensAtMillis = opens;
            notOpen = write(Problem.of(Rejection.NOT_OPEN)
                    .with("opensAt", Instant.ofEpochMilli(opens).toString()));
        }
        return notOpen;
    }

    private static Written write(Problem problem) {
        return new Written(problem, problem.toBuffer());
    }
}
