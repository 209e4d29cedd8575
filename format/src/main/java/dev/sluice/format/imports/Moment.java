package dev.sluice.format.imports;

import dev.sluice.format.plan.Times;
import dev.sluice.json.FieldReader;
import dev.sluice.sale.Train;
import java.time.LocalDate;

/**
 * A time that goes with a train and a day: {@code {"minutesBefore"}} it leaves, or {@code {"daysBefore", "at"?}} by the clocks of its time
 * zone, whatever happens to them in between.
 *
 * @param minutesBefore it leaves; -1 where clocks say it
 * @param daysBefore its day; used with {@code atMinute} only
 * @param atMinute after midnight, as clocks show it
 */
record Moment(int minutesBefore, int daysBefore, int atMinute) {
    private static final int MAX_DAYS = 730;

    /** Null, with an error if it is needed, where nothing is said. */
    static Moment read(FieldReader rules, String name, boolean needed) {
        FieldReader moment = rules.object(name, needed);
        if (moment == null) {
            return null;
        }
        Moment read = moment.has("minutesBefore") ? before(moment) : onClocks(moment);
        moment.refuseOthers();
        return read;
    }

    private static Moment before(FieldReader moment) {
        return new Moment((int) moment.number("minutesBefore", 0, Times.MAX_MINUTES_BEFORE, null), 0, 0);
    }

    private static Moment onClocks(FieldReader moment) {
        int days = (int) moment.number("daysBefore", 0, MAX_DAYS, null);
        return new Moment(-1, days, moment.has("at") ? Times.clock(moment, "at") : 0);
    }

    boolean isOnClocks() {
        return minutesBefore < 0;
    }

    /** In milliseconds since 1970. */
    long millis(Train train, LocalDate date) {
        return isOnClocks()
                ? Times.onClocks(date.minusDays(daysBefore), atMinute, Times.zone(train.zone()))
                        .toEpochMilli()
                : Times.departureMillis(train, date) - 60_000L * minutesBefore;
    }
}
