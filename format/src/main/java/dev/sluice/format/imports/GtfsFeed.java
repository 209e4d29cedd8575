package dev.sluice.format.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** What a timetable needs of a GTFS feed: https://gtfs.org/documentation/schedule/reference. */
final class GtfsFeed {
    private static final Pattern TIME = Pattern.compile("(\\d{1,3}):([0-5]\\d):([0-5]\\d)");
    private static final List<String> WEEKDAYS =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
    private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;

    final Map<String, Station> stations = new LinkedHashMap<>();
    final Map<String, Trip> trips = new LinkedHashMap<>();
    final Map<String, Service> services = new HashMap<>();
    String timezone = "";

    private final GtfsErrors errors;
    private final Map<String, String> routeNames = new HashMap<>();

    private GtfsFeed(GtfsErrors errors) {
        this.errors = errors;
    }

    /** @param id of the station, where the stop is a platform of one */
    record Station(String id, String name) {}

    /** @param arrives minutes after midnight; -1 where the feed has none */
    record Call(long line, int sequence, String stop, int arrives, int departs) {}

    record Trip(long line, String id, String route, String name, String service, List<Call> calls) {}

    /** Days on which trips run. */
    static final class Service {
        final List<String> weekdays = new ArrayList<>();
        final TreeSet<LocalDate> also = new TreeSet<>();
        final TreeSet<LocalDate> except = new TreeSet<>();
        LocalDate from;
        LocalDate to;
    }

    /**
     * @param wanted by trip and route: the others are not read
     * @throws InvalidFeedException if something is wrong with it, with the file and line of everything that is
     */
    static GtfsFeed read(Path file, Predicate<Trip> wanted) throws IOException {
        GtfsErrors errors = new GtfsErrors();
        GtfsFeed feed = new GtfsFeed(errors);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            GtfsTable table = new GtfsTable(zip, errors);
            table.read("agency.txt", false, feed::agency);
            feed.stations(table);
            table.read(
                    "routes.txt",
                    false,
                    row -> feed.routeNames.put(row.needed("route_id"), row.text("route_short_name")));
            table.read("trips.txt", true, row -> feed.trip(row, wanted));
            table.read("stop_times.txt", true, feed::stopTime);
            table.read("calendar.txt", false, feed::calendar);
            table.read("calendar_dates.txt", false, feed::calendarDate);
        } catch (ZipException e) {
            errors.add(file + " is not a zip file: " + e.getMessage());
        }
        feed.check();
        errors.throwIfAny();
        return feed;
    }

    private void agency(GtfsTable.Row row) {
        timezone = timezone.isEmpty() ? row.needed("agency_timezone") : timezone;
    }

    /** Platforms are of their station: that is where people change, and what they look for. */
    private void stations(GtfsTable table) throws IOException {
        Map<String, String> names = new HashMap<>();
        Map<String, String> parents = new LinkedHashMap<>();
        table.read("stops.txt", true, row -> {
            String id = row.needed("stop_id");
            names.put(id, row.text("stop_name"));
            parents.put(id, row.text("parent_station"));
        });
        parents.forEach((id, parent) -> {
            String station = names.containsKey(parent) ? parent : id;
            String name = names.get(station).isEmpty() ? names.get(id) : names.get(station);
            stations.put(id, new Station(station, name.isEmpty() ? station : name));
        });
    }

    private void trip(GtfsTable.Row row, Predicate<Trip> wanted) {
        String id = row.needed("trip_id");
        String route = row.needed("route_id");
        String shortName = row.text("trip_short_name");
        String routeName = routeNames.getOrDefault(route, "");
        String name = shortName.isEmpty() ? (routeName + " " + row.text("trip_headsign")).strip() : shortName;
        Trip trip = new Trip(row.line(), id, route, name, row.needed("service_id"), new ArrayList<>());
        if (wanted.test(trip) && trips.put(id, trip) != null) {
            row.wrong("trip_id " + id + " is there already");
        }
    }

    private void stopTime(GtfsTable.Row row) {
        Trip trip = trips.get(row.needed("trip_id"));
        if (trip == null) {
            return;
        }
        String stop = row.needed("stop_id");
        if (!stop.isEmpty() && !stations.containsKey(stop)) {
            row.wrong("stop_id " + stop + " is not in stops.txt");
            return;
        }
        int sequence = 0;
        try {
            sequence = Integer.parseInt(row.needed("stop_sequence"));
        } catch (NumberFormatException e) {
            row.wrong("stop_sequence is a whole number");
        }
        int arrives = minutes(row, "arrival_time");
        int departs = minutes(row, "departure_time");
        arrives = arrives < 0 ? departs : arrives;
        departs = departs < 0 ? arrives : departs;
        trip.calls().add(new Call(row.line(), sequence, stop, arrives, departs));
    }

    private static int minutes(GtfsTable.Row row, String column) {
        String text = row.text(column);
        Matcher time = TIME.matcher(text);
        if (time.matches()) {
            return Integer.parseInt(time.group(1)) * 60 + Integer.parseInt(time.group(2));
        }
        if (!text.isEmpty()) {
            row.wrong(column + " is a time like 09:05:00");
        }
        return -1;
    }

    private void calendar(GtfsTable.Row row) {
        Service service = services.computeIfAbsent(row.needed("service_id"), _ -> new Service());
        service.from = date(row, "start_date");
        service.to = date(row, "end_date");
        for (String weekday : WEEKDAYS) {
            if (row.text(weekday).equals("1")) {
                service.weekdays.add(weekday);
            }
        }
    }

    private void calendarDate(GtfsTable.Row row) {
        Service service = services.computeIfAbsent(row.needed("service_id"), _ -> new Service());
        LocalDate date = date(row, "date");
        switch (row.text("exception_type")) {
            case "1" -> service.also.add(date);
            case "2" -> service.except.add(date);
            default -> row.wrong("exception_type is 1 or 2");
        }
    }

    private static LocalDate date(GtfsTable.Row row, String column) {
        try {
            return LocalDate.parse(row.needed(column), DATE);
        } catch (DateTimeParseException e) {
            row.wrong(column + " is a day like 20261201");
            return LocalDate.EPOCH;
        }
    }

    private void check() {
        for (Trip trip : trips.values()) {
            trip.calls().sort(Comparator.comparingInt(Call::sequence));
            if (!services.containsKey(trip.service())) {
                errors.add("trips.txt", trip.line(), "service_id " + trip.service() + " is in no calendar");
            }
            if (trip.calls().size() < 2) {
                errors.add("trips.txt", trip.line(), "trip_id " + trip.id() + " has fewer than two stop_times");
            } else if (trip.calls().getFirst().departs() < 0
                    || trip.calls().getLast().arrives() < 0) {
                errors.add("trips.txt", trip.line(), "trip_id " + trip.id() + " has no time at its first or last stop");
            }
        }
    }
}
