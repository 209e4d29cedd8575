package dev.sluice.sale;

import java.util.Arrays;

/**
 * The reservations that are in memory, by a number that fits into few bits of an index. A number is given again once its
 * reservation has left. Room comes in pieces, so nothing is copied when there are many.
 */
final class Rows {
    /** Numbers are below 2 to the power of this. */
    static final int BITS = 27;

    private static final int PIECE_BITS = 10;
    private static final int PIECE = 1 << PIECE_BITS;

    private Reservation[][] pieces = {new Reservation[PIECE]};
    private int[] vacant = new int[16];
    private int vacancies;
    private int reached;

    Reservation get(int row) {
        return pieces[row >>> PIECE_BITS][row & (PIECE - 1)];
    }

    /** Gives it its {@link Reservation#row}. */
    void add(Reservation reservation) {
        int row = vacancies > 0 ? vacant[--vacancies] : reached++;
        BrokenInvariantException.require(row >>> BITS == 0, "a book has room for what is live", row);
        int piece = row >>> PIECE_BITS;
        if (piece == pieces.length) {
            pieces = Arrays.copyOf(pieces, piece + 1 + (piece >> 1));
        }
        if (pieces[piece] == null) {
            pieces[piece] = new Reservation[PIECE];
        }
        pieces[piece][row & (PIECE - 1)] = reservation;
        reservation.row = row;
    }

    void remove(Reservation reservation) {
        int row = reservation.row;
        pieces[row >>> PIECE_BITS][row & (PIECE - 1)] = null;
        if (vacancies == vacant.length) {
            vacant = Arrays.copyOf(vacant, vacancies + (vacancies >> 1));
        }
        vacant[vacancies++] = row;
    }
}
