package dev.sluice.sale;

/** Which seats of a train are taken on which hops. {@link FreeGaps} say the same the other way round. */
final class NumberedSeats {
    private final Train train;
    private final FreeGaps[] gaps;
    /** The hops on which somebody has each seat, as bits. */
    private final long[] taken;
    /** What was last shown; null if something changed since. */
    private JourneyAvailability shown;

    /** Of a train all of whose seats are free. */
    NumberedSeats(Train train) {
        this.train = train;
        this.taken = new long[train.seatCount()];
        this.gaps = new FreeGaps[train.classes().size()];
        for (int tier = 0; tier < gaps.length; tier++) {
            gaps[tier] = new FreeGaps(train.seats(tier), train.hops());
        }
    }

    /** The seats that {@link FreeGaps} would give; null if there are not enough. */
    Units find(int tier, int quantity, Selection.Stretch stretch) {
        return gaps[tier].find(stretch.from(), stretch.to(), quantity, stretch.together());
    }

    /** See {@link Inventory#left}. */
    void count(int tier, boolean together, int[] left) {
        if (together) {
            gaps[tier].countInOneCar(left);
        } else {
            gaps[tier].count(left);
        }
    }

    void take(int tier, Selection.Stretch stretch, Units seats) {
        long hops = Train.hops(stretch.from(), stretch.to());
        for (int i = 0; i < seats.size(); i++) {
            int seat = seats.get(i);
            BrokenInvariantException.require((taken[seat] & hops) == 0, "a seat is one person's on each hop", seat);
            int place = train.placeOf(seat);
            int start = start(seat, stretch.from());
            int end = end(seat, stretch.to());
            gaps[tier].remove(place, start, end);
            if (start < stretch.from()) {
                gaps[tier].add(place, start, stretch.from());
            }
            if (stretch.to() < end) {
                gaps[tier].add(place, stretch.to(), end);
            }
            taken[seat] |= hops;
        }
        shown = null;
    }

    Reach free(int tier, Selection.Stretch stretch, Units seats) {
        long hops = Train.hops(stretch.from(), stretch.to());
        int earliest = stretch.from();
        int latest = stretch.to();
        for (int i = 0; i < seats.size(); i++) {
            int seat = seats.get(i);
            BrokenInvariantException.require((taken[seat] & hops) == hops, "only what is taken can be freed", seat);
            int place = train.placeOf(seat);
            int start = start(seat, stretch.from());
            int end = end(seat, stretch.to());
            if (start < stretch.from()) {
                gaps[tier].remove(place, start, stretch.from());
            }
            if (stretch.to() < end) {
                gaps[tier].remove(place, stretch.to(), end);
            }
            gaps[tier].add(place, start, end);
            taken[seat] &= ~hops;
            earliest = Math.min(earliest, start);
            latest = Math.max(latest, end);
        }
        shown = null;
        return new Reach.Hops(earliest, stretch.from(), stretch.to(), latest);
    }

    JourneyAvailability availability() {
        if (shown == null) {
            shown = JourneyAvailability.ofSeats(train, taken);
        }
        return shown;
    }

    /** The stop from which a seat is free up to this one. */
    private int start(int seat, int from) {
        return Long.SIZE - Long.numberOfLeadingZeros(taken[seat] & Train.hops(0, from));
    }

    /** The stop up to which a seat is free from this one. */
    private int end(int seat, int to) {
        long later = taken[seat] >>> to;
        return later == 0 ? train.hops() : to + Long.numberOfTrailingZeros(later);
    }
}
