package dev.sluice.format.imports;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** The days on which trips run: {@code calendar.txt} and {@code calendar_dates.txt}. */
final class GtfsServices {
    private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;
    private static final Map<String, String> WEEKDAYS = new LinkedHashMap<>();

    static {
        for (String weekday : GtfsFile.CALENDAR.needed().subList(1, 8)) {
            WEEKDAYS.put(weekday, weekday.substring(0, 3).toUpperCase(Locale.ROOT));
        }
    }

    private final Map<String, Service> services = new HashMap<>();

    /** Days of one service; {@code from} and {@code to} are null where it has only single days. */
    private static final class Service {
        final List<String> weekdays = new ArrayList<>();
        final TreeSet<LocalDate> also = new TreeSet<>();
        final TreeSet<LocalDate> except = new TreeSet<>();
        LocalDate from;
        LocalDate to;
    }

    boolean has(String service) {
        return services.containsKey(service);
    }

    void calendar(GtfsTable.Row row) {
        String id = row.needed("service_id");
        Service service = services.computeIfAbsent(id, _ -> new Service());
        if (service.from != null) {
            row.wrong("service_id " + id + " is there already");
            return;
        }
        service.from = date(row, "start_date");
        service.to = date(row, "end_date");
        if (service.to.isBefore(service.from)) {
            row.wrong("end_date is before start_date");
        }
        WEEKDAYS.forEach((column, weekday) -> {
            switch (row.needed(column)) {
                case "1" -> service.weekdays.add(weekday);
                case "0", "" -> {}
                default -> row.wrong(column + " is 0 or 1");
            }
        });
    }

    void calendarDate(GtfsTable.Row row) {
        String id = row.needed("service_id");
        Service service = services.computeIfAbsent(id, _ -> new Service());
        LocalDate date = date(row, "date");
        if (service.also.contains(date) || service.except.contains(date)) {
            row.wrong("date " + row.text("date") + " of service_id " + id + " is there already");
            return;
        }
        switch (row.text("exception_type")) {
            case "1" -> service.also.add(date);
            case "2" -> service.except.add(date);
            default -> row.wrong("exception_type is 1 or 2");
        }
    }

    /** {@link LocalDate#EPOCH} with an error if it is none. */
    static LocalDate date(GtfsTable.Row row, String column) {
        try {
            return LocalDate.parse(row.needed(column), DATE);
        } catch (DateTimeParseException e) {
            row.wrong(column + " is a day like 20261201");
            return LocalDate.EPOCH;
        }
    }

    /** The {@code days} of a timetable's train, between these two; null if it never runs then. */
    Map<String, Object> days(String id, LocalDate first, LocalDate last) {
        Service service = services.get(id);
        TreeSet<LocalDate> also = within(service.also, first, last);
        LocalDate from = service.from == null || first.isAfter(service.from) ? first : service.from;
        LocalDate to = service.to == null || last.isBefore(service.to) ? last : service.to;
        boolean regular = service.from != null && !to.isBefore(from) && !service.weekdays.isEmpty();
        if (!regular && also.isEmpty()) {
            return null;
        }
        Map<String, Object> days = new LinkedHashMap<>();
        days.put("from", (regular ? from : also.first()).toString());
        days.put("to", (regular ? to : also.last()).toString());
        days.put("weekdays", regular ? List.copyOf(service.weekdays) : List.of());
        days.put("except", texts(within(service.except, first, last)));
        days.put("also", texts(also));
        return days;
    }

    /** Whether it runs before the first of these days or after the last. */
    boolean runsOutside(String id, LocalDate first, LocalDate last) {
        Service service = services.get(id);
        boolean regularly = service.from != null
                && !service.weekdays.isEmpty()
                && (service.from.isBefore(first) || service.to.isAfter(last));
        return regularly || service.also.stream().anyMatch(day -> day.isBefore(first) || day.isAfter(last));
    }

    private static TreeSet<LocalDate> within(TreeSet<LocalDate> dates, LocalDate first, LocalDate last) {
        return last.isBefore(first) ? new TreeSet<>() : new TreeSet<>(dates.subSet(first, true, last, true));
    }

    private static List<String> texts(TreeSet<LocalDate> dates) {
        return dates.stream().map(LocalDate::toString).toList();
    }
}
