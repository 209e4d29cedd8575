package dev.sluice.sale;

/** Which seats were free at one moment: on sale, and nobody's. Immutable; any thread may use it. */
public final class SeatAvailability implements Availability {
    private final long version;
    private final int seats;
    private final long[] free;
    private final int sections;
    private final int[] freeByTierAndSection;

    SeatAvailability(long version, int seats, long[] free, int sections, int[] freeByTierAndSection) {
        this.version = version;
        this.seats = seats;
        this.free = free.clone();
        this.sections = sections;
        this.freeByTierAndSection = freeByTierAndSection.clone();
    }

    /** No seat of the map is free. */
    public static SeatAvailability none(SeatMap map) {
        return new SeatAvailability(0, map.seats(), new long[Bits.words(map.seats())], 0, new int[0]);
    }

    /**
     * What another process saw.
     *
     * @param terms of the sale at that moment, in a hall
     * @param bytes see {@link #bytes}
     * @throws IllegalArgumentException if they do not say of each seat whether it is free, and of nothing else
     */
    public static SeatAvailability of(SaleTerms terms, long version, byte[] bytes) {
        if (!(terms.inventory() instanceof SeatedTerms seated)
                || bytes.length != (seated.plan().seats() + 7) / 8) {
            throw new IllegalArgumentException(bytes.length + " bytes are not the seats of this sale");
        }
        SeatMap map = seated.plan();
        long[] free = new long[Bits.words(map.seats())];
        for (int i = 0; i < bytes.length; i++) {
            free[i >>> 3] |= (bytes[i] & 0xFFL) << ((i & 7) * 8);
        }
        if (map.seats() % Long.SIZE != 0 && free[free.length - 1] >>> map.seats() != 0) {
            throw new IllegalArgumentException("a seat is free that the hall does not have");
        }
        int sections = map.sections().size();
        int[] counts = new int[terms.tiers().size() * sections];
        for (int row = 0; row < map.rows(); row++) {
            int section = map.sectionOfRow(row);
            for (int seat = map.firstSeat(row); seat < map.firstSeat(row + 1); seat++) {
                counts[seated.tierOf(seat) * sections + section] += Bits.has(free, seat) ? 1 : 0;
            }
        }
        return new SeatAvailability(version, map.seats(), free, sections, counts);
    }

    /** Grows with every change while the sale's book is in memory. */
    public long version() {
        return version;
    }

    public int seats() {
        return seats;
    }

    public boolean isFree(int seat) {
        return Bits.has(free, seat);
    }

    /** One bit for each seat: seat 0 is the lowest bit of byte 0, seat 8 the lowest bit of byte 1. */
    public byte[] bytes() {
        byte[] bytes = new byte[(seats + 7) / 8];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (free[i >>> 3] >>> ((i & 7) * 8));
        }
        return bytes;
    }

    /** Leaves chosen seats to the writer: it alone can say which of them are taken, and propose others. */
    @Override
    public boolean maySuffice(int tier, int quantity, Selection selection) {
        return switch (selection) {
            case Selection.Best(int section)
            when section >= 0 -> section >= sections || freeByTierAndSection[tier * sections + section] >= quantity;
            case Selection.Any _, Selection.Best _, Selection.Chosen _, Selection.Items _, Selection.Stretch _ -> true;
        };
    }
}
