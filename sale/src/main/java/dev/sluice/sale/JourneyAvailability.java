package dev.sluice.sale;

/**
 * What was left of a train on one date at one moment. Each number is counted when it is first asked for, and then kept. What it
 * says never changes; any thread may use it.
 */
public final class JourneyAvailability implements Availability {
    private final Train train;
    /** The hops on which each seat is taken, as bits; null while seats have no numbers. */
    private final long[] taken;
    /** How many seats are taken, by class and hop; null once seats have numbers. */
    private final int[][] loads;

    /** What is left plus one, by class and stops; 0 until somebody asked. Threads that race write the same. */
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

    /** How many seats of this class could be sold from one stop to a later one, if each buyer takes one. */
    public int left(int tier, int from, int to) {
        return loads != null ? leftByLoad(tier, from, to) : leftBySeat(tier, from, to);
    }

    /** There may be enough seats for a group that must sit together, and yet no car that has them. */
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
