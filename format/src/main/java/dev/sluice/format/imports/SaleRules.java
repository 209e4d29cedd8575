package dev.sluice.format.imports;

import dev.sluice.format.plan.Times;
import dev.sluice.json.FieldReader;
import dev.sluice.sale.JourneyTerms;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.Train;
import dev.sluice.sale.Window;
import java.time.LocalDate;

/**
 * When the sales of a timetable's trains open and close, and their rules: {@code {"opens": moment, "closes"?: moment, "numbers"?: moment,
 * "limitPerUser"?, "holdSeconds"?, "takeStock"?, "waitlist"?: {"capacity"}}}.
 *
 * @param closes before the train leaves, by the minute, each stretch for itself; or by the clock, all at once; null for when it leaves
 * @param numbers null for at once
 */
record SaleRules(Moment opens, Moment closes, Moment numbers, PurchaseRules purchase) {
    private static final int MAX_HOLD_SECONDS = 7 * 24 * 3600;
    private static final int NO_OVERBOOKING = 100;

    static SaleRules read(FieldReader rules) {
        Moment opens = Moment.read(rules, "opens", true);
        Moment closes = Moment.read(rules, "closes", false);
        Moment numbers = Moment.read(rules, "numbers", false);
        int limit = (int) rules.number("limitPerUser", 1, PurchaseRules.MAX_LIMIT_PER_USER, 5L);
        int hold = (int) rules.number("holdSeconds", 1, MAX_HOLD_SECONDS, 900L);
        TakeStock take = rules.oneOf("takeStock", TakeStock.class, TakeStock.HOLD);
        if (take == TakeStock.PAYMENT) {
            rules.errors().add(rules.pointer("takeStock"), "is not PAYMENT for a journey: a seat is taken at order");
        }
        int waitlist = waitlist(rules);
        rules.refuseOthers();
        PurchaseRules purchase =
                new PurchaseRules(limit, hold, take, NO_OVERBOOKING, take == TakeStock.PAYMENT ? 0 : waitlist, 0);
        return new SaleRules(opens, closes, numbers, purchase);
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

    /** What is sold of a train on a day; null if its numbers would be given after it left. */
    JourneyTerms journey(Train train, LocalDate date) {
        long departs = Times.departureMillis(train, date);
        long numbersAt = numbers == null ? 0 : numbers.millis(train, date);
        int closesMinutesBefore = closes == null || closes.isOnClocks() ? 0 : closes.minutesBefore();
        return numbersAt > departs
                ? null
                : new JourneyTerms(train, date.toString(), departs, numbersAt, closesMinutesBefore);
    }

    /** Null if it would close before it opens. */
    Window window(JourneyTerms journey, LocalDate date) {
        long opensAt = opens.millis(journey.train(), date);
        long closesAt = closes != null && closes.isOnClocks()
                ? Math.min(closes.millis(journey.train(), date), journey.soldUntilMillis())
                : journey.soldUntilMillis();
        return closesAt > opensAt ? new Window(opensAt, closesAt) : null;
    }
}
