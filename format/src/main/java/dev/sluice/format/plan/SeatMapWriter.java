package dev.sluice.format.plan;

import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import dev.sluice.sale.SeatMap;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes a seat map in the open format, in its shortest form: equal maps are equal texts. */
final class SeatMapWriter {
    private final SeatMap map;
    private final JsonWriter json;

    private SeatMapWriter(SeatMap map, JsonWriter json) {
        this.map = map;
        this.json = json;
    }

    static String write(SeatMap map) {
        return Json.text(json -> new SeatMapWriter(map, json).map());
    }

    private void map() throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("focalPoint");
        json.writeNumberField("x", map.focalX());
        json.writeNumberField("y", map.focalY());
        json.writeEndObject();
        tiers();
        json.writeArrayFieldStart("sections");
        for (int i = 0; i < map.sections().size(); i++) {
            section(i);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void tiers() throws IOException {
        List<String> named =
                map.tiers().stream().filter(tier -> map.tierName(tier) != null).toList();
        if (named.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("tiers");
        for (String tier : named) {
            json.writeStartObject();
            json.writeStringField("id", tier);
            json.writeStringField("name", map.tierName(tier));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void section(int index) throws IOException {
        SeatMap.Section section = map.sections().get(index);
        json.writeStartObject();
        json.writeStringField("id", section.id());
        json.writeStringField("name", section.name());
        if (section.weight() != SeatDraft.DEFAULT_WEIGHT) {
            json.writeNumberField("weight", section.weight());
        }
        json.writeArrayFieldStart("rows");
        for (int row = map.firstRow(index); row < map.firstRow(index + 1); row++) {
            row(row);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void row(int row) throws IOException {
        int first = map.firstSeat(row);
        int end = map.firstSeat(row + 1);
        json.writeStartObject();
        json.writeStringField("label", map.rowLabel(row));
        json.writeStringField("tier", map.tiers().get(map.tierOf(first)));
        line("x", "dx", SeatMap::x, first, end);
        line("y", "dy", SeatMap::y, first, end);
        if (isPlain(first, end)) {
            labels(first, end);
            marks("accessible", SeatMap.ACCESSIBLE, first, end);
            marks("companion", SeatMap.COMPANION, first, end);
            marks("restrictedView", SeatMap.RESTRICTED_VIEW, first, end);
            marks("aisleAfter", SeatMap.AISLE_AFTER, first, end);
        } else {
            json.writeArrayFieldStart("seats");
            for (int seat = first; seat < end; seat++) {
                seat(seat, map.tierOf(first));
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    /** Whether all seats can be said with their labels: none has a name or a tier of its own, or the label of another. */
    private boolean isPlain(int first, int end) {
        Set<String> labels = new HashSet<>();
        for (int seat = first; seat < end; seat++) {
            if (map.ownName(seat) != null || map.tierOf(seat) != map.tierOf(first) || !labels.add(map.label(seat))) {
                return false;
            }
        }
        return true;
    }

    private interface Coordinate {
        int of(SeatMap map, int seat);
    }

    /** As the first number and the step from each to the next, or, where the steps differ, as a number for each. */
    private void line(String name, String step, Coordinate coordinate, int first, int end) throws IOException {
        int pitch = end - first < 2 ? 0 : coordinate.of(map, first + 1) - coordinate.of(map, first);
        boolean even = Math.abs(pitch) <= SeatMap.MAX_COORDINATE;
        for (int seat = first + 1; seat < end; seat++) {
            even &= coordinate.of(map, seat) - coordinate.of(map, seat - 1) == pitch;
        }
        if (even) {
            json.writeNumberField(name, coordinate.of(map, first));
            json.writeNumberField(step, pitch);
        } else {
            json.writeArrayFieldStart(name);
            for (int seat = first; seat < end; seat++) {
                json.writeNumber(coordinate.of(map, seat));
            }
            json.writeEndArray();
        }
    }

    private void labels(int first, int end) throws IOException {
        String range = range(first, end);
        if (range != null) {
            json.writeStringField("seats", range);
            return;
        }
        json.writeArrayFieldStart("seats");
        for (int seat = first; seat < end; seat++) {
            json.writeString(map.label(seat));
        }
        json.writeEndArray();
    }

    /** Null if the labels are not numbers in even steps. */
    private String range(int first, int end) {
        int from = number(map.label(first));
        int step = end - first < 2 ? 1 : number(map.label(first + 1)) - from;
        if (step == 0 || Math.abs(step) > 999) {
            return null;
        }
        for (int seat = first; seat < end; seat++) {
            int number = number(map.label(seat));
            if (number < 0 || number != from + (seat - first) * step) {
                return null;
            }
        }
        String plain = map.label(first) + "-" + map.label(end - 1);
        return Math.abs(step) == 1 ? plain : plain + "/" + Math.abs(step);
    }

    /** -1 if it is not a number written as a range has it. */
    private static int number(String label) {
        boolean digits = label.length() <= 5 && label.chars().allMatch(c -> c >= '0' && c <= '9');
        boolean plain = digits && (label.length() == 1 || label.charAt(0) != '0');
        return plain ? Integer.parseInt(label) : -1;
    }

    private void marks(String name, int attribute, int first, int end) throws IOException {
        boolean any = false;
        for (int seat = first; seat < end; seat++) {
            if (map.is(seat, attribute)) {
                if (!any) {
                    json.writeArrayFieldStart(name);
                    any = true;
                }
                json.writeString(map.label(seat));
            }
        }
        if (any) {
            json.writeEndArray();
        }
    }

    private void seat(int seat, int tierOfRow) throws IOException {
        json.writeStartObject();
        json.writeStringField("label", map.label(seat));
        if (map.ownName(seat) != null) {
            json.writeStringField("id", map.ownName(seat));
        }
        if (map.tierOf(seat) != tierOfRow) {
            json.writeStringField("tier", map.tiers().get(map.tierOf(seat)));
        }
        flag("accessible", map.is(seat, SeatMap.ACCESSIBLE));
        flag("companion", map.is(seat, SeatMap.COMPANION));
        flag("restrictedView", map.is(seat, SeatMap.RESTRICTED_VIEW));
        flag("aisleAfter", map.is(seat, SeatMap.AISLE_AFTER));
        json.writeEndObject();
    }

    private void flag(String name, boolean set) throws IOException {
        if (set) {
            json.writeBooleanField(name, true);
        }
    }
}
