package dev.sluice.format.imports;

import dev.sluice.json.FieldErrors;
import dev.sluice.json.InvalidFieldsException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the JSON of a {@link Timetable} of a GTFS feed and of what the feed does not say: which formation runs, what it costs, how it is
 * sold. docs/reference/timetables.md describes that layout. Used once.
 */
public final class GtfsTimetable {
    /** Of what is wrong with a train or a stop: its number, and the rest of the pointer. */
    private static final Pattern ELEMENT = Pattern.compile("/(trains|stops)/(\\d+)(/.*|)");

    private static final Pattern OF_RULE = Pattern.compile("/(?:formation|prices|sales)(?:/.*|)");

    private final GtfsErrors errors;
    private final GtfsTrains trains;

    private GtfsTimetable(GtfsTrains trains, GtfsErrors errors) {
        this.trains = trains;
        this.errors = errors;
    }

    /**
     * A timetable, and what of the feed is not in it.
     *
     * @param notes each with its file, and the first of its lines where it has lines
     */
    public record Converted(Map<String, Object> timetable, List<String> notes) {}

    /**
     * Days before {@code from} and after {@code to} are left out, and so are trips that no rule of the layout suits.
     *
     * @throws InvalidFeedException if something is wrong with the feed
     * @throws InvalidFieldsException if something is wrong with the layout
     */
    public static Converted convert(
            Path feed, Map<String, Object> layout, LocalDate from, LocalDate to, GtfsLimits limits) throws IOException {
        GtfsRules rules = GtfsRules.read(layout);
        GtfsErrors errors = new GtfsErrors();
        GtfsFeed read = GtfsFeed.read(feed, trip -> rules.of(trip) != null, limits, errors);
        rules.noteUnused(read.trips.values(), errors);
        GtfsTrains trains = new GtfsTrains(read, rules, errors);
        trains.make(from, to);
        return new GtfsTimetable(trains, errors).convert(layout, read.timezone);
    }

    private Converted convert(Map<String, Object> layout, String timezone) {
        if (trains.trains().isEmpty()) {
            errors.add("no trip suits the layout's trains and runs on these days");
        }
        Object other = layout.get("timezone");
        if (other != null && !other.equals(timezone)) {
            errors.add("agency.txt: agency_timezone is " + timezone + ", and the layout says " + other);
        }
        errors.throwIfAny();
        Map<String, Object> timetable = new LinkedHashMap<>(layout);
        timetable.put("timezone", timezone);
        timetable.put("stops", trains.stops().stream().map(GtfsTimetable::stop).toList());
        timetable.put(
                "trains", trains.trains().stream().map(GtfsTrains.Made::json).toList());
        try {
            Timetable.read(timetable);
        } catch (InvalidFieldsException e) {
            blame(e.byPointer());
        }
        return new Converted(timetable, errors.notes());
    }

    private static Map<String, Object> stop(GtfsFeed.Station station) {
        Map<String, Object> stop = new LinkedHashMap<>();
        stop.put("id", station.id());
        stop.put("name", station.name());
        return stop;
    }

    /** Says of what is wrong with the timetable whether it is the feed's or the layout's. Faults of the layout are told first: others follow from them. */
    private void blame(Map<String, String> wrong) {
        FieldErrors ofLayout = new FieldErrors();
        List<InvalidFeedException.Fault> ofFeed = new ArrayList<>();
        wrong.forEach((pointer, detail) -> {
            Matcher element = ELEMENT.matcher(pointer);
            if (!element.matches()) {
                ofLayout.add(pointer, detail);
                return;
            }
            int index = Integer.parseInt(element.group(2));
            String rest = element.group(3);
            if (element.group(1).equals("stops")) {
                GtfsFeed.Station stop = trains.stops().get(index);
                String what = "stop_id " + stop.id() + ": " + rest + " " + detail;
                ofFeed.add(new InvalidFeedException.Fault("stops.txt", stop.line(), what));
            } else if (OF_RULE.matcher(rest).matches()) {
                ofLayout.add("/trains/" + trains.trains().get(index).rule().index() + rest, detail);
            } else {
                GtfsTrip trip = trains.trains().get(index).trip();
                String what = "trip_id " + trip.id() + ": " + rest + " " + detail;
                ofFeed.add(new InvalidFeedException.Fault("trips.txt", trip.line(), what));
            }
        });
        ofLayout.throwIfAny();
        ofFeed.forEach(fault -> errors.add(fault.file(), fault.line(), fault.detail()));
        errors.throwIfAny();
    }
}
