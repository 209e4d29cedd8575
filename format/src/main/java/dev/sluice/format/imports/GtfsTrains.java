package dev.sluice.format.imports;

import dev.sluice.format.plan.Times;
import dev.sluice.sale.Train;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Makes the {@code trains} and the {@code stops} of a timetable of the trips of a feed. Used once. */
final class GtfsTrains {
    /** As many as a timetable has. */
    private static final int MAX_TRAINS = 100_000;
    /** What the id of a train has of its time, where a trip is several. */
    private static final int TIME_CHARS = "-0905".length();

    private final GtfsFeed feed;
    private final GtfsRules rules;
    private final GtfsErrors errors;
    private final Map<String, GtfsFeed.Station> stops = new LinkedHashMap<>();
    private final Map<String, String> tripsOfIds = new HashMap<>();
    private final List<Made> trains = new ArrayList<>();

    /** A train, and what it was made of. */
    record Made(Map<String, Object> json, GtfsTrip trip, GtfsRules.Rule rule) {}

    /** A stop that the train makes, with times in minutes. */
    private record Halt(
            long line, GtfsFeed.Station station, int arrives, int departs, boolean boards, boolean alights) {}

    GtfsTrains(GtfsFeed feed, GtfsRules rules, GtfsErrors errors) {
        this.feed = feed;
        this.rules = rules;
        this.errors = errors;
    }

    List<Made> trains() {
        return trains;
    }

    /** In the order in which the trains come to them. */
    List<GtfsFeed.Station> stops() {
        return List.copyOf(stops.values());
    }

    /** Leaves out days before and after these. */
    void make(LocalDate from, LocalDate to) {
        LocalDate first = feed.firstDay.isAfter(from) ? feed.firstDay : from;
        LocalDate last = feed.lastDay.isBefore(to) ? feed.lastDay : to;
        Map<String, String> ids = GtfsNames.trains(feed.trips.keySet(), 0);
        Map<String, String> shortIds = GtfsNames.trains(feed.trips.keySet(), TIME_CHARS);
        for (GtfsTrip trip : feed.trips.values()) {
            if (feed.services.runsOutside(trip.service(), feed.firstDay, feed.lastDay)) {
                errors.note(
                        "trips.txt",
                        trip.line(),
                        "days for which the feed does not answer (feed_info.txt) are left out");
            }
            Map<String, Object> days = feed.services.days(trip.service(), first, last);
            if (days == null) {
                errors.note("trips.txt", trip.line(), "these trips run on none of the days: they are left out");
                continue;
            }
            GtfsRules.Rule rule = rules.of(trip);
            String id = rule.id() != null ? rule.id() : trip.runsOften() ? shortIds.get(trip.id()) : ids.get(trip.id());
            make(trip, rule, days, id);
        }
    }

    private void make(GtfsTrip trip, GtfsRules.Rule rule, Map<String, Object> days, String id) {
        int usual = trip.calls().getFirst().departs();
        for (int departure : trip.departures()) {
            List<Halt> halts = halts(trip, departure - usual);
            if (!carriesAnybody(halts)) {
                errors.note("trips.txt", trip.line(), "nobody may get on and off again: these trips are left out");
                return;
            }
            if (trains.size() >= MAX_TRAINS) {
                errors.add("there are more than " + MAX_TRAINS
                        + " trains: name fewer in the layout, or say between which days");
                errors.throwIfAny();
            }
            trains.add(
                    new Made(train(trip, rule, days, trip.runsOften() ? id + time(departure) : id, halts), trip, rule));
        }
    }

    private static boolean carriesAnybody(List<Halt> halts) {
        boolean boarded = false;
        for (int i = 0; i < halts.size(); i++) {
            if (boarded && halts.get(i).alights) {
                return true;
            }
            boarded |= halts.get(i).boards;
        }
        return false;
    }

    private static String time(int seconds) {
        return String.format(
                Locale.ROOT, "-%02d%02d", seconds / GtfsTrip.HOUR_SECONDS, seconds % GtfsTrip.HOUR_SECONDS / 60);
    }

