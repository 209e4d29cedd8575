package dev.sluice.gateway;

import dev.sluice.engine.desk.SaleView;
import dev.sluice.format.kind.KindFormat;
import dev.sluice.format.kind.Kinds;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Shortage;
import dev.sluice.sale.Units;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The problems that refusals are answered with, written once. Used by one event loop. */
final class Refusals {
    private record Written(Problem problem, Buffer body) {}

    private final Map<Rejection, Written> written = new EnumMap<>(Rejection.class);
    private Written notOpen;
    private long opensAtMillis = -1;

    void send(HttpServerResponse response, Outcome.Refused refused, SaleView view) {
        if (refused.shortage() == null) {
            send(response, refused.reason(), view);
        } else {
            Answers.problem(response, explained(refused.shortage(), view.sale().terms()));
        }
    }

    /** Names the units that were in the way. */
    static Problem describe(Outcome.Refused refused, SaleTerms terms) {
        return refused.shortage() == null ? Problem.of(refused.reason()) : explained(refused.shortage(), terms);
    }

    private static Problem explained(Shortage shortage, SaleTerms terms) {
        Problem problem = Problem.of(shortage.reason());
        if (!shortage.taken().isEmpty()) {
            problem = problem.with("taken", names(terms, shortage.taken()));
        }
        return shortage.instead().isEmpty() ? problem : problem.with("instead", names(terms, shortage.instead()));
    }

    private static List<String> names(SaleTerms terms, Units units) {
        KindFormat format = Kinds.of(terms);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
            names.add(format.name(terms, units.get(i)));
        }
        return names;
    }

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
