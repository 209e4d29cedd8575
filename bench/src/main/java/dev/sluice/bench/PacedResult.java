package dev.sluice.bench;

import dev.sluice.crowd.load.PacedTally;
import java.util.List;
import java.util.Map;

/**
 * What one open loop gave. Crosses from the load process as {@code key=value} lines. Latencies count from when a request was to be sent.
 *
 * @param sent requests
 * @param granted answered 201
 * @param queued answered 202
 * @param turnedAway answered 503
 * @param others answered otherwise
 * @param errors not answered
 * @param unsent whose time came, and that were not sent in all the time
 * @param waited that were sent late as no connection was free
 * @param lateP99Nanos how late requests were sent
 */
record PacedResult(
        long sent,
        long granted,
        long queued,
        long turnedAway,
        long others,
        long errors,
        long unsent,
        long waited,
        long grantedP50Nanos,
        long grantedP99Nanos,
        long turnedAwayP99Nanos,
        long lateP99Nanos,
        long clientMicros,
        long serverMicros,
        long postgresMicros) {
    static PacedResult of(PacedTally tally, Watch.Times used) {
        long all = tally.statuses().values().stream().mapToLong(Long::longValue).sum();
        long granted = tally.responses(201);
        long queued = tally.responses(202);
        long turnedAway = tally.responses(503);
        return new PacedResult(
                tally.sent(),
                granted,
                queued,
                turnedAway,
                all - granted - queued - turnedAway,
                tally.errors(),
                tally.unsent(),
                tally.waited(),
                tally.latencyNanos(201, 50),
                tally.latencyNanos(201, 99),
                tally.latencyNanos(503, 99),
                tally.latenessNanos(99),
                used.clientMicros(),
                used.serverMicros().stream().mapToLong(Long::longValue).sum(),
                used.postgresMicros());
    }

    List<String> lines() {
        return List.of(
                "sent=" + sent,
                "granted=" + granted,
                "queued=" + queued,
                "turned-away=" + turnedAway,
                "others=" + others,
                "errors=" + errors,
                "unsent=" + unsent,
                "waited=" + waited,
                "granted-p50-nanos=" + grantedP50Nanos,
                "granted-p99-nanos=" + grantedP99Nanos,
                "turned-away-p99-nanos=" + turnedAwayP99Nanos,
                "late-p99-nanos=" + lateP99Nanos,
                "client-micros=" + clientMicros,
                "server-micros=" + serverMicros,
                "postgres-micros=" + postgresMicros);
    }

    /**
     * Reads back {@link #lines()}.
     *
     * @throws IllegalArgumentException when a value is missing, as after a load process that failed
     */
    static PacedResult parse(Map<String, String> lines) {
        return new PacedResult(
                number(lines, "sent"),
                number(lines, "granted"),
                number(lines, "queued"),
                number(lines, "turned-away"),
                number(lines, "others"),
                number(lines, "errors"),
                number(lines, "unsent"),
                number(lines, "waited"),
                number(lines, "granted-p50-nanos"),
                number(lines, "granted-p99-nanos"),
                number(lines, "turned-away-p99-nanos"),
                number(lines, "late-p99-nanos"),
                number(lines, "client-micros"),
                number(lines, "server-micros"),
                number(lines, "postgres-micros"));
    }

    private static long number(Map<String, String> lines, String key) {
        String value = lines.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no " + key + " in " + lines);
        }
        return Long.parseLong(value);
    }
}
