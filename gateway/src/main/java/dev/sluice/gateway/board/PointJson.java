package dev.sluice.gateway.board;

import dev.sluice.engine.tally.Figure;
import dev.sluice.engine.tally.Sums;
import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** How a second of a sale, or any longer time, is written down. */
final class PointJson {
    private static final long MILLIS = 1_000;
    private static final int DECIMALS = 2;

    private PointJson() {}

    /**
     * One process as a board shows it.
     *
     * @param silentMillis since it said last what it counts
     * @param arrived purchases that it was asked for in this second
     * @param state of the process; empty if it does not say
     */
    record Node(
            int number,
            String name,
            List<String> roles,
            boolean self,
            long silentMillis,
            long arrived,
            Map<String, Long> state) {}

    /**
     * What only the present has.
     *
     * @param status the sale's; null if nobody knows
     * @param totals what was ever counted; null while that is being read
     */
    record Present(String status, Sums totals, List<Node> nodes) {}

    /** @param present null of what is past */
    static byte[] bytes(long second, long seconds, Sums sums, Map<String, Long> state, Present present) {
        return Json.bytes(json -> write(json, second, seconds, sums, state, present));
    }

    static void write(JsonWriter json, long second, long seconds, Sums sums, Map<String, Long> state, Present present)
            throws IOException {
        json.writeStartObject();
        Json.time(json, "at", second * MILLIS);
        json.writeNumberField("seconds", seconds);
        if (present != null && present.status != null) {
            json.writeStringField("status", present.status);
        }
        for (Figure figure : Figure.values()) {
            json.writeNumberField(figure.label(), sums.of(figure));
        }
        numbers(json, "refused", sums.refusals());
        latency(json, sums);
        stock(json, state);
        if (present != null) {
            present(json, present);
        }
        json.writeEndObject();
    }

    private static void latency(JsonWriter json, Sums sums) throws IOException {
        long answered = sums.answered();
        json.writeNumberField("answered", answered);
        if (answered > 0) {
            json.writeObjectFieldStart("latencyMillis");
            for (int percent : new int[] {50, 95, 99}) {
                double millis = sums.millisOf(percent / 100.0);
                json.writeDecimalField("p" + percent, Math.round(millis * 100), DECIMALS);
            }
            json.writeEndObject();
        }
    }

    private static void stock(JsonWriter json, Map<String, Long> state) throws IOException {
        if (!state.containsKey(SaleFigures.CAPACITY)) {
            return;
        }
        json.writeObjectFieldStart("stock");
        for (String name : List.of(
                SaleFigures.CAPACITY,
                SaleFigures.AVAILABLE,
                SaleFigures.HELD,
                SaleFigures.SOLD,
                SaleFigures.WITHHELD)) {
            json.writeNumberField(name, state.getOrDefault(name, 0L));
        }
        json.writeEndObject();
        json.writeNumberField(SaleFigures.WAITLIST, state.getOrDefault(SaleFigures.WAITLIST, 0L));
        json.writeNumberField(SaleFigures.QUEUED, state.getOrDefault(SaleFigures.QUEUED, 0L));
        if (state.containsKey(SaleFigures.WAITING)) {
            json.writeObjectFieldStart("room");
            json.writeNumberField(SaleFigures.WAITING, state.get(SaleFigures.WAITING));
            json.writeNumberField(SaleFigures.INSIDE, state.getOrDefault(SaleFigures.INSIDE, 0L));
            json.writeEndObject();
        }
    }

    private static void present(JsonWriter json, Present present) throws IOException {
        if (present.totals != null) {
            funnel(json, present.totals);
        }
        json.writeArrayFieldStart("nodes");
        for (Node node : present.nodes) {
            json.writeStartObject();
            json.writeNumberField("number", node.number);
            json.writeStringField("name", node.name);
            json.writeArrayFieldStart("roles");
            for (String role : node.roles) {
                json.writeString(role);
            }
            json.writeEndArray();
            json.writeBooleanField("self", node.self);
            json.writeNumberField("silentMillis", node.silentMillis);
            json.writeNumberField("arrived", node.arrived);
            for (Map.Entry<String, Long> each : node.state.entrySet()) {
                json.writeNumberField(each.getKey(), each.getValue());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Of how many who looked how many tried, got something, and paid. */
    static void funnel(JsonWriter json, Sums totals) throws IOException {
        json.writeObjectFieldStart("funnel");
        for (Figure step : List.of(Figure.LOOKED, Figure.ARRIVED, Figure.HELD, Figure.SOLD)) {
            json.writeNumberField(step.label(), totals.of(step));
        }
        json.writeEndObject();
    }

    private static void numbers(JsonWriter json, String name, Map<String, Long> numbers) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> each : numbers.entrySet()) {
            json.writeNumberField(each.getKey(), each.getValue());
        }
        json.writeEndObject();
    }
}
