package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DiceTest {
    private static final long KEY_0 = 0x0706050403020100L;
    private static final long KEY_1 = 0x0f0e0d0c0b0a0908L;

    /** The vector for 16 bytes of the authors' own table: key and message are 00, 01, … 0f. */
    @Test
    void isSipHash24() {
        assertThat(Dice.sipHash(KEY_0, KEY_1, KEY_0, KEY_1)).isEqualTo(0x3f2acc7f57c29bdbL);
    }

    @Test
    void repeatsItselfForTheSamePurpose() {
        Dice dice = new Dice(1, 2);
        long first = dice.of(7).next();
        long second = dice.next();

        assertThat(dice.of(8).next()).isNotIn(first, second);
        assertThat(dice.of(7).next()).isEqualTo(first);
        assertThat(dice.next()).isEqualTo(second);
        assertThat(new Dice(1, 3).of(7).next()).isNotEqualTo(first);
    }

    /** 3 · 2^61 does not divide 2^64: it leaves out a quarter of all numbers, which must be thrown again. */
    @Test
    void everyNumberBelowABoundIsAsLikely() {
        Dice dice = new Dice(5, 6);
        int low = 0;
        int throwsMade = 100_000;
        for (int i = 0; i < throwsMade; i++) {
            long number = dice.below(3L << 61);
            assertThat(number).isBetween(0L, (3L << 61) - 1);
            low += number < 1L << 61 ? 1 : 0;
        }

        double sigma = Math.sqrt(throwsMade * (1.0 / 3) * (2.0 / 3));
        assertThat((double) low).isBetween(throwsMade / 3.0 - 5 * sigma, throwsMade / 3.0 + 5 * sigma);
    }

    @Test
    void unitsAreAboveZeroAndUpToOne() {
        Dice dice = new Dice(5, 6);
        for (int i = 0; i < 10_000; i++) {
            assertThat(dice.unit()).isPositive().isLessThanOrEqualTo(1);
        }
    }
}
