package dev.sluice.sale;

import java.util.Locale;
import java.util.UUID;

/**
 * What people call a reservation: ten characters that cannot be taken for one another, as {@code 7K3MR2XWQA}.
 *
 * <p>It is 49 of the random bits of the reservation's id ({@link ReservationIds}), written to the base of 30. So it is there as soon as the id is,
 * before anything is decided, at whichever gateway; it costs the writer nothing; it tells nothing of how many there are; and the ids of a sale that
 * have it follow one another, so that the index of ids finds them. Two reservations of one sale have the same one with a chance of
 * n² / 2⁵⁰: one in a hundred million of ten thousand, one in ten thousand of three hundred thousand. Whoever looks one up is shown both. It is a
 * name, and proves nothing.
 */
public final class OrderNumber {
    /** Without 0, 1, I, L, O and U, which are taken for others. */
    static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static final int CHARS = 10;

    private static final int BITS = 49;
    private static final int HIGH_BITS = 26;
    private static final int MIDDLE_BITS = 12;
    private static final int LOW_BITS = BITS - HIGH_BITS - MIDDLE_BITS;
    private static final int HIGH_SHIFT = 16;
    private static final int LOW_SHIFT = Long.SIZE - 2 - LOW_BITS;

    private OrderNumber() {}

    /** Of the reservation with this id. */
    public static String of(UUID reservation) {
        long rest = bits(reservation);
        char[] text = new char[CHARS];
        for (int i = CHARS - 1; i >= 0; i--) {
            text[i] = ALPHABET.charAt((int) (rest % ALPHABET.length()));
            rest /= ALPHABET.length();
        }
        return new String(text);
    }

    private static long bits(UUID id) {
        long high = id.getMostSignificantBits() >>> HIGH_SHIFT & ones(HIGH_BITS);
        long middle = id.getMostSignificantBits() & ones(MIDDLE_BITS);
        long low = id.getLeastSignificantBits() >>> LOW_SHIFT & ones(LOW_BITS);
        return (high << MIDDLE_BITS | middle) << LOW_BITS | low;
    }

    /**
     * The number that somebody typed, in small letters or with space or a hyphen between, as it is written.
     *
     * @return null if it is none
     */
    public static String parse(String typed) {
        String text = typed.replaceAll("[\\s\\u00A0-]", "").toUpperCase(Locale.ROOT);
        if (text.length() != CHARS) {
            return null;
        }
        long value = 0;
        for (int i = 0; i < CHARS; i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0) {
                return null;
            }
            value = value * ALPHABET.length() + digit;
        }
        return value >>> BITS == 0 ? text : null;
    }

    /**
     * The lowest id that has this number in a sale.
     *
     * @param number as {@link #parse} gave it
     */
    public static UUID lowest(int saleNumber, String number) {
        return id(saleNumber, number, 0);
    }

    /** The highest id that has it. All between are in the order of their unsigned bits. */
    public static UUID highest(int saleNumber, String number) {
        return id(saleNumber, number, ones(LOW_SHIFT));
    }

    private static UUID id(int saleNumber, String number, long rest) {
        long bits = 0;
        for (int i = 0; i < CHARS; i++) {
            bits = bits * ALPHABET.length() + ALPHABET.indexOf(number.charAt(i));
        }
        long high = bits >>> LOW_BITS + MIDDLE_BITS;
        long middle = bits >>> LOW_BITS & ones(MIDDLE_BITS);
        long low = bits & ones(LOW_BITS);
        return ReservationIds.versioned(saleNumber, high << HIGH_SHIFT | middle, low << LOW_SHIFT | rest);
    }

    private static long ones(int count) {
        return (1L << count) - 1;
    }
}
