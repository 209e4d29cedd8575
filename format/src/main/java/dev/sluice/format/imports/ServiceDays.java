package dev.sluice.format.imports;

import dev.sluice.json.FieldReader;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * On which days a train runs: {@code {"from", "to", "weekdays"?: ["MON", …], "except"?: [days], "also"?: [days]}}. Immutable.
 */
final class ServiceDays {
    private static final List<String> WEEKDAYS = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");
    private static final int MAX_DAYS = 4_000;

    private final LocalDate from;
    private final LocalDate to;
    private final Set<DayOfWeek> weekdays;
    private final Set<LocalDate> except;
    private final Set<LocalDate> also;

    private ServiceDays(
            LocalDate from, LocalDate to, Set<DayOfWeek> weekdays, Set<LocalDate> except, Set<LocalDate> also) {
        this.from = from;
        this.to = to;
        this.weekdays = weekdays;
        this.except = except;
        this.also = also;
    }

    /** Null with errors. */
    static ServiceDays read(FieldReader days) {
        LocalDate from = days.date("from");
        LocalDate to = days.date("to");
        Set<DayOfWeek> weekdays = weekdays(days);
        Set<LocalDate> except = dates(days, "except");
        Set<LocalDate> also = dates(days, "also");
        days.refuseOthers();
        also.stream()
                .filter(except::contains)
                .sorted()
                .forEach(day -> days.errors().add(days.pointer("also"), "has a day that is in except, too: " + day));
        if (from == null || to == null) {
            return null;
        }
        if (to.isBefore(from)) {
            days.errors().add(days.pointer("to"), "is not before from");
            return null;
        }
        return new ServiceDays(from, to, weekdays, except, also);
    }

    /**
     * The days on which it runs, of those between these two, both included: single ones first, and then the others in their order. Each
     * costs a few steps, however far the first is from the last.
     */
    Stream<LocalDate> between(LocalDate first, LocalDate last) {
        LocalDate begin = first.isBefore(from) ? from : first;
        LocalDate end = last.isAfter(to) ? to : last;
        Stream<LocalDate> regular = weekdays.isEmpty() || end.isBefore(begin)
                ? Stream.empty()
                : begin.datesUntil(end.plusDays(1)).filter(this::isRegular);
        Stream<LocalDate> single = also.stream()
                .filter(day -> !day.isBefore(first) && !day.isAfter(last) && !isRegular(day))
                .sorted();
        return Stream.concat(single, regular);
    }

    private boolean isRegular(LocalDate day) {
        return !day.isBefore(from)
                && !day.isAfter(to)
                && weekdays.contains(day.getDayOfWeek())
                && !except.contains(day);
    }

    private static Set<DayOfWeek> weekdays(FieldReader days) {
        if (!days.has("weekdays")) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        Set<DayOfWeek> weekdays = EnumSet.noneOf(DayOfWeek.class);
        List<?> array = days.array("weekdays", 0, 7);
        for (int i = 0; array != null && i < array.size(); i++) {
            int index = array.get(i) instanceof String name ? WEEKDAYS.indexOf(name) : -1;
            if (index < 0) {
                days.errors().add(days.pointer("weekdays") + "/" + i, "is one of " + WEEKDAYS);
            } else {
                weekdays.add(DayOfWeek.of(index + 1));
            }
        }
        return weekdays;
    }

    private static Set<LocalDate> dates(FieldReader days, String name) {
        Set<LocalDate> dates = new HashSet<>();
        List<?> array = days.has(name) ? days.array(name, 0, MAX_DAYS) : List.of();
        for (int i = 0; array != null && i < array.size(); i++) {
            LocalDate date = FieldReader.day(array.get(i));
            if (date == null) {
                days.errors().add(days.pointer(name) + "/" + i, "is a day like 2026-12-01");
            } else {
                dates.add(date);
            }
        }
        return dates;
    }
}
