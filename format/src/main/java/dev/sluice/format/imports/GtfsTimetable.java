package dev.sluice.format.imports;

import dev.sluice.format.plan.Times;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.InvalidFieldsException;
import dev.sluice.sale.TierTerms;
import dev.sluice.sale.Train;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes the JSON of a {@link Timetable} of a GTFS feed and of what the feed does not say: which formation runs, what it costs, how it is
 * sold. docs/reference/timetables.md describes that layout. Used once.
 */
public final class GtfsTimetable {
    private static final int MAX_TRAIN_ID = 40;
    private static final List<String> SHORT_WEEKDAYS = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");
    private static final List<String> WEEKDAYS =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

    private final GtfsErrors errors = new GtfsErrors();
    private final List<Rule> rules;
    private final Map<String, Object> layout;
    private final LocalDate from;
    private final LocalDate to;

    /** Which trips are trains of this kind; null is any. */
    private record Rule(String trip, String route, String formation, List<Price> prices, Object sales) {
        boolean suits(GtfsFeed.Trip other) {
            return (trip == null || trip.equals(other.id())) && (route == null || route.equals(other.route()));
        }
    }

    /** What a hop of so many minutes costs in a class. */
    private record Price(String tier, long perHop, long perMinute) {}

    private GtfsTimetable(Map<String, Object> layout, LocalDate from, LocalDate to) {
        FieldErrors fields = new FieldErrors();
        FieldReader reader = new FieldReader("", layout, fields);
        this.rules = rules(reader);
        fields.throwIfAny();
        this.layout = layout;
        this.from = from;
        this.to = to;
    }

    /**
     * Days before {@code from} and after {@code to} are left out, and so are trips that no rule of the layout suits.
     *
     * @throws InvalidFeedException if something is wrong with the feed
     * @throws InvalidFieldsException if something is wrong with the layout
     */
    public static Map<String, Object> convert(Path feed, Map<String, Object> layout, LocalDate from, LocalDate to)
            throws IOException {
        GtfsTimetable conversion = new GtfsTimetable(layout, from, to);
        GtfsFeed read = GtfsFeed.read(feed, trip -> conversion.ruleOf(trip) != null);
        Map<String, Object> timetable = conversion.timetable(read);
        conversion.errors.throwIfAny();
        Timetable.read(timetable);
        return timetable;
    }

    private static List<Rule> rules(FieldReader layout) {
        List<Rule> rules = new ArrayList<>();
        for (FieldReader rule : layout.objects("trains", 1, 10_000)) {
            List<Price> prices = new ArrayList<>();
            for (FieldReader price : rule.objects("prices", 1, 100)) {
                prices.add(new Price(
                        price.anyText("class"),
                        price.number("perHop", 0, TierTerms.MAX_PRICE, 0L),
                        price.number("perMinute", 0, TierTerms.MAX_PRICE / Times.MINUTES_OF_DAY, 0L)));
                price.refuseOthers();
            }
            FieldReader sales = rule.object("sales", false);
            rules.add(new Rule(
                    rule.has("trip") ? rule.anyText("trip") : null,
                    rule.has("route") ? rule.anyText("route") : null,
                    rule.anyText("formation"),
                    prices,
                    sales == null ? null : sales.tree()));
            rule.refuseOthers();
        }
        return rules;
    }

    /** The first that suits, or null. */
    private Rule ruleOf(GtfsFeed.Trip trip) {
        return rules.stream().filter(rule -> rule.suits(trip)).findFirst().orElse(null);
    }

    private Map<String, Object> timetable(GtfsFeed feed) {
        Map<String, Object> stops = new LinkedHashMap<>();
        Map<String, String> idsSeen = new HashMap<>();
        List<Object> trains = new ArrayList<>();
        for (GtfsFeed.Trip trip : feed.trips.values()) {
            Map<String, Object> days = days(feed.services.get(trip.service()));
            if (days != null) {
                trains.add(train(feed, trip, days, idsSeen));
                trip.calls().stream()
                        .map(call -> feed.stations.get(call.stop()))
                        .forEach(station ->
                                stops.putIfAbsent(station.id(), object("id", station.id(), "name", station.name())));
            }
        }
        if (trains.isEmpty()) {
            errors.add("no trip suits the layout's trains and runs on these days");
        }
        Map<String, Object> timetable = new LinkedHashMap<>(layout);
        timetable.putIfAbsent("timezone", feed.timezone);
        timetable.put("stops", List.copyOf(stops.values()));
        timetable.put("trains", trains);
        return timetable;
    }

