package dev.sluice.format.imports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A trip of a feed that is to be sold, with its calls in their order, and when it runs more than once a day. */
final class GtfsTrip {
    static final int HOUR_SECONDS = 3_600;
    private static final int MIN_HEADWAY_SECONDS = 60;
    private static final String FREQUENCIES = "frequencies.txt";

    private final long line;
    private final String id;
    private final String route;
    private final String name;
    private final String service;
    private final List<GtfsCall> calls = new ArrayList<>();
    private final TreeMap<Integer, Headway> headways = new TreeMap<>();

    GtfsTrip(long line, String id, String route, String name, String service) {
        this.line = line;
        this.id = id;
        this.route = route;
        this.name = name;
        this.service = service;
    }

    /** It leaves so often from one time on and before another, in seconds of the day. */
    private record Headway(long line, int from, int to, int seconds) {}

    long line() {
        return line;
    }

    String id() {
        return id;
    }

    String route() {
        return route;
    }

    String name() {
        return name;
    }

    String service() {
        return service;
    }

    List<GtfsCall> calls() {
        return calls;
    }

    /** Takes a line of {@code frequencies.txt}. */
    void runsOften(GtfsTable.Row row) {
        int from = GtfsCall.seconds(row, "start_time");
        int to = GtfsCall.seconds(row, "end_time");
        int seconds = 0;
        try {
            seconds = Integer.parseInt(row.needed("headway_secs"));
        } catch (NumberFormatException e) {
            row.wrong("headway_secs is a whole number");
            return;
        }
        String exact = row.oneOf("exact_times", "0", "1");
        if (from < 0 || to <= from) {
            row.wrong("end_time is after start_time");
        } else if (seconds < MIN_HEADWAY_SECONDS) {
            row.wrong("headway_secs is at least " + MIN_HEADWAY_SECONDS);
        } else if ("0".equals(exact)) {
            row.wrong("exact_times 0: trip_id " + id
                    + " runs every so often and at no set times, so that no seat can be sold");
        } else if (headways.putIfAbsent(from, new Headway(row.line(), from, to, seconds)) != null) {
            row.wrong("start_time of trip_id " + id + " is there already");
        }
    }

    /** When it leaves its first stop, in seconds of the day. */
    List<Integer> departures() {
        return headways.isEmpty()
                ? List.of(calls.getFirst().departs())
                : headways.values().stream()
                        .flatMap(often -> IntStream.iterate(
                                        often.from, start -> start < often.to, start -> start + often.seconds)
                                .boxed())
                        .toList();
    }

    boolean runsOften() {
        return !headways.isEmpty();
    }

    void check(GtfsErrors errors) {
        calls.sort(Comparator.comparingInt(GtfsCall::sequence).thenComparingLong(GtfsCall::line));
        for (int i = 1; i < calls.size(); i++) {
            if (calls.get(i).sequence() == calls.get(i - 1).sequence()) {
                errors.add(
                        "stop_times.txt",
                        calls.get(i).line(),
                        "stop_sequence " + calls.get(i).sequence() + " of trip_id " + id + " is there already");
            }
        }
        if (calls.size() < 2) {
            errors.add("trips.txt", line, "trip_id " + id + " has fewer than two stop_times");
        } else if (calls.getFirst().departs() < 0 || calls.getLast().arrives() < 0) {
            errors.add("trips.txt", line, "trip_id " + id + " has no time at its first or last stop");
        }
        for (Headway often : headways.values()) {
            Map.Entry<Integer, Headway> next = headways.higherEntry(often.from);
            if (next != null && next.getKey() < often.to) {
                errors.add(
                        FREQUENCIES,
                        next.getValue().line,
                        "start_time of trip_id " + id + " is before the end_time of line " + often.line);
            }
        }
    }
}
