package dev.sluice.format.plan;

import dev.sluice.json.FieldReader;
import dev.sluice.sale.Train;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Days and times of day as timetables have them. The minutes of a train's day are counted from twelve hours before noon, as in GTFS, so
 * that it takes as long as ever when clocks change; what people read on a clock is its local time.
 */
public final class Times {
    public static final int MINUTES_OF_DAY = 24 * 60;
    /** How long before a train leaves something may happen at most, in minutes: two years. */
    public static final int MAX_MINUTES_BEFORE = 730 * MINUTES_OF_DAY;
    /** A train that is on its way for longer is none. */
    public static final int MAX_HOURS = 24 * 7;

    private static final Pattern CLOCK = Pattern.compile("(\\d{1,3}):([0-5]\\d)");

    private Times() {}

    /** Hours and minutes after midnight, {@code 09:05} or {@code 25:10}, in minutes; -1 with an error if the field is none. */
    public static int clock(FieldReader fields, String name) {
        int minutes = minutes(fields.raw(name));
        if (minutes < 0) {
            fields.wrong(name, "is a time like 09:05, or 25:10 on the next day");
        }
        return minutes;
    }

    private static int minutes(Object value) {
        Matcher matcher = value instanceof String text ? CLOCK.matcher(text) : CLOCK.matcher("");
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) > MAX_HOURS) {
            return -1;
        }
        return Integer.parseInt(matcher.group(1)) * 60 + Integer.parseInt(matcher.group(2));
    }

    /** {@link #clock} reads it. */
    public static String text(int minutes) {
        return String.format(Locale.ROOT, "%02d:%02d", minutes / 60, minutes % 60);
    }

    /** Null if there is no such time zone. */
    public static ZoneId zone(String name) {
        try {
            return name == null ? null : ZoneId.of(name);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** So many minutes into a day of a place. */
    public static Instant instant(LocalDate date, int minutes, ZoneId zone) {
        Instant noon = date.atTime(LocalTime.NOON).atZone(zone).toInstant();
        return noon.plus(Duration.ofMinutes(minutes - MINUTES_OF_DAY / 2));
    }

    /**
     * When the clocks of a place show so many minutes after midnight, which may be more than those of a day. A time that they leave out is
     * when they go on, and of one that they show twice it is the first.
     */
    public static Instant onClocks(LocalDate date, int minutes, ZoneId zone) {
        LocalDateTime shown = date.atStartOfDay().plusMinutes(minutes);
        ZoneOffsetTransition change = zone.getRules().getTransition(shown);
        return change != null && change.isGap()
                ? change.getInstant()
                : ZonedDateTime.ofLocal(shown, zone, null).toInstant();
    }

    /** The day that clocks of a place show. */
    public static LocalDate day(long millis, ZoneId zone) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(millis), zone);
    }

    /** When a train leaves its first stop on a day. */
    public static long departureMillis(Train train, LocalDate date) {
        int minutes = train.stops().getFirst().departureMinute();
        return instant(date, minutes, zone(train.zone())).toEpochMilli();
    }
}
