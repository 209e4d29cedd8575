package dev.sluice.sale;

/** What is left of a train on one date, at one moment. Counted when it is asked for, once. Does not change; any thread may use it. */
public final class JourneyAvailability implements Availability {
    private final Train train;
    /** By seat: the hops on which it is taken, as bits; null while seats have no numbers. */
    private final long[] taken;
    /** By class and hop; null once seats have numbers. */
    private final int[][] loads;

    /** By class and stops: one more than what is left; 0 until somebody asked. Threads that race count the same. */
    private int[] counted;

    private JourneyAvailability(Train train, long[] taken, int[][] loads) {
        this.train = train;
        this.taken = taken;
        this.loads = loads;
    }

    static JourneyAvailability ofSeats(Train train, long[] taken) {
        return new JourneyAvailability(train, taken.clone(), null);
    }

    static JourneyAvailability ofLoads(Train train, int[][] loads) {
        int[][] copy = new int[loads.length][];
        for (int tier = 0; tier < loads.length; tier++) {
            copy[tier] = loads[tier].clone();
        }
        return new JourneyAvailability(train, null, copy);
    }

    /** How many could be sold of this class from one stop to a later one, one by one. */
    public int left(int tier, int from, int to) {
        return loads != null ? leftByLoad(tier, from, to) : leftBySeat(tier, from, to);
    }

    /** A group that must sit together may find enough seats and yet no car. */
    @Override
    public boolean maySuffice(int tier, int quantity, Selection selection) {
        return !(selection instanceof Selection.Stretch stretch)
                || left(tier, stretch.from(), stretch.to()) >= quantity;
    }

    private int leftByLoad(int tier, int from, int to) {
        int highest = 0;
        for (int hop = from; hop < to; hop++) {
            highest = Math.max(highest, loads[tier][hop]);
        }
        return train.seatCount(tier) - highest;
    }

    private int leftBySeat(int tier, int from, int to) {
        int stops = train.stops().size();
        int[] known = counted;
        if (known == null) {
            known = new int[train.classes().size() * stops * stops];
            counted = known;
        }
        int index = (tier * stops + from) * stops + to;
        if (known[index] == 0) {
            known[index] = countSeats(tier, Train.hops(from, to)) + 1;
        }
        return known[index] - 1;
    }

    private int countSeats(int tier, long hops) {
        int left = 0;
        for (int car = 0; car < train.cars().size(); car++) {
            if (train.cars().get(car).tier() == tier) {
                for (int seat = train.firstSeat(car); seat < train.firstSeat(car + 1); seat++) {
                    left += (taken[seat] & hops) == 0 ? 1 : 0;
                }
            }
        }
        return left;
    }
}
