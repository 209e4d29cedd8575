package dev.sluice.format.plan;

import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.JsonTree;
import dev.sluice.json.Texts;
import dev.sluice.sale.SeatMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads one row: {@code {"label": "A", "seats": "1-24"}} with whatever it says about places, tiers and single seats, or its seats one
 * by one.
 */
final class SeatRowJson {
    /** From seat to seat and from row to row, where nothing is said. */
    static final int PITCH = 10;

    private static final Pattern RANGE = Pattern.compile("([0-9]{1,5})-([0-9]{1,5})(?:/([0-9]{1,3}))?");
    /** Bits of a seat by the name of the field. */
    private static final Map<String, Integer> BITS = Map.of(
            "accessible", SeatMap.ACCESSIBLE,
            "companion", SeatMap.COMPANION,
            "restrictedView", SeatMap.RESTRICTED_VIEW,
            "aisleAfter", SeatMap.AISLE_AFTER);

    private static final List<String> BIT_NAMES = List.of("accessible", "companion", "restrictedView", "aisleAfter");

    private final FieldReader row;
    private final FieldErrors errors;
    private final SeatDraft.Row drafted;
    private final int defaultY;
    private final Map<String, Integer> bitsOfLabel = new HashMap<>();
    private List<?> seats;

    SeatRowJson(FieldReader row, SeatDraft.Row drafted, int defaultY) {
        this.row = row;
        this.errors = row.errors();
        this.drafted = drafted;
        this.defaultY = defaultY;
    }

    void read(String tierOfSection) {
        seats = row.raw("seats") instanceof String range
                ? range(range)
                : row.array("seats", 1, SeatMap.MAX_SEATS_IN_ROW);
        String tier = row.has("tier") ? row.slug("tier", null) : tierOfSection;
        int[] x = line("x", "dx", 0, PITCH);
        int[] y = line("y", "dy", defaultY, 0);
        List<Marks> marks = marks();
        row.refuseOthers();
        for (int i = 0; seats != null && i < seats.size(); i++) {
            seat(i, tier, x[i], y[i]);
        }
        marks.forEach(this::requireSeats);
    }

    /** Labels under the name of an attribute. */
    private record Marks(String pointer, List<?> labels) {}

    private List<Marks> marks() {
        List<Marks> all = new ArrayList<>();
        for (String name : BIT_NAMES) {
            List<?> labels = row.has(name) ? row.array(name, 0, SeatMap.MAX_SEATS_IN_ROW) : null;
            if (labels != null) {
                labels.stream()
                        .filter(String.class::isInstance)
                        .forEach(label -> bitsOfLabel.merge((String) label, BITS.get(name), (a, b) -> a | b));
                all.add(new Marks(row.pointer(name), labels));
            }
        }
        return all;
    }

    private void requireSeats(Marks marks) {
        Set<String> here =
                drafted.seats().stream().map(SeatDraft.Seat::label).collect(Collectors.toCollection(HashSet::new));
        for (int i = 0; i < marks.labels.size(); i++) {
            if (!(marks.labels.get(i) instanceof String label && here.contains(label))) {
                errors.add(marks.pointer + "/" + i, "is the label of a seat of this row");
            }
        }
    }

    private void seat(int index, String tierOfRow, int x, int y) {
        String place = row.raw("seats") instanceof String ? row.pointer("seats") : row.pointer("seats") + "/" + index;
        Object value = seats.get(index);
        if (value instanceof String label && !label.isBlank() && label.length() <= 20 && Texts.isStorable(label)) {
            int bits = bitsOfLabel.getOrDefault(label, 0);
            add(new SeatDraft.Seat(place, label, null, tierOfRow, x, y, bits));
        } else if (value instanceof Map<?, ?> object) {
            seat(new FieldReader(place, JsonTree.cast(object), errors), place, tierOfRow, x, y);
        } else {
            errors.add(place, "is a label of 1 to 20 characters, or an object");
        }
    }

    private void seat(FieldReader seat, String place, String tierOfRow, int x, int y) {
        String label = seat.text("label", 1, 20, null);
        String ownName = seat.has("id") ? seat.text("id", 1, 80, null) : null;
        String tier = seat.has("tier") ? seat.slug("tier", null) : tierOfRow;
        int ownX = SeatDraft.coordinate(seat, "x", x);
        int ownY = SeatDraft.coordinate(seat, "y", y);
        int bits = label == null ? 0 : bitsOfLabel.getOrDefault(label, 0);
        for (String name : BIT_NAMES) {
            bits |= seat.flag(name, false) ? BITS.get(name) : 0;
        }
        seat.refuseOthers();
        add(new SeatDraft.Seat(place, label, ownName, tier, ownX, ownY, bits));
    }

    private void add(SeatDraft.Seat seat) {
        if (seat.tier() == null) {
            errors.add(seat.place(), "is in no tier; name one here, or for the row, the section or the map");
        }
        drafted.seats().add(seat);
    }

    /** {@code 1-24}, {@code 24-1}, or {@code 1-47/2} for every second one. */
    private List<String> range(String text) {
        Matcher matcher = RANGE.matcher(text);
        if (matcher.matches()) {
            int from = Integer.parseInt(matcher.group(1));
            int to = Integer.parseInt(matcher.group(2));
            int step = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
            boolean whole = step > 0 && (to - from) % step == 0;
            if (whole && Math.abs(to - from) / step < SeatMap.MAX_SEATS_IN_ROW) {
                List<String> labels = new ArrayList<>();
                int signed = to < from ? -step : step;
                for (int label = from; label != to; label += signed) {
                    labels.add(Integer.toString(label));
                }
                labels.add(Integer.toString(to));
                return labels;
            }
        }
        errors.add(
                row.pointer("seats"),
                "is an array, or a range like 1-24, 24-1 or 1-47/2 of at most " + SeatMap.MAX_SEATS_IN_ROW + " seats");
        return null;
    }

    /** A coordinate of each seat: a number each, or where the first is and how far it is from each to the next. */
    private int[] line(String name, String step, int start, int pitch) {
        int[] line = new int[seats == null ? 0 : seats.size()];
        if (row.raw(name) instanceof List<?> array) {
            if (row.has(step)) {
                errors.add(row.pointer(step), "does not go with a number for each seat");
            }
            row.raw(step);
            each(name, array, line);
            return line;
        }
        int first = SeatDraft.coordinate(row, name, start);
        int perSeat = SeatDraft.coordinate(row, step, pitch);
        for (int i = 0; i < line.length; i++) {
            line[i] = Math.clamp(first + (long) i * perSeat, Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        return line;
    }

    private void each(String name, List<?> array, int[] line) {
        if (seats != null && array.size() != line.length) {
            errors.add(row.pointer(name), "has a number for each seat");
            return;
        }
        for (int i = 0; i < line.length; i++) {
            if (array.get(i) instanceof Integer number) {
                line[i] = number;
            } else {
                errors.add(row.pointer(name) + "/" + i, "is a whole number");
            }
        }
    }
}
