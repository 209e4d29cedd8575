package dev.sluice.format.imports;

import dev.sluice.format.plan.Times;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of {@code stop_times.txt}.
 *
 * @param stop id of a stop, as the feed has it
 * @param arrives in seconds of the day; -1 where the feed has no times
 * @param boards whether anybody may get on
 * @param alights whether anybody may get off
 */
record GtfsCall(long line, int sequence, String stop, int arrives, int departs, boolean boards, boolean alights) {
    private static final Pattern TIME = Pattern.compile("(\\d{1,3}):([0-5]\\d):([0-5]\\d)");
    private static final List<String> FLEXIBLE =
            List.of("location_id", "location_group_id", "start_pickup_drop_off_window", "end_pickup_drop_off_window");

    /** Null with errors. */
    static GtfsCall read(GtfsTable.Row row) {
        for (String column : FLEXIBLE) {
            if (!row.text(column).isEmpty()) {
                row.wrong(
                        column + " is of a trip that goes where and when it is asked to, and cannot be sold by stops");
                return null;
            }
        }
        String stop = row.needed("stop_id");
        int sequence = sequence(row);
        int arrives = row.text("arrival_time").isEmpty() ? -1 : seconds(row, "arrival_time");
        int departs = row.text("departure_time").isEmpty() ? -1 : seconds(row, "departure_time");
        arrives = arrives < 0 ? departs : arrives;
        departs = departs < 0 ? arrives : departs;
        timepoint(row, departs >= 0);
        boolean boards = isServed(row, "pickup_type", "pickup_booking_rule_id");
        boolean alights = isServed(row, "drop_off_type", "drop_off_booking_rule_id");
        return stop.isEmpty() ? null : new GtfsCall(row.line(), sequence, stop, arrives, departs, boards, alights);
    }

    private static int sequence(GtfsTable.Row row) {
        try {
            int sequence = Integer.parseInt(row.needed("stop_sequence"));
            if (sequence >= 0) {
                return sequence;
            }
        } catch (NumberFormatException e) {
            // Told below, as everything else that is no place in an order.
        }
        row.wrong("stop_sequence is a whole number, 0 or more");
        return 0;
    }

    /** A time like 25:10:00, in seconds; -1 with an error if it is none. */
    static int seconds(GtfsTable.Row row, String column) {
        Matcher time = TIME.matcher(row.needed(column));
        if (time.matches() && Integer.parseInt(time.group(1)) <= Times.MAX_HOURS) {
            return Integer.parseInt(time.group(1)) * GtfsTrip.HOUR_SECONDS
                    + Integer.parseInt(time.group(2)) * 60
                    + Integer.parseInt(time.group(3));
        }
        row.wrong(column + " is a time like 09:05:00, up to " + Times.MAX_HOURS + " hours");
        return -1;
    }

    private static void timepoint(GtfsTable.Row row, boolean hasTime) {
        String exact = row.oneOf("timepoint", "", "0", "1");
        if ("1".equals(exact) && !hasTime) {
            row.wrong("timepoint 1 has a time");
        } else if ("0".equals(exact) && hasTime) {
            row.note("timepoint 0: times that are not kept exactly are sold as if they were");
        }
    }

    /** People who buy have asked nobody to stop for them: where that has to be done first, nothing is sold. */
    private static boolean isServed(GtfsTable.Row row, String column, String booking) {
        String type = row.oneOf(column, "0", "1", "2", "3");
        boolean booked = !row.text(booking).isEmpty();
        if ("2".equals(type)) {
            row.note(column + " 2: nothing is sold where people have to telephone before");
            return false;
        }
        if (booked && !"1".equals(type)) {
            row.note(booking + ": nothing is sold where people have to book by rules of their own");
            return false;
        }
        if ("3".equals(type)) {
            row.note(column + " 3: where people have to tell the driver, seats are sold as anywhere");
        }
        return !"1".equals(type);
    }
}
