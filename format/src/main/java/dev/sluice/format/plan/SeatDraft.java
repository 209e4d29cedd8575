package dev.sluice.format.plan;

import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.Texts;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.SeatMap;
import dev.sluice.sale.SeatMapBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A seat map that is being read, with the place where each part of it stands, so that what is wrong with it as a whole can be told
 * there, too.
 */
final class SeatDraft {
    static final int DEFAULT_WEIGHT = 100;

    record Seat(String place, String label, String ownName, String tier, int x, int y, int bits) {}

    record Tier(String place, String name) {}

    record Row(String place, String label, List<Seat> seats) {}

    record Section(String place, String id, String name, int weight, List<Row> rows) {}

    private final FieldErrors errors;
    private final UnaryOperator<String> asTold;
    private final List<Section> sections = new ArrayList<>();
    private final Map<String, String> placeOfName = new HashMap<>();
    private final Set<String> tiers = new HashSet<>();
    private final Map<String, Tier> named = new LinkedHashMap<>();
    private int seats;
    private int[] focalPoint;

    /** @param isNew so that names must not look alike either: a seat whose name was typed in wide letters would be sold once more */
    SeatDraft(FieldErrors errors, boolean isNew) {
        this.errors = errors;
        this.asTold = isNew ? Texts::asSeen : UnaryOperator.identity();
    }

    void focalPoint(int x, int y) {
        focalPoint = new int[] {x, y};
    }

    /** How people call a tier; null in what was wrong. */
    void tier(String place, String id, String name) {
        check(id == null || named.putIfAbsent(id, new Tier(place, name)) == null, place, "is the id of another tier");
    }

    Section section(String place, String id, String name, int weight) {
        sections.add(new Section(place, id, name, weight, new ArrayList<>()));
        return sections.getLast();
    }

    static Row row(Section section, String place, String label) {
        section.rows.add(new Row(place, label, new ArrayList<>()));
        return section.rows.getLast();
    }

    /** A field that says where something is; missing is an error unless there is a value for it. */
    static int coordinate(FieldReader fields, String name, Integer otherwise) {
        Long ifMissing = otherwise == null ? null : Long.valueOf(otherwise);
        return (int) fields.number(name, -SeatMap.MAX_COORDINATE, SeatMap.MAX_COORDINATE, ifMissing);
    }

    /** The map; null if anything was wrong with it, here or before. */
    SeatMap finish(String place, int errorsBefore) {
        Set<String> ids = new HashSet<>();
        for (Section section : sections) {
            check(
                    section.id == null || ids.add(asTold.apply(section.id)),
                    section.place,
                    "has the id of another section");
            Set<String> labels = new HashSet<>();
            for (Row row : section.rows) {
                check(
                        row.label == null || labels.add(asTold.apply(row.label)),
                        row.place,
                        "has the label of another row of its section");
                check(row.seats.size() <= SeatMap.MAX_SEATS_IN_ROW, row.place, tooMany(SeatMap.MAX_SEATS_IN_ROW));
                row.seats.forEach(seat -> check(section, row, seat));
            }
        }
        named.forEach((id, tier) -> check(tiers.contains(id), tier.place, "is a tier that no seat is in"));
        check(sections.size() <= SeatMap.MAX_SECTIONS, place, "has at most " + SeatMap.MAX_SECTIONS + " sections");
        check(seats > 0, place, "has no seats");
        check(seats <= SeatMap.MAX_SEATS, place, tooMany(SeatMap.MAX_SEATS));
        check(tiers.size() <= SaleTerms.MAX_TIERS, place, "names more than " + SaleTerms.MAX_TIERS + " tiers");
        return errors.count() == errorsBefore ? build() : null;
    }

    private static String tooMany(int most) {
        return "has at most " + most + " seats";
    }

    private void check(Section section, Row row, Seat seat) {
        seats++;
        tiers.add(seat.tier);
        String inSection = row.label + "-" + seat.label;
        String byPlace = sections.size() == 1 ? inSection : section.id + "-" + inSection;
        String name = seat.ownName == null ? byPlace : seat.ownName;
        String other = placeOfName.putIfAbsent(asTold.apply(name), seat.place);
        if (other != null) {
            errors.add(seat.place, "is a seat named " + name + ", as is " + other);
        }
        boolean near =
                Math.abs((long) seat.x) <= SeatMap.MAX_COORDINATE && Math.abs((long) seat.y) <= SeatMap.MAX_COORDINATE;
        check(near, seat.place, "has coordinates from -" + SeatMap.MAX_COORDINATE + " to " + SeatMap.MAX_COORDINATE);
    }

    private void check(boolean holds, String place, String detail) {
        if (!holds) {
            errors.add(place, detail);
        }
    }

    private SeatMap build() {
        SeatMapBuilder builder = new SeatMapBuilder();
        named.forEach((id, tier) -> builder.tier(id, tier.name));
        for (Section section : sections) {
            builder.section(section.id, section.name, section.weight);
            for (Row row : section.rows) {
                builder.row(row.label);
                for (Seat seat : row.seats) {
                    builder.seat(seat.label, seat.ownName, seat.tier, seat.x, seat.y, seat.bits);
                }
            }
        }
        return focalPoint == null ? builder.build() : builder.build(focalPoint[0], focalPoint[1]);
    }
}
