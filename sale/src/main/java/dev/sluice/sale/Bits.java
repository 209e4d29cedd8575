package dev.sluice.sale;

/** Sets of small numbers: number n is bit n % 64 of word n / 64. */
final class Bits {
    private Bits() {}

    /** How many words hold the numbers from 0 to one less than {@code numbers}. */
    static int words(int numbers) {
        return (numbers + 63) >>> 6;
    }

    static boolean has(long[] words, int number) {
        return (words[number >>> 6] & 1L << number) != 0;
    }

    static void set(long[] words, int number, boolean in) {
        if (in) {
            words[number >>> 6] |= 1L << number;
        } else {
            words[number >>> 6] &= ~(1L << number);
        }
    }
}
