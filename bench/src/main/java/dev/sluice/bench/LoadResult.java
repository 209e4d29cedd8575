package dev.sluice.bench;

import dev.sluice.crowd.load.LoadTally;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one measured phase gave. Crosses from the load process as {@code key=value} lines.
 *
 * @param statuses responses by status
 * @param errors requests without a response
 * @param elapsedNanos from the first request to the last response
 * @param clientMicros processor time of the load process
 * @param serverMicros processor time of each process of the server; 0 when it was not watched
 * @param postgresMicros processor time of PostgreSQL's processes; 0 when they were not watched
 * @param redisMicros processor time of Redis; 0 when it was not watched
 * @param machineMicros processor time of everything on the machine: what exceeds the others is noise
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
        List<Long> serverMicros,
        long postgresMicros,
        long redisMicros,
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
                used.redisMicros(),
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
                numbers(lines, "server-micros"),
                number(lines, "postgres-micros"),
                number(lines, "redis-micros"),
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
        lines.add("server-micros=" + serverMicros.stream().map(String::valueOf).collect(Collectors.joining(",")));
        lines.add("postgres-micros=" + postgresMicros);
        lines.add("redis-micros=" + redisMicros);
        lines.add("machine-micros=" + machineMicros);
        return lines;
    }

    /** Microseconds of processor time of all processes of the server together. */
    long allServerMicros() {
        return serverMicros.stream().mapToLong(Long::longValue).sum();
    }

    long responses() {
        return statuses.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long number(Map<String, String> lines, String key) {
        return numbers(lines, key).getFirst();
    }

    private static List<Long> numbers(Map<String, String> lines, String key) {
        String value = lines.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no " + key + " in " + lines);
        }
        return Arrays.stream(value.split(",")).map(Long::valueOf).toList();
    }
}
