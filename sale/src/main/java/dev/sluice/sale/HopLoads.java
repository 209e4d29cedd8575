package dev.sluice.sale;

import java.util.ArrayList;
import java.util.List;

/** How many seats are taken on each hop of a train whose seats have no numbers yet, and by whom. */
final class HopLoads {
    private static final int MIN_TAKERS = 64;

    private final Train train;
    /** How many seats are taken, by class and hop. */
    private final int[][] loads;
    /** Who took seats, some of whom may have left; whoever left and came again is there twice. */
    private final List<Reservation> takers = new ArrayList<>();

    private int live;
    /** The availability as it was last asked for; null if something changed since. */
    private JourneyAvailability shown;

    HopLoads(Train train) {
        this.train = train;
        this.loads = new int[train.classes().size()][train.hops()];
    }

    boolean haveRoom(int tier, int quantity, Selection.Stretch stretch) {
        int seats = train.seatCount(tier);
        for (int hop = stretch.from(); hop < stretch.to(); hop++) {
            if (loads[tier][hop] + quantity > seats) {
                return false;
            }
        }
        return true;
    }

    /** See {@link Inventory#left}. */
    void count(int tier, int[] left) {
        int hops = train.hops();
        for (int from = 0; from < hops; from++) {
            int seats = train.seatCount(tier);
            for (int to = from + 1; to <= hops; to++) {
                seats = Math.min(seats, train.seatCount(tier) - loads[tier][to - 1]);
                left[from * Train.MAX_STOPS + to] = seats;
            }
        }
    }

    void take(Reservation taker) {
        if (takers.size() >= Math.max(MIN_TAKERS, 2 * live)) {
            takers.removeIf(earlier -> !hasSeats(earlier));
        }
        takers.add(taker);
        live++;
        load(taker, taker.quantity);
    }

    void free(Reservation leaver) {
        live--;
        freeSome(leaver);
    }

    /** Seats of somebody who keeps others. */
    void freeSome(Reservation part) {
        load(part, -part.quantity);
    }

    /** Every reservation that has seats, each once. */
    List<Reservation> takers() {
        return takers.stream().filter(HopLoads::hasSeats).distinct().toList();
    }

    JourneyAvailability availability() {
        if (shown == null) {
            shown = JourneyAvailability.ofLoads(train, loads);
        }
        return shown;
    }

    private void load(Reservation reservation, int seats) {
        Selection.Stretch stretch = JourneyInventory.stretch(reservation);
        int[] byHop = loads[reservation.tier];
        for (int hop = stretch.from(); hop < stretch.to(); hop++) {
            byHop[hop] += seats;
            BrokenInvariantException.require(
                    byHop[hop] >= 0 && byHop[hop] <= train.seatCount(reservation.tier),
                    "no hop is sold oftener than there are seats",
                    hop);
        }
        shown = null;
    }

    private static boolean hasSeats(Reservation taker) {
        return taker.is(ReservationStatus.HELD) || taker.is(ReservationStatus.CONFIRMED);
    }
}
