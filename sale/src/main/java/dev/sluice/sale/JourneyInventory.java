package dev.sluice.sale;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The seats of a train on one date. While seats have no numbers, only the load of each hop is known. Once they have, it is
 * known who has which seat on which hops; what is left is derived from that.
 *
 * <p>When all get their numbers at once, they do so in the order of the stops where they get on, at each stop larger groups
 * first, then by ordinal. In this order a seat that is free where somebody gets on is free to the end of the journey, so there
 * is a seat for everybody. Which one it is, is decided as for any other purchase.
 */
final class JourneyInventory implements Inventory {
    private static final Comparator<Reservation> BOARDING = Comparator.<Reservation>comparingInt(
                    taker -> stretch(taker).from())
            .thenComparingInt(taker -> -taker.quantity)
            .thenComparingInt(taker -> taker.ordinal);

    private final Train train;
    private JourneyTerms terms;
    /** Null while seats have no numbers. */
    private NumberedSeats seats;
    /** Null once seats have numbers. */
    private HopLoads loads;
    /** What {@link #left} returns of single seats; null until somebody asks. */
    private int[] left;
    /** The same of seats together. */
    private int[] leftTogether;

    JourneyInventory(JourneyTerms terms) {
        this.terms = terms;
        this.train = terms.train();
        if (terms.numbered()) {
            seats = new NumberedSeats(train);
        } else {
            loads = new HopLoads(train);
        }
    }

    /** That a group sits together can be promised only where seats are given with the purchase. */
    @Override
    public Rejection unsound(int tier, int quantity, Selection selection) {
        boolean sound = selection instanceof Selection.Stretch stretch
                && train.carries(stretch.from(), stretch.to())
                && !(stretch.together() && terms.numbersAtMillis() > 0);
        return sound ? null : Rejection.UNKNOWN_UNIT;
    }

    @Override
    public Units find(int tier, int quantity, Selection selection) {
        Selection.Stretch stretch = (Selection.Stretch) selection;
        if (loads != null) {
            return loads.haveRoom(tier, quantity, stretch) ? Units.NONE : null;
        }
        return seats.find(tier, quantity, stretch);
    }

    @Override
    public Shortage shortage(int tier, int quantity, Selection selection) {
        return Shortage.SOLD_OUT;
    }

    @Override
    public long amount(int tier, int quantity, Selection selection) {
        Selection.Stretch stretch = (Selection.Stretch) selection;
        return train.classes().get(tier).fares().price(stretch.from(), stretch.to()) * quantity;
    }

    @Override
    public int[] left(int tier, boolean together) {
        if (left == null) {
            left = new int[train.stops().size() * Train.MAX_STOPS];
            leftTogether = new int[left.length];
        }
        int[] counted = together ? leftTogether : left;
        if (loads != null) {
            loads.count(tier, counted);
        } else {
            seats.count(tier, together, counted);
        }
        return counted;
    }

    @Override
    public void take(Reservation taker) {
        if (loads != null) {
            loads.take(taker);
        } else {
            BrokenInvariantException.require(
                    taker.units.size() == taker.quantity, "whoever has seats has their numbers", taker.ordinal);
            seats.take(taker.tier, stretch(taker), taker.units);
        }
    }

    @Override
    public Reach free(Reservation leaver) {
        if (loads != null) {
            loads.free(leaver);
            return new Reach.Hops(0, stretch(leaver).from(), stretch(leaver).to(), train.hops());
        }
        return seats.free(leaver.tier, stretch(leaver), leaver.units);
    }

    @Override
    public Reach freeSome(Reservation part) {
        if (loads == null) {
            return free(part);
        }
        loads.freeSome(part);
        return new Reach.Hops(0, stretch(part).from(), stretch(part).to(), train.hops());
    }

    @Override
    public void amend(SaleTerms changed) {
        terms = (JourneyTerms) changed.inventory();
    }

    @Override
    public long dueMillis(SaleState sale) {
        return loads == null ? Long.MAX_VALUE : terms.numbersAtMillis();
    }

    @Override
    public Acted act() {
        List<Reservation> without = new ArrayList<>();
        seats = new NumberedSeats(train);
        for (Reservation taker : loads.takers()) {
            if (taker.units.isEmpty()) {
                without.add(taker);
            } else {
                seats.take(taker.tier, stretch(taker), taker.units);
            }
        }
        loads = null;
        without.sort(BOARDING);
        for (Reservation taker : without) {
            Units units = seats.find(taker.tier, taker.quantity, stretch(taker));
            BrokenInvariantException.require(units != null, "there is a seat for whoever has a ticket", taker.ordinal);
            seats.take(taker.tier, stretch(taker), units);
            taker.units = units;
        }
        return new Acted(without, terms.asNumbered());
    }

    @Override
    public Availability availability() {
        return loads != null ? loads.availability() : seats.availability();
    }

    static Selection.Stretch stretch(Reservation reservation) {
        return (Selection.Stretch) reservation.selection;
    }
}
