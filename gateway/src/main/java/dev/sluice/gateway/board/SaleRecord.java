package dev.sluice.gateway.board;

import dev.sluice.engine.port.SaleRecords;
import dev.sluice.engine.tally.Sums;
import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was counted of a sale over some time, in steps of so many seconds; a step in which nothing was counted is left out. Numbers of several processes
 * are added up; how the sale was is what any of them saw last.
 */
public final class SaleRecord {
    /** More are told in longer steps. */
    public static final int MAX_POINTS = 1_500;
    /** That are made of minutes. */
    public static final List<Integer> STEPS = List.of(60, 300, 900, 3_600, 21_600, 86_400);

    private static final String POINTS = "points";
    private static final int MINUTE = 60;
    private static final long MILLIS = 1_000;

    private final String sale;
    private final long from;
    private final long until;
    private final int step;
    private final Map<Long, Part> parts = new TreeMap<>();
    private final Sums totals = new Sums();

    private static final class Part {
        private final Sums sums = new Sums();
        private Map<String, Long> state = Map.of();
    }

    /** Between two seconds since 1970; of whole steps. */
    public SaleRecord(String sale, long from, long until, int step) {
        this.sale = sale;
        this.from = from;
        this.until = until;
        this.step = step;
    }

    /** The shortest step by which there are not too many. */
    public static int stepFor(long seconds) {
        return STEPS.stream()
                .filter(step -> seconds / step <= MAX_POINTS)
                .findFirst()
                .orElse(STEPS.getLast());
    }

    /** Takes a minute, in the order of time. */
    public void add(SaleRecords.Minute minute) {
        long second = minute.minute() * MINUTE;
        if (second + MINUTE <= from || second >= until) {
            return;
        }
        Part part = parts.computeIfAbsent(Math.floorDiv(second, step) * step, _ -> new Part());
        Sums sums = Sums.named(minute.counts());
        part.sums.add(sums);
        totals.add(sums);
        if (!minute.state().isEmpty()) {
            part.state = minute.state();
        }
    }

    public Buffer json() {
        return written(step, json -> {
            json.writeArrayFieldStart(POINTS);
            for (Map.Entry<Long, Part> part : parts.entrySet()) {
                PointJson.write(json, part.getKey(), step, part.getValue().sums, part.getValue().state, null);
            }
            json.writeEndArray();
        });
    }

    /** The same of seconds as they were sent to those who watched. */
    public Buffer json(List<byte[]> seconds) {
        String points = seconds.stream()
                .map(second -> new String(second, StandardCharsets.UTF_8))
                .collect(Collectors.joining(",", "[", "]"));
        return written(1, json -> json.writeRawField(POINTS, points));
    }

    private interface Points {
        void write(JsonWriter json) throws IOException;
    }

    private Buffer written(int stepSeconds, Points points) {
        return Buffer.buffer(Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("sale", sale);
            Json.time(json, "from", from * MILLIS);
            Json.time(json, "until", until * MILLIS);
            json.writeNumberField("stepSeconds", stepSeconds);
            if (stepSeconds > 1) {
                PointJson.funnel(json, totals);
            }
            points.write(json);
            json.writeEndObject();
        }));
    }
}
