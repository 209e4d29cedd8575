package dev.sluice.sale;

import java.util.UUID;

/**
 * What each user has in a sale, in 16 bytes: the units they hold, own and wait for, and how many reservations they ever made. Those of
 * their reservations that are in memory hang together, the newest first.
 *
 * <p>An entry is half of the buyer's digest, and a number: 43 more bits of it, ten bits of units, ten of reservations, and one that is 0.
 * While something of theirs is in memory that bit is 1, and 27 bits of the digest make room for the row of the newest, which has
 * the whole of it. So buyers are told apart by all of their digest, or by 107 bits.
 */
final class Buyers {
    private static final int COUNT_BITS = 10;
    private static final long COUNT = (1L << COUNT_BITS) - 1;
    private static final long ONE_UNIT = 1L << COUNT_BITS;
    private static final int ROW_SHIFT = 2 * COUNT_BITS;
    private static final long ROW = ((1L << Rows.BITS) - 1) << ROW_SHIFT;
    private static final long LINKED = 1L << ROW_SHIFT + Rows.BITS;
    private static final long DIGEST = -(LINKED << 1);

    private final SortedSlots index = new SortedSlots(2);
    private final Rows rows;
    /** Where the last entry was found or added. It is looked for several times in a row, and this is tried first. */
    private int last;

    Buyers(Rows rows) {
        this.rows = rows;
    }

    /** What {@link #units} and {@link #reservations} take; 0 for somebody who never had anything. */
    long counts(UUID buyer) {
        long[] slots = index.slots(hash(buyer.getMostSignificantBits()));
        int at = find(buyer.getMostSignificantBits(), buyer.getLeastSignificantBits(), slots);
        return at < 0 ? 0 : slots[at + 1];
    }

    /** Held, sold and waitlisted units. */
    static int units(long counts) {
        return (int) (counts >>> COUNT_BITS & COUNT);
    }

    /** Reservations ever made, whatever became of them. */
    static int reservations(long counts) {
        return (int) (counts & COUNT);
    }

    /** The newest that is in memory, or null; the others follow by {@link Reservation#olderOfBuyer}. */
    Reservation newest(UUID buyer) {
        return newest(counts(buyer));
    }

    /** A new reservation, which is in memory. Its units are counted apart. */
    void make(Reservation reservation) {
        count(reservation.buyerHigh, reservation.buyerLow, 1);
        link(reservation);
    }

    /** A reservation that was made, and is not in memory. */
    void makeLeft(UUID buyer) {
        count(buyer.getMostSignificantBits(), buyer.getLeastSignificantBits(), 1);
    }

    /** Its buyer has more units, or less. */
    void addUnits(Reservation reservation, int units) {
        count(reservation.buyerHigh, reservation.buyerLow, units * ONE_UNIT);
    }

    /** It is in memory. */
    void link(Reservation reservation) {
        long[] slots = index.slots(hash(reservation.buyerHigh));
        int at = require(reservation, slots);
        reservation.olderOfBuyer = newest(slots[at + 1]);
        slots[at + 1] = slots[at + 1] & ~ROW | LINKED | (long) reservation.row << ROW_SHIFT;
    }

    /** It leaves. It still has its row. */
    void unlink(Reservation reservation) {
        long[] slots = index.slots(hash(reservation.buyerHigh));
        int at = require(reservation, slots);
        Reservation newer = newest(slots[at + 1]);
        if (newer != reservation) {
            while (newer.olderOfBuyer != reservation) {
                newer = newer.olderOfBuyer;
            }
            newer.olderOfBuyer = reservation.olderOfBuyer;
        } else if (reservation.olderOfBuyer != null) {
            slots[at + 1] = slots[at + 1] & ~ROW | (long) reservation.olderOfBuyer.row << ROW_SHIFT;
        } else {
            slots[at + 1] = digest(reservation.buyerLow) | slots[at + 1] & (1L << ROW_SHIFT) - 1;
        }
        reservation.olderOfBuyer = null;
    }

    /** Touches what finding this buyer will need first. */
    long touch(UUID buyer) {
        return index.touch(hash(buyer.getMostSignificantBits()));
    }

    /** The row of the buyer's newest, most likely, or -1. */
    int row(UUID buyer) {
        long hash = hash(buyer.getMostSignificantBits());
        long[] slots = index.slots(hash);
        int at = index.first(hash, slots);
        return index.isAt(hash, slots, at) && (slots[at + 1] & LINKED) != 0
                ? (int) ((slots[at + 1] & ROW) >>> ROW_SHIFT)
                : -1;
    }

    private void count(long high, long low, long more) {
        long[] slots = index.slots(hash(high));
        int at = find(high, low, slots);
        if (at < 0) {
            last = index.add(high, digest(low) | more);
        } else {
            long counted = slots[at + 1] + more;
            BrokenInvariantException.require(
                    (counted ^ slots[at + 1]) >>> ROW_SHIFT == 0
                            && reservations(counted) >= reservations(slots[at + 1]),
                    "a buyer's counts are within their limits",
                    more);
            slots[at + 1] = counted;
        }
    }

    private int require(Reservation reservation, long[] slots) {
        int at = find(reservation.buyerHigh, reservation.buyerLow, slots);
        BrokenInvariantException.require(at >= 0, "every reservation has a buyer", reservation.ordinal);
        return at;
    }

    private Reservation newest(long entry) {
        return (entry & LINKED) == 0 ? null : rows.get((int) ((entry & ROW) >>> ROW_SHIFT));
    }

    /** The place of the buyer's entry, or -1. */
    private int find(long high, long low, long[] slots) {
        if (last < slots.length && slots[last] == high && slots[last + 1] != 0 && belongs(slots[last + 1], high, low)) {
            return last;
        }
        long hash = hash(high);
        for (int at = index.first(hash, slots); index.isAt(hash, slots, at); at += 2) {
            if (slots[at] == high && belongs(slots[at + 1], high, low)) {
                last = at;
                return at;
            }
        }
        return -1;
    }

    private boolean belongs(long entry, long high, long low) {
        return (entry & LINKED) == 0
                ? (entry & DIGEST | entry & ROW) == digest(low)
                : (entry & DIGEST) == (digest(low) & DIGEST) && newest(entry).isOf(high, low);
    }

    private static long digest(long low) {
        return low & (DIGEST | ROW);
    }

    private static long hash(long high) {
        return high >>> Long.SIZE - SortedSlots.HASH_BITS;
    }
}
