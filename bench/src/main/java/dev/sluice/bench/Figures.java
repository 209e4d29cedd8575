package dev.sluice.bench;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The figures that are quoted of a load. Processor time is per response.
 *
 * @param serverMicros of all processes of the server together
 * @param ticketMicros of that, what its ticket services took; 0 where one process does everything
 * @param noise processor time of processes that were no part of it, as a share of the machine's, 0 to 1
 * @param failures requests without a response
 */
record Figures(
        double requestsPerSecond,
        double p50Micros,
        double p99Micros,
        double serverMicros,
        double ticketMicros,
        double postgresMicros,
        double redisMicros,
        double clientMicros,
        double noise,
        double failures) {
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_SECOND = 1e9;

    /** @param cores how many the machine has */
    static Figures of(LoadResult result, int cores) {
        double responses = Math.max(1, result.responses());
        long server = result.allServerMicros();
        long known = result.clientMicros() + server + result.postgresMicros() + result.redisMicros();
        double machineNanos = (double) cores * Math.max(1, result.elapsedNanos());
        return new Figures(
                result.responses() * NANOS_PER_SECOND / Math.max(1, result.elapsedNanos()),
                result.p50Nanos() / NANOS_PER_MICRO,
                result.p99Nanos() / NANOS_PER_MICRO,
                server / responses,
                (server - result.serverMicros().getFirst()) / responses,
                result.postgresMicros() / responses,
                result.redisMicros() / responses,
                result.clientMicros() / responses,
                Math.max(0, result.machineMicros() - known) * NANOS_PER_MICRO / machineNanos,
                result.errors());
    }

    /**
     * Each figure's own median; of an even number the upper one.
     *
     * @throws IllegalArgumentException without any
     */
    static Figures median(List<Figures> rounds) {
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException("no rounds");
        }
        return new Figures(
                median(rounds, Figures::requestsPerSecond),
                median(rounds, Figures::p50Micros),
                median(rounds, Figures::p99Micros),
                median(rounds, Figures::serverMicros),
                median(rounds, Figures::ticketMicros),
                median(rounds, Figures::postgresMicros),
                median(rounds, Figures::redisMicros),
                median(rounds, Figures::clientMicros),
                median(rounds, Figures::noise),
                median(rounds, Figures::failures));
    }

    /** Its requests per second as a share of the other's. */
    double ratioTo(Figures other) {
        return requestsPerSecond / other.requestsPerSecond;
    }

    /** Requests that the server answers for a second of processor time, as a share of the other's. */
    double processorRatioTo(Figures other) {
        return other.serverMicros / serverMicros;
    }

    private static double median(List<Figures> rounds, ToDoubleFunction<Figures> figure) {
        return rounds.stream()
                .map(figure::applyAsDouble)
                .sorted(Comparator.naturalOrder())
                .toList()
                .get(rounds.size() / 2);
    }
}
