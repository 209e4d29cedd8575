package dev.sluice.format.imports;

import dev.sluice.format.plan.Times;
import dev.sluice.json.FieldReader;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.Train;
import dev.sluice.sale.Window;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * When the sales of a timetable's trains open and close, and their rules: {@code {"opens": {"daysBefore", "at"}, "closes"?:
 * {"minutesBefore"}, "numbers"?: {"minutesBefore"}, "limitPerUser"?, "holdSeconds"?, "takeStock"?, "waitlist"?: {"capacity"}}}.
 *
 * @param opensAtMinute of the day, by the train's clock
 * @param closesMinutesBefore the train leaves its first stop
 * @param numbersMinutesBefore it leaves; -1 for at once
 */
record SaleRules(
        int opensDaysBefore,
        int opensAtMinute,
        int closesMinutesBefore,
        int numbersMinutesBefore,
        PurchaseRules purchase) {
    private static final int MAX_DAYS = 730;
    private static final int MAX_MINUTES = MAX_DAYS * Times.MINUTES_OF_DAY;
    private static final int MAX_HOLD_SECONDS = 7 * 24 * 3600;
    private static final int NO_OVERBOOKING = 100;

    static SaleRules read(FieldReader rules) {
        FieldReader opens = rules.object("opens", true);
        int days = (int) opens.number("daysBefore", 0, MAX_DAYS, null);
        int at = opens.has("at") ? Times.clock(opens, "at") : 0;
        opens.refuseOthers();
        int closes = minutesBefore(rules, "closes", 0);
        int numbers = minutesBefore(rules, "numbers", -1);
        int limit = (int) rules.number("limitPerUser", 1, PurchaseRules.MAX_LIMIT_PER_USER, 5L);
        int hold = (int) rules.number("holdSeconds", 1, MAX_HOLD_SECONDS, 900L);
        TakeStock take = rules.oneOf("takeStock", TakeStock.class, TakeStock.HOLD);
        if (take == TakeStock.PAYMENT) {
            rules.errors().add(rules.pointer("takeStock"), "is not PAYMENT for a journey: a seat is taken at order");
        }
        int waitlist = waitlist(rules);
        rules.refuseOthers();
        return new SaleRules(
                days,
                at,
                closes,
                numbers,
                new PurchaseRules(limit, hold, take, NO_OVERBOOKING, take == TakeStock.PAYMENT ? 0 : waitlist));
    }

    private static int waitlist(FieldReader rules) {
        FieldReader waitlist = rules.object("waitlist", false);
        if (waitlist == null) {
            return 0;
        }
        int capacity = (int) waitlist.number("capacity", 0, PurchaseRules.MAX_WAITLIST_CAPACITY, null);
        waitlist.refuseOthers();
        return capacity;
    }

    private static int minutesBefore(FieldReader rules, String name, int otherwise) {
        FieldReader time = rules.object(name, false);
        if (time == null) {
            return otherwise;
        }
        int minutes = (int) time.number("minutesBefore", 0, MAX_MINUTES, null);
        time.refuseOthers();
        return minutes;
    }

    /** Null if it would close before it opens. */
    Window window(Train train, LocalDate date) {
        ZoneId zone = Times.zone(train.zone());
        long opens = Times.instant(date.minusDays(opensDaysBefore), opensAtMinute, zone)
                .toEpochMilli();
        long closes = Times.departureMillis(train, date) - 60_000L * closesMinutesBefore;
        return closes > opens ? new Window(opens, closes) : null;
    }

    /** 0 for at once. */
    long numbersAtMillis(Train train, LocalDate date) {
        return numbersMinutesBefore < 0 ? 0 : Times.departureMillis(train, date) - 60_000L * numbersMinutesBefore;
    }
}
