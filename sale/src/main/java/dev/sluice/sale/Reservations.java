package dev.sluice.sale;

import java.util.UUID;

/**
 * All reservations of a sale by their ids: those that are in memory, and of those that have left it a mark of eight bytes that says
 * so. Different ids may have the same mark, hence "may have left": who wants to know asks the ledger.
 *
 * <p>An entry is 36 bits of the id's first half, one bit for where it is, and either its row or 26 bits of the second half. A
 * reservation's payments share the first half of its id, so they are found by it, too.
 */
final class Reservations {
    /** Stands for one that may have left memory. */
    static final Reservation LEFT = Reservation.nobody();

    private static final long IN_MEMORY = 1L << Rows.BITS;
    private static final long ROW = IN_MEMORY - 1;

    private final SortedSlots index = new SortedSlots(1);
    private final Rows rows;

    Reservations(Rows rows) {
        this.rows = rows;
    }

    /** With those that have left memory. */
    int size() {
        return index.size();
    }

    /** The one with this id; {@link #LEFT} if it is not in memory, and may have left it; null if it never was. */
    Reservation find(UUID id) {
        long hash = hash(id.getMostSignificantBits());
        long mark = mark(hash, id.getLeastSignificantBits());
        long[] slots = index.slots(hash);
        Reservation found = null;
        for (int at = index.first(hash, slots); index.isAt(hash, slots, at); at++) {
            if ((slots[at] & IN_MEMORY) != 0) {
                Reservation there = rows.get((int) (slots[at] & ROW));
                if (there.hasId(id)) {
                    return there;
                }
            } else if (slots[at] == mark) {
                found = LEFT;
            }
        }
        return found;
    }

    /** The row of one in memory that is likely to have this id, or -1. */
    int row(UUID id) {
        long hash = hash(id.getMostSignificantBits());
        long[] slots = index.slots(hash);
        int at = index.first(hash, slots);
        return index.isAt(hash, slots, at) && (slots[at] & IN_MEMORY) != 0 ? (int) (slots[at] & ROW) : -1;
    }

    /** The payment with this id, or null if its reservation is not in memory. */
    Payment findPayment(UUID id) {
        long hash = hash(id.getMostSignificantBits());
        long[] slots = index.slots(hash);
        for (int at = index.first(hash, slots); index.isAt(hash, slots, at); at++) {
            if ((slots[at] & IN_MEMORY) != 0) {
                Payment payment = rows.get((int) (slots[at] & ROW)).payment;
                while (payment != null && !payment.state.id().equals(id)) {
                    payment = payment.earlier;
                }
                if (payment != null) {
                    return payment;
                }
            }
        }
        return null;
    }

    /** Whether the reservation of this payment, which is not in memory, may have left it. */
    boolean mayHaveLeftWithPayment(UUID id) {
        long hash = hash(id.getMostSignificantBits());
        long[] slots = index.slots(hash);
        for (int at = index.first(hash, slots); index.isAt(hash, slots, at); at++) {
            if ((slots[at] & IN_MEMORY) == 0) {
                return true;
            }
        }
        return false;
    }

    /** Adds one that was not there yet, and has a row. */
    void add(Reservation reservation) {
        index.add(inMemory(hash(reservation.idHigh), reservation), 0);
    }

    /** Adds one that is not in memory. */
    void addLeft(UUID id) {
        index.add(mark(hash(id.getMostSignificantBits()), id.getLeastSignificantBits()), 0);
    }

    /** It goes, and is marked. */
    void leave(Reservation reservation) {
        long hash = hash(reservation.idHigh);
        replace(hash, inMemory(hash, reservation), mark(hash, reservation.idLow));
    }

    /** One that had left is there again. */
    void comeBack(Reservation reservation) {
        long hash = hash(reservation.idHigh);
        replace(hash, mark(hash, reservation.idLow), inMemory(hash, reservation));
    }

    /** Touches what finding this id will need first. */
    long touch(UUID id) {
        return index.touch(hash(id.getMostSignificantBits()));
    }

    private void replace(long hash, long before, long after) {
        long[] slots = index.slots(hash);
        int at = index.first(hash, slots);
        while (index.isAt(hash, slots, at) && slots[at] != before) {
            at++;
        }
        BrokenInvariantException.require(index.isAt(hash, slots, at), "every reservation is in the index", hash);
        slots[at] = after;
    }

    /** The bits of an id's first half that differ within a sale: neither the sale's number nor the version of the UUID. */
    private static long hash(long idHigh) {
        return (idHigh & 0x3FF_FFFF_0000L) >>> 6 | (idHigh & 0xFFC) >>> 2;
    }

    private static long inMemory(long hash, Reservation reservation) {
        return hash << Rows.BITS + 1 | IN_MEMORY | reservation.row;
    }

    /** Never 0. */
    private static long mark(long hash, long idLow) {
        return hash << Rows.BITS + 1 | idLow & ROW | 1;
    }
}
