package dev.sluice.sale.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DrawOrderTest {
    private static final String SEED = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    /** Worked out by another program from docs/internals/draw.md alone. */
    @Test
    void theOrderIsTheOneThatWasWrittenDown() {
        assertThat(DrawOrder.of(SEED, 10)).containsExactly(3, 6, 5, 1, 2, 9, 4, 7, 0, 8);
    }

    @Test
    void everyEntryHasOnePlace() {
        for (int entries : new int[] {0, 1, 2, 3, 100, 65_537}) {
            int[] order = DrawOrder.of(SEED, entries);
            assertThat(Arrays.stream(order).sorted().toArray())
                    .isEqualTo(IntStream.range(0, entries).toArray());
            int[] places = DrawOrder.places(order);
            assertThat(IntStream.range(0, entries).allMatch(place -> places[order[place]] == place))
                    .isTrue();
        }
    }

    /** And whatever entries are called by. */
    @Test
    void anOrderIsTheSameInWhateverSlices() {
        for (int entries : new int[] {0, 1, 2, 3, 100, 5_000}) {
            int[] whole = DrawOrder.of(SEED, entries);
            for (int slice : new int[] {1, 3, 256, 4_999, 5_000, 5_001}) {
                int[] names = IntStream.range(0, entries).map(i -> 7 * i + 3).toArray();
                DrawOrder.Shuffle shuffle = new DrawOrder.Shuffle(SEED, names);
                while (!shuffle.proceed(slice)) {}
                assertThat(names)
                        .isEqualTo(Arrays.stream(whole).map(i -> 7 * i + 3).toArray());
            }
        }
    }

    @Test
    void anotherSeedIsAnotherOrder() {
        assertThat(DrawOrder.of(SEED, 100)).isNotEqualTo(DrawOrder.of("00".repeat(32), 100));
        assertThatThrownBy(() -> DrawOrder.of("00", 100)).hasMessageContaining("seed");
    }

    @Test
    void numbersAreBelowTheirBoundAndReachItsEnds() {
        DrawNumbers numbers = new DrawNumbers(new byte[32]);
        int least = Integer.MAX_VALUE;
        int most = 0;
        for (int i = 0; i < 10_000; i++) {
            int number = numbers.below(7);
            least = Math.min(least, number);
            most = Math.max(most, number);
        }
        assertThat(least).isZero();
        assertThat(most).isEqualTo(6);
        assertThat(numbers.below(1)).isZero();
        assertThat(IntStream.range(0, 1_000).map(_ -> numbers.below(Integer.MAX_VALUE)))
                .allMatch(number -> number >= 0);
    }
}
