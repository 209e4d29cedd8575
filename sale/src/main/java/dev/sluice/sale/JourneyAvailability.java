package dev.sluice.sale;

import java.nio.ByteBuffer;

/**
 * What was left of a train on one date at one moment. Each number is counted when it is first asked for, and then kept. What it
 * says never changes; any thread may use it.
 */
public final class JourneyAvailability implements Availability {
    private static final byte LOADS = 0;
    private static final byte SEATS = 1;

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

    /**
     * What another process saw.
     *
     * @param bytes see {@link #bytes}
     * @throws IllegalArgumentException if they are not of such a train
     */
    public static JourneyAvailability of(Train train, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte what = buffer.hasRemaining() ? buffer.get() : -1;
        return switch (what) {
            case LOADS -> new JourneyAvailability(train, null, loads(train, buffer));
            case SEATS -> new JourneyAvailability(train, taken(train, buffer), null);
            default -> throw new IllegalArgumentException("neither seats nor their numbers on a train");
        };
    }

    private static int[][] loads(Train train, ByteBuffer bytes) {
        int classes = train.classes().size();
        require(bytes.remaining() == classes * train.hops() * Integer.BYTES, "each class has a load on each hop");
        int[][] loads = new int[classes][train.hops()];
        for (int tier = 0; tier < classes; tier++) {
            for (int hop = 0; hop < train.hops(); hop++) {
                loads[tier][hop] = bytes.getInt();
                require(
                        loads[tier][hop] >= 0 && loads[tier][hop] <= train.seatCount(tier),
                        "no more seats are taken than there are");
            }
        }
        return loads;
    }

    private static long[] taken(Train train, ByteBuffer bytes) {
        int width = seatBytes(train);
        require(bytes.remaining() == train.seatCount() * width, "each seat has its hops");
        long[] taken = new long[train.seatCount()];
        for (int seat = 0; seat < taken.length; seat++) {
            for (int i = 0; i < width; i++) {
                taken[seat] |= (bytes.get() & 0xFFL) << (i * Byte.SIZE);
            }
            require(taken[seat] >>> train.hops() == 0, "a seat is taken on hops that there are");
        }
        return taken;
    }

    /** How many bytes have a bit for each hop. */
    private static int seatBytes(Train train) {
        return (train.hops() + Byte.SIZE - 1) / Byte.SIZE;
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    /**
     * Where seats have numbers, {@code 1}, and for each seat a bit for each hop that is set if it is taken there, in whole bytes, hop 0 the
     * lowest of the first. Else {@code 0}, and by class and hop how many seats are taken, four bytes each, the highest first.
     */
    public byte[] bytes() {
        return taken != null ? seatBytes() : loadBytes();
    }

    private byte[] seatBytes() {
        int width = seatBytes(train);
        ByteBuffer bytes = ByteBuffer.allocate(1 + taken.length * width).put(SEATS);
        for (long hops : taken) {
            for (int i = 0; i < width; i++) {
                bytes.put((byte) (hops >>> (i * Byte.SIZE)));
            }
        }
        return bytes.array();
    }

    private byte[] loadBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(1 + loads.length * train.hops() * Integer.BYTES);
        bytes.put(LOADS);
        for (int[] byHop : loads) {
            for (int load : byHop) {
                bytes.putInt(load);
            }
        }
        return bytes.array();
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