    private Map<String, Object> train(
            GtfsTrip trip, GtfsRules.Rule rule, Map<String, Object> days, String id, List<Halt> halts) {
        String other = tripsOfIds.putIfAbsent(GtfsNames.slug(id), trip.id());
        if (other != null) {
            errors.add(
                    "trips.txt",
                    trip.line(),
                    "trip_id " + trip.id() + " would have the id " + id + ", as " + other
                            + " has: give it another in the layout, by a rule with trip and id");
        }
        if (halts.size() > Train.MAX_STOPS) {
            errors.add(
                    "trips.txt", trip.line(), "trip_id " + trip.id() + " has more than " + Train.MAX_STOPS + " stops");
        }
        check(trip, halts);
        Map<String, Object> train = new LinkedHashMap<>();
        String name = GtfsNames.text(trip.name());
        train.put("id", id);
        train.put("name", name.isEmpty() ? id : name);
        train.put("formation", rule.formation());
        train.put("days", days);
        train.put("calls", halts.stream().map(this::call).toList());
        train.put(
                "prices",
                rule.prices().stream().map(price -> prices(price, halts)).toList());
        if (rule.sales() != null) {
            train.put("sales", rule.sales());
        }
        return train;
    }

    private void check(GtfsTrip trip, List<Halt> halts) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < halts.size(); i++) {
            Halt halt = halts.get(i);
            String stop = halt.station.id();
            if (!seen.add(stop)) {
                errors.add("stop_times.txt", halt.line, "trip_id " + trip.id() + " stops twice at " + stop);
            }
            if (halt.departs < halt.arrives || (i > 0 && halt.arrives < halts.get(i - 1).departs)) {
                errors.add("stop_times.txt", halt.line, "trip_id " + trip.id() + " goes back in time");
            }
            GtfsFeed.Station known = stops.putIfAbsent(stop, halt.station);
            if (known != null && known.line() != halt.station.line()) {
                errors.add("stops.txt", halt.station.line(), "stop_id reads like that of line " + known.line());
            }
        }
    }

    private Map<String, Object> call(Halt halt) {
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("stop", halt.station.id());
        call.put("arrives", Times.text(Math.max(0, halt.arrives)));
        call.put("departs", Times.text(Math.max(0, halt.departs)));
        if (!halt.boards) {
            call.put("boards", false);
        }
        if (!halt.alights) {
            call.put("alights", false);
        }
        return call;
    }

    private static Map<String, Object> prices(GtfsRules.Price price, List<Halt> halts) {
        List<Object> hops = new ArrayList<>();
        for (int hop = 0; hop + 1 < halts.size(); hop++) {
            int minutes = Math.max(0, halts.get(hop + 1).arrives - halts.get(hop).departs);
            hops.add(price.perHop() + price.perMinute() * minutes);
        }
        Map<String, Object> prices = new LinkedHashMap<>();
        prices.put("class", price.tier());
        prices.put("hops", hops);
        return prices;
    }

    /**
     * The stops of a train, without those where nobody may get on or off: for its passengers it passes them. Nobody gets off at the first or on at
     * the last, so that nothing is said of that.
     */
    private List<Halt> halts(GtfsTrip trip, int laterSeconds) {
        int[][] times = times(trip.calls());
        List<Halt> halts = new ArrayList<>();
        int last = times.length - 1;
        for (int i = 0; i <= last; i++) {
            GtfsCall call = trip.calls().get(i);
            boolean boards = call.boards() && i < last;
            boolean alights = call.alights() && i > 0;
            if (boards || alights) {
                halts.add(new Halt(
                        call.line(),
                        feed.station(call.stop()),
                        Math.floorDiv(times[i][0] + laterSeconds, 60),
                        Math.floorDiv(times[i][1] + laterSeconds, 60),
                        boards || i == last,
                        alights || i == 0));
            }
        }
        return halts;
    }

    /** Arrival and departure of each call, in seconds; times that the feed leaves out are spread evenly between those it has. */
    private static int[][] times(List<GtfsCall> calls) {
        int[][] times = new int[calls.size()][];
        int known = 0;
        for (int i = 0; i < calls.size(); i++) {
            if (calls.get(i).arrives() < 0) {
                continue;
            }
            times[i] = new int[] {calls.get(i).arrives(), calls.get(i).departs()};
            for (int between = known + 1; between < i; between++) {
                int since = times[known][1];
                int second = since + (times[i][0] - since) * (between - known) / (i - known);
                times[between] = new int[] {second, second};
            }
            known = i;
        }
        return times;
    }
}
