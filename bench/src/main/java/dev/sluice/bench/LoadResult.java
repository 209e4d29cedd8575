package dev.sluice.bench;

import dev.sluice.crowd.load.LoadTally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one measured phase gave. Crosses from the load process as {@code key=value} lines.
 *
 * @param statuses responses by status
 * @param errors requests without a response
 * @param elapsedNanos from the first request to the last response
 * @param clientMicros processor time of the load process
 * @param serverMicros processor time of the server's process; 0 when it was not watched
 * @param postgresMicros processor time of PostgreSQL's processes; 0 when they were not watched
 * @param machineMicros processor time of everything on the machine: what exceeds the three is noise
 */
record LoadResult(
        Map<Integer, Long> statuses,
        long errors,
        long reconnects,
        long elapsedNanos,
        long p50Nanos,
        long p99Nanos,
        long maxNanos,
        long clientMicros,
        long serverMicros,
        long postgresMicros,
        long machineMicros) {
    private static final String STATUS = "status-";

    static LoadResult of(LoadTally tally, Watch.Times used) {
        return new LoadResult(
                tally.statuses(),
                tally.errors(),
                tally.reconnects(),
                tally.elapsedNanos(),
                tally.latencyNanos(50),
                tally.latencyNanos(99),
                tally.latencyNanos(100),
                used.clientMicros(),
                used.serverMicros(),
                used.postgresMicros(),
                used.machineMicros());
    }

    /**
     * Reads back {@link #lines()}.
     *
     * @throws IllegalArgumentException when a value is missing, as after a load process that failed
     */
    static LoadResult parse(Map<String, String> lines) {
        Map<Integer, Long> statuses = new TreeMap<>();
        lines.forEach((key, value) -> {
            if (key.startsWith(STATUS)) {
                statuses.put(Integer.valueOf(key.substring(STATUS.length())), Long.valueOf(value));
            }
        });
        return new LoadResult(
                statuses,
                number(lines, "errors"),
                number(lines, "reconnects"),
                number(lines, "elapsed-nanos"),
                number(lines, "p50-nanos"),
                number(lines, "p99-nanos"),
                number(lines, "max-nanos"),
                number(lines, "client-micros"),
                number(lines, "server-micros"),
                number(lines, "postgres-micros"),
                number(lines, "machine-micros"));
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        statuses.forEach((status, count) -> lines.add(STATUS + status + "=" + count));
        lines.add("errors=" + errors);
        lines.add("reconnects=" + reconnects);
        lines.add("elapsed-nanos=" + elapsedNanos);
        lines.add("p50-nanos=" + p50Nanos);
        lines.add("p99-nanos=" + p99Nanos);
        lines.add("max-nanos=" + maxNanos);
        lines.add("client-micros=" + clientMicros);
        lines.add("server-micros=" + serverMicros);
        lines.add("postgres-micros=" + postgresMicros);
        lines.add("machine-micros=" + machineMicros);
        return lines;
    }

    long responses() {
        return statuses.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long number(Map<String, String> lines, String key) {
        String value = lines.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no " + key + " in " + lines);
        }
        return Long.parseLong(value);
    }
}
