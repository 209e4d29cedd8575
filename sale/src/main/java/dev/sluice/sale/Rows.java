package dev.sluice.sale;

import java.util.Arrays;

/**
 * The reservations that are in memory, by a number that fits into few bits of an index. A number is given again once its
 * reservation has left. Room comes in pieces once there are many, so nothing long is copied.
 *
 * <p>Vacant rows are filled in the order of their numbers, round and round, and not before there are many: neighbours are then filled one
 * after the other. A collector has to look after every stretch of memory into which a reference was written; these are few.
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

    /** A number without meaning, to have read what {@link #get} will read; -1 for nobody's row. */
    int touch(int row) {
        return row >= 0 && get(row) != null ? 1 : 0;
    }

    /** Gives it its {@link Reservation#row}. */
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

    /** A number that was never given. */
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
