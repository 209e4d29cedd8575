package dev.sluice.sale;

import java.util.Arrays;

/**
 * The reservations that are in memory. Each has a row, which is a number of a few bits, to be kept in an index. The
 * row of a reservation that left is given to another. Once there are many rows, room for more is added in pieces,
 * so nothing long is copied.
 *
 * <p>Vacant rows are filled again only once there are many of them, and then in the order of their numbers, round and round. So
 * rows that are filled one after the other are neighbours in memory. This spares the garbage collector work, which looks at
 * every stretch of memory into which a reference was written.
 */
final class Rows {
    /** Numbers are below 2 to the power of this. */
    static final int BITS = 27;

    private static final int PIECE_BITS = 15;
    private static final int PIECE = 1 << PIECE_BITS;
    private static final int MIN_ROOM = Long.SIZE;

    private Reservation[][] pieces = {new Reservation[MIN_ROOM]};
    /** See {@link Bits}. */
    private long[] vacant = new long[1];

    private int vacancies;
    private int reached;
    /** The word of {@link #vacant} in which the next vacancy is looked for. */
    private int hand;

    Reservation get(int row) {
        return pieces[row >>> PIECE_BITS][row & (PIECE - 1)];
    }

    /**
     * Reads what {@link #get} will read, so that it is in the processor's cache by then. What it returns means nothing.
     *
     * @param row -1 for none
     */
    int touch(int row) {
        return row >= 0 && get(row) != null ? 1 : 0;
    }

    /** Adds a reservation, and sets its {@link Reservation#row}. */
    void add(Reservation reservation) {
        int row = vacancies > reached >> 4 ? refill() : reach();
        pieces[row >>> PIECE_BITS][row & (PIECE - 1)] = reservation;
        reservation.row = row;
    }

    void remove(Reservation reservation) {
        int row = reservation.row;
        pieces[row >>> PIECE_BITS][row & (PIECE - 1)] = null;
        Bits.set(vacant, row, true);
        vacancies++;
    }

    private int refill() {
        while (vacant[hand] == 0) {
            hand = hand + 1 == vacant.length ? 0 : hand + 1;
        }
        int row = hand * Long.SIZE + Long.numberOfTrailingZeros(vacant[hand]);
        Bits.set(vacant, row, false);
        vacancies--;
        return row;
    }

    /** A row that was never given. */
    private int reach() {
        int row = reached++;
        BrokenInvariantException.require(row >>> BITS == 0, "a book has room for what is live", row);
        int piece = row >>> PIECE_BITS;
        if (piece == pieces.length) {
            pieces = Arrays.copyOf(pieces, piece + 1 + (piece >> 1));
        }
        if (pieces[piece] == null) {
            pieces[piece] = new Reservation[PIECE];
        } else if ((row & (PIECE - 1)) == pieces[piece].length) {
            pieces[piece] = Arrays.copyOf(pieces[piece], 2 * pieces[piece].length);
        }
        if (Bits.words(reached) > vacant.length) {
            vacant = Arrays.copyOf(vacant, 2 * vacant.length);
        }
        return row;
    }
}
