package dev.sluice.sale;

import java.util.List;

/**
 * The seats of one train on one date, sold by stretch. A tier is a class of the train, and a unit is one seat on one hop.
 *
 * <p>Seats have numbers from the beginning, or get them at {@code numbersAtMillis}. Before that a stretch can be sold wherever
 * each of its hops has a seat left, even if it is not the same seat on all of them: a way to seat everybody always remains. But
 * it cannot be promised that a group sits together.
 *
 * @param date the day on which it starts, as ISO 8601 writes it; for people
 * @param departureMillis when it leaves its first stop
 * @param numbersAtMillis when seats get their numbers, not after the departure; 0 for from the beginning
 * @param numbered whether they have them by now
 */
public record JourneyTerms(Train train, String date, long departureMillis, long numbersAtMillis, boolean numbered)
        implements InventoryTerms {
    public JourneyTerms {
        if (numbersAtMillis < 0 || numbersAtMillis > departureMillis) {
            throw new IllegalArgumentException("seats have their numbers before the train leaves");
        }
        numbered |= numbersAtMillis == 0;
    }

    /** The terms before anything is sold. */
    public JourneyTerms(Train train, String date, long departureMillis, long numbersAtMillis) {
        this(train, date, departureMillis, numbersAtMillis, false);
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
        return departureMillis + 60_000L * (minute - train.stops().getFirst().departureMinute());
    }

    JourneyTerms asNumbered() {
        return new JourneyTerms(train, date, departureMillis, numbersAtMillis, true);
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