    private Map<String, Object> train(
            GtfsFeed feed, GtfsFeed.Trip trip, Map<String, Object> days, Map<String, String> idsSeen) {
        Rule rule = ruleOf(trip);
        String id = trainId(trip);
        String other = idsSeen.putIfAbsent(TrainRun.slug(id), trip.id());
        if (other != null) {
            errors.add("trips.txt", trip.line(), "trip_id " + trip.id() + " reads like " + other + ": both are " + id);
        }
        if (trip.calls().size() > Train.MAX_STOPS) {
            errors.add(
                    "trips.txt", trip.line(), "trip_id " + trip.id() + " has more than " + Train.MAX_STOPS + " stops");
        }
        int[][] times = times(trip);
        Map<String, Object> train = object("id", id, "name", trip.name().isEmpty() ? id : trip.name());
        train.put("formation", rule.formation());
        train.put("days", days);
        train.put("calls", calls(feed, trip, times));
        train.put(
                "prices",
                rule.prices().stream().map(price -> prices(price, times)).toList());
        if (rule.sales() != null) {
            train.put("sales", rule.sales());
        }
        return train;
    }

    private List<Object> calls(GtfsFeed feed, GtfsFeed.Trip trip, int[][] times) {
        List<Object> calls = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (int i = 0; i < times.length; i++) {
            GtfsFeed.Call call = trip.calls().get(i);
            String stop = feed.stations.get(call.stop()).id();
            if (!seen.add(stop)) {
                errors.add("stop_times.txt", call.line(), "trip_id " + trip.id() + " stops twice at " + stop);
            }
            if (times[i][1] < times[i][0] || (i > 0 && times[i][0] < times[i - 1][1])) {
                errors.add("stop_times.txt", call.line(), "trip_id " + trip.id() + " goes back in time");
            }
            Map<String, Object> one = object("stop", stop, "arrives", Times.text(times[i][0]));
            one.put("departs", Times.text(times[i][1]));
            calls.add(one);
        }
        return calls;
    }

    private static Map<String, Object> prices(Price price, int[][] times) {
        List<Object> hops = new ArrayList<>();
        for (int hop = 0; hop + 1 < times.length; hop++) {
            hops.add(price.perHop() + price.perMinute() * Math.max(0, times[hop + 1][0] - times[hop][1]));
        }
        return object("class", price.tier(), "hops", hops);
    }

    /** Arrival and departure of each call; times that the feed leaves out are spread evenly between those it has. */
    private static int[][] times(GtfsFeed.Trip trip) {
        List<GtfsFeed.Call> calls = trip.calls();
        int[][] times = new int[calls.size()][];
        int known = 0;
        for (int i = 0; i < calls.size(); i++) {
            if (calls.get(i).arrives() < 0) {
                continue;
            }
            times[i] = new int[] {calls.get(i).arrives(), calls.get(i).departs()};
            for (int between = known + 1; between < i; between++) {
                int since = times[known][1];
                int minute = since + (times[i][0] - since) * (between - known) / (i - known);
                times[between] = new int[] {minute, minute};
            }
            known = i;
        }
        return times;
    }

    /** Null if it never runs in the time that is asked for. */
    private Map<String, Object> days(GtfsFeed.Service service) {
        TreeSet<LocalDate> also = within(service.also);
        LocalDate first = later(service.from, from);
        LocalDate last = earlier(service.to, to);
        boolean regular = service.from != null && !last.isBefore(first) && !service.weekdays.isEmpty();
        if (!regular && also.isEmpty()) {
            return null;
        }
        Map<String, Object> days = new LinkedHashMap<>();
        days.put("from", (regular ? first : also.first()).toString());
        days.put("to", (regular ? last : also.last()).toString());
        days.put(
                "weekdays",
                regular
                        ? service.weekdays.stream()
                                .map(weekday -> SHORT_WEEKDAYS.get(WEEKDAYS.indexOf(weekday)))
                                .toList()
                        : List.of());
        days.put(
                "except",
                within(service.except).stream().map(LocalDate::toString).toList());
        days.put("also", also.stream().map(LocalDate::toString).toList());
        return days;
    }

    private TreeSet<LocalDate> within(TreeSet<LocalDate> dates) {
        return new TreeSet<>(dates.subSet(from, true, to, true));
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one == null || other.isAfter(one) ? other : one;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one == null || other.isBefore(one) ? other : one;
    }

    /** Letters, digits and hyphens, for the sale's id; the end of what is too long, which is where trips differ. */
    private static String trainId(GtfsFeed.Trip trip) {
        String id = trip.id().replaceAll("[^A-Za-z0-9]+", "-");
        id = id.substring(Math.max(0, id.length() - MAX_TRAIN_ID)).replaceAll("^-+|-+$", "");
        return id.isEmpty() ? "trip-line-" + trip.line() : id;
    }

    private static Map<String, Object> object(String name, Object value, String otherName, Object otherValue) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put(name, value);
        object.put(otherName, otherValue);
        return object;
    }
}
