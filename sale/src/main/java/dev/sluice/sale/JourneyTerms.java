package dev.sluice.sale;

import java.util.List;

/**
 * The seats of one train on one date, sold by stretch. A tier is a class of the train, and a unit is one seat on one hop.
 *
 * <p>Seats have numbers from the beginning, or get them at {@code numbersAtMillis}. Before that a stretch can be sold wherever
 * each of its hops has a seat left, even if it is not the same seat on all of them: a way to seat everybody always remains. But
 * it cannot be promised that a group sits together.
 *
 * <p>A stretch is sold until a while before the train leaves the stop where it begins, whatever has become of the stretches before it.
 *
 * @param date the day on which it starts, as ISO 8601 writes it; for people
 * @param departureMillis when it leaves its first stop
 * @param numbersAtMillis when seats get their numbers, not after the departure; 0 for from the beginning
 * @param closesMinutesBefore the train leaves a stop, stretches that begin there are not sold any more; at least 0
 * @param numbered whether they have them by now
 */
public record JourneyTerms(
        Train train, String date, long departureMillis, long numbersAtMillis, int closesMinutesBefore, boolean numbered)
        implements InventoryTerms {
    private static final long MINUTE_MILLIS = 60_000;

    public JourneyTerms {
        if (closesMinutesBefore < 0) {
            throw new IllegalArgumentException("a stretch is sold until the train leaves, or until before that");
        }
        if (numbersAtMillis < 0 || numbersAtMillis > departureMillis) {
            throw new IllegalArgumentException("seats have their numbers before the train leaves");
        }
        numbered |= numbersAtMillis == 0;
    }

    /** The terms before anything is sold. */
    public JourneyTerms(Train train, String date, long departureMillis, long numbersAtMillis, int closesMinutesBefore) {
        this(train, date, departureMillis, numbersAtMillis, closesMinutesBefore, false);
    }

    /** The same, of a train that is sold until it leaves. */
    public JourneyTerms(Train train, String date, long departureMillis, long numbersAtMillis) {
        this(train, date, departureMillis, numbersAtMillis, 0, false);
    }

    /** When it arrives at a stop, in milliseconds since 1970. */
    public long arrivalMillis(int stop) {
        return millis(train.stops().get(stop).arrivalMinute());
    }

    /** When it leaves a stop, in milliseconds since 1970. */
    public long departureMillis(int stop) {
        return millis(train.stops().get(stop).departureMinute());
    }

    private long millis(int minute) {
        return departureMillis
                + MINUTE_MILLIS * (minute - train.stops().getFirst().departureMinute());
    }

    /** Until when a stretch is sold that begins at a stop. */
    public long soldUntilMillis(int stop) {
        return departureMillis(stop) - MINUTE_MILLIS * closesMinutesBefore;
    }

    @Override
    public long soldUntilMillis(Selection selection) {
        return selection instanceof Selection.Stretch stretch ? soldUntilMillis(stretch.from()) : Long.MAX_VALUE;
    }

    @Override
    public long soldUntilMillis() {
        return soldUntilMillis(train.lastBoarding());
    }

    @Override
    public long nextUseMillis(long nowMillis) {
        for (int stop = 0; stop < train.hops(); stop++) {
            if (departureMillis(stop) > nowMillis) {
                return departureMillis(stop);
            }
        }
        return Long.MAX_VALUE;
    }

    @Override
    public long usedFromMillis(Selection selection) {
        return selection instanceof Selection.Stretch stretch ? departureMillis(stretch.from()) : Long.MAX_VALUE;
    }

    JourneyTerms asNumbered() {
        return new JourneyTerms(train, date, departureMillis, numbersAtMillis, closesMinutesBefore, true);
    }

    @Override
    public Plan plan() {
        return train;
    }

    @Override
    public void require(List<TierTerms> tiers, PurchaseRules rules) {
        if (rules.takeStock() == TakeStock.PAYMENT) {
            throw new IllegalArgumentException("a seat on a journey is taken at order, not at payment");
        }
        if (!tiers.equals(train.tiers())) {
            throw new IllegalArgumentException("the tiers of a journey are its train's classes");
        }
    }

    @Override
    public int load(int quantity, Selection selection) {
        return selection instanceof Selection.Stretch stretch ? quantity * (stretch.to() - stretch.from()) : quantity;
    }

    @Override
    public int hops() {
        return train.hops();
    }

    @Override
    public boolean isUnfinished() {
        return !numbered;
    }

    @Override
    public boolean keeps(ReservationStatus status) {
        return !status.settled() || (status == ReservationStatus.CONFIRMED && !numbered);
    }
}
