package dev.sluice.format.imports;

import dev.sluice.format.plan.Times;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** What a timetable needs of a GTFS feed: https://gtfs.org/documentation/schedule/reference. */
final class GtfsFeed {
    final Map<String, GtfsTrip> trips = new LinkedHashMap<>();
    final GtfsServices services = new GtfsServices();
    String timezone = "";
    LocalDate firstDay = LocalDate.MIN;
    LocalDate lastDay = LocalDate.MAX;

    private final GtfsLimits limits;
    private final GtfsErrors errors;
    private final Map<String, Agency> agencies = new HashMap<>();
    private final Map<String, Stop> stops = new HashMap<>();
    private final Map<String, Route> routes = new HashMap<>();
    /** Also those that nobody wants. */
    private final Set<String> tripIds = new HashSet<>();

    private boolean hasInfo;
    private int calls;

    private GtfsFeed(GtfsLimits limits, GtfsErrors errors) {
        this.limits = limits;
        this.errors = errors;
    }

    private record Agency(long line, String zone) {}

    private record Route(long line, String agency, String name) {}

    /** @param type its {@code location_type} */
    private record Stop(long line, String id, String name, String parent, String type, String zone) {}

    /** Where people change, and what they look for: a stop, or the one that it is a platform of. */
    record Station(long line, String id, String name) {}

    /**
     * @param wanted by trip and route: the others are not read
     * @throws InvalidFeedException if something is wrong with it, with the file and line of everything that is
     */
    static GtfsFeed read(Path file, Predicate<GtfsTrip> wanted, GtfsLimits limits, GtfsErrors errors)
            throws IOException {
        GtfsFeed feed = new GtfsFeed(limits, errors);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            GtfsZip files = new GtfsZip(zip, limits.bytes(), errors);
            errors.throwIfAny();
            feed.read(files, wanted);
        } catch (ZipException e) {
            errors.add(file.getFileName() + " is not a zip file: " + e.getMessage());
        }
        feed.check();
        errors.throwIfAny();
        return feed;
    }

    private void read(GtfsZip files, Predicate<GtfsTrip> wanted) throws IOException {
        files.needed(GtfsFile.AGENCY, this::agency);
        files.optional(GtfsFile.FEED_INFO, this::info);
        files.needed(GtfsFile.STOPS, this::stop);
        files.needed(GtfsFile.ROUTES, this::route);
        files.needed(GtfsFile.TRIPS, row -> trip(row, wanted));
        files.requireWhole();
        files.optional(GtfsFile.FREQUENCIES, row -> {
            GtfsTrip trip = tripOf(row);
            if (trip != null) {
                trip.runsOften(row);
            }
        });
        files.needed(GtfsFile.STOP_TIMES, row -> {
            GtfsTrip trip = tripOf(row);
            if (trip != null) {
                stopTime(row, trip);
            }
        });
        if (!files.has(GtfsFile.CALENDAR) && !files.has(GtfsFile.CALENDAR_DATES)) {
            errors.add("calendar.txt or calendar_dates.txt is needed");
        }
        files.optional(GtfsFile.CALENDAR, services::calendar);
        files.optional(GtfsFile.CALENDAR_DATES, services::calendarDate);
        files.requireWhole();
    }

    private void agency(GtfsTable.Row row) {
        String zone = row.needed("agency_timezone");
        if (!zone.isEmpty() && Times.zone(zone) == null) {
            row.wrong("agency_timezone " + zone + " is no time zone");
        }
        String id = row.text("agency_id");
        if (agencies.put(id, new Agency(row.line(), zone)) != null) {
            row.wrong("agency_id " + id + " is there already");
        }
    }

    private void info(GtfsTable.Row row) {
        if (hasInfo) {
            row.wrong("is one line too many");
            return;
        }
        hasInfo = true;
        firstDay = row.text("feed_start_date").isEmpty() ? firstDay : GtfsServices.date(row, "feed_start_date");
        lastDay = row.text("feed_end_date").isEmpty() ? lastDay : GtfsServices.date(row, "feed_end_date");
        if (lastDay.isBefore(firstDay)) {
            row.wrong("feed_end_date is before feed_start_date");
        }
    }

    private void stop(GtfsTable.Row row) {
        String id = row.needed("stop_id");
        String type = row.oneOf("location_type", "0", "1", "2", "3", "4");
        Stop stop = new Stop(
                row.line(),
                id,
                GtfsNames.clean(row.text("stop_name")),
                row.text("parent_station"),
                type,
                row.text("stop_timezone"));
        if (!id.isEmpty() && stops.put(id, stop) != null) {
            row.wrong("stop_id " + id + " is there already");
        }
        bound(stops.size(), "stops.txt");
    }

    private void route(GtfsTable.Row row) {
        String id = row.needed("route_id");
        String shortName = row.text("route_short_name");
        String name = shortName.isEmpty() ? row.text("route_long_name") : shortName;
        if (routes.put(id, new Route(row.line(), row.text("agency_id"), name)) != null) {
            row.wrong("route_id " + id + " is there already");
        }
        continuous(row);
        bound(routes.size(), "routes.txt");
    }

    private void trip(GtfsTable.Row row, Predicate<GtfsTrip> wanted) {
        String id = row.needed("trip_id");
        String route = row.needed("route_id");
        String service = row.needed("service_id");
        if (!id.isEmpty() && !tripIds.add(id)) {
            row.wrong("trip_id " + id + " is there already");
            return;
        }
        bound(tripIds.size(), "trips.txt");
        String routeName = routes.containsKey(route) ? routes.get(route).name : "";
        String shortName = row.text("trip_short_name");
        String name = shortName.isEmpty() ? routeName + " " + row.text("trip_headsign") : shortName;
        GtfsTrip trip = new GtfsTrip(row.line(), id, route, GtfsNames.clean(name), service);
        if (!wanted.test(trip)) {
            row.note("no rule of the layout suits these trips: they are left out");
            return;
        }
        trips.put(id, trip);
        if (!routes.isEmpty() && !routes.containsKey(route)) {
            row.wrong("route_id " + route + " is not in routes.txt");
        }
        if (!row.text("block_id").isEmpty()) {
            row.note("block_id is not used: each trip is sold by itself, also where people may stay in their seats");
        }
        if (!row.text("safe_duration_factor").isEmpty()
                || !row.text("safe_duration_offset").isEmpty()) {
            row.wrong("safe_duration_factor is of a trip without times of its own, which cannot be sold");
        }
    }

    /** Of a line about a trip; null if nobody wants it, and with an error if there is none. */
    private GtfsTrip tripOf(GtfsTable.Row row) {
        String id = row.needed("trip_id");
        if (!id.isEmpty() && !tripIds.isEmpty() && !tripIds.contains(id)) {
            row.wrong("trip_id " + id + " is not in trips.txt");
        }
        return trips.get(id);
    }

    private void stopTime(GtfsTable.Row row, GtfsTrip trip) {
        continuous(row);
        GtfsCall call = GtfsCall.read(row);
        if (call == null) {
            return;
        }
        Stop stop = stops.get(call.stop());
        if (stop == null && !stops.isEmpty()) {
            row.wrong("stop_id " + call.stop() + " is not in stops.txt");
        } else if (stop != null && stop.type != null && !stop.type.equals("0")) {
            row.wrong("stop_id " + stop.id + " is no place where trips stop: its location_type is " + stop.type);
        } else if (stop != null) {
            trip.calls().add(call);
            bound(++calls, "stop_times.txt");
        }
    }

    private static void continuous(GtfsTable.Row row) {
        for (String column : List.of("continuous_pickup", "continuous_drop_off")) {
            String value = row.oneOf(column, "1", "0", "2", "3");
            if (value != null && !value.equals("1")) {
                row.note(column + " is not used: seats are sold from stop to stop");
            }
        }
    }

    private void bound(int kept, String file) {
        if (kept > limits.kept()) {
            errors.add(file + " is too long: name fewer trips in the layout");
            errors.throwIfAny();
        }
    }

    /** Of a stop that a trip has. */
    Station station(String id) {
        Stop stop = stops.get(id);
        Stop parent = stops.get(stop.parent);
        Stop known = parent == null ? stop : parent;
        String name = known.name.isEmpty() ? stop.name : known.name;
        return new Station(known.line, GtfsNames.id(known.id), GtfsNames.text(name.isEmpty() ? known.id : name));
    }

    private void check() {
        Map<String, Long> zones = new TreeMap<>();
        for (GtfsTrip trip : trips.values()) {
            trip.check(errors);
            if (!services.has(trip.service())) {
                errors.add("trips.txt", trip.line(), "service_id " + trip.service() + " is in no calendar");
            }
            Agency agency = agencyOf(routes.get(trip.route()));
            if (agency != null) {
                zones.putIfAbsent(agency.zone, agency.line);
            }
        }
        zones.entrySet().stream().min(Map.Entry.comparingByValue()).ifPresent(first -> timezone = first.getKey());
        zones.forEach((zone, line) -> {
            if (!zone.equals(timezone)) {
                errors.add(
                        "agency.txt",
                        line,
                        "agency_timezone " + zone + " is not " + timezone
                                + ", which other trips have: make a timetable of each agency, by the routes in the layout");
            }
        });
        trips.values().stream()
                .flatMap(trip -> trip.calls().stream())
                .map(GtfsCall::stop)
                .distinct()
                .map(stops::get)
                .sorted(Comparator.comparingLong(Stop::line))
                .forEach(this::checkStop);
    }

    private Agency agencyOf(Route route) {
        if (route == null || agencies.isEmpty()) {
            return null;
        }
        if (agencies.size() == 1 && (route.agency.isEmpty() || agencies.containsKey(""))) {
            return agencies.values().iterator().next();
        }
        if (!agencies.containsKey(route.agency)) {
            String detail = route.agency.isEmpty()
                    ? "agency_id is needed: there are several agencies"
                    : "agency_id " + route.agency + " is not in agency.txt";
            errors.add("routes.txt", route.line, detail);
        }
        return agencies.get(route.agency);
    }

    private void checkStop(Stop stop) {
        if (!stop.parent.isEmpty() && !stops.containsKey(stop.parent)) {
            errors.add("stops.txt", stop.line, "parent_station " + stop.parent + " is not in stops.txt");
        }
        Stop parent = stops.get(stop.parent);
        String zone = parent == null || parent.zone.isEmpty() ? stop.zone : parent.zone;
        if (!zone.isEmpty() && !zone.equals(timezone)) {
            errors.note(
                    "stops.txt",
                    stop.line,
                    "stop_timezone is not used: times are shown as clocks in " + timezone + " do");
        }
    }
}
