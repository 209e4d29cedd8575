package dev.sluice.sale.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Whether orders favour anybody. Shuffles that are known to be biased stand trial before the same judge, and must be caught.
 *
 * <p>Each figure is held against a bound that a fair shuffle passes in one of a million trials, on either side where there are two. With
 * 22 figures of one side and 18 of two, seeds chosen by chance would blame a fair shuffle in one of some 17,000 runs. The seeds are fixed: it
 * never does, or always.
 */
final class DrawFairnessProperties {
    private static final int[] SIZES = {2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 33, 64, 100, 257, 1_000, 4_096, 10_000};
    /** Entries that are put in order for each size, in as many orders as that gives. */
    private static final int WORK = 500_000;

    private static final int MOST_ORDERS = 25_000;

    @Test
    void noPlaceAndNoOrderIsFavoured() {
        for (int entries : SIZES) {
            assertThat(findBias((seed, size) -> DrawOrder.of(DrawDigest.hex(seed), size), entries))
                    .as("%d entries", entries)
                    .isEmpty();
        }
    }

    /** Every entry is swapped with any other: n^n ways, which n! does not divide. */
    @Test
    void aSwapWithAnyIsCaught() {
        DrawJudge.Shuffle naive = (seed, entries) -> {
            DrawNumbers numbers = new DrawNumbers(seed);
            int[] order = IntStream.range(0, entries).toArray();
            for (int i = 0; i < entries; i++) {
                swap(order, i, numbers.below(entries));
            }
            return order;
        };
        for (int entries : new int[] {3, 4, 5, 8, 33, 100}) {
            assertThat(findBias(naive, entries)).as("%d entries", entries).isPresent();
        }
    }

    /** Nobody stays: a swap with those behind only. */
    @Test
    void aSwapThatNeverKeepsIsCaught() {
        DrawJudge.Shuffle sattolo = (seed, entries) -> {
            DrawNumbers numbers = new DrawNumbers(seed);
            int[] order = IntStream.range(0, entries).toArray();
            for (int place = 0; place < entries - 1; place++) {
                swap(order, place, place + 1 + numbers.below(entries - place - 1));
            }
            return order;
        };
        for (int entries : new int[] {2, 3, 5, 10}) {
            assertThat(findBias(sattolo, entries)).as("%d entries", entries).isPresent();
        }
    }

    /** A remainder of too few bits, without passing over those above the largest multiple: of a byte, and of half a word. */
    @Test
    void aRemainderThatIsNotEvenIsCaught() {
        for (int entries : new int[] {33, 100}) {
            assertThat(findBias(remainders(1 << 8), entries))
                    .as("a byte, %d entries", entries)
                    .isPresent();
        }
        assertThat(findBias(remainders(1 << 16), 10_000)).isPresent();
    }

    /** A permutation of four rounds, with its walk back into the range: only some orders of few entries exist. */
    @Test
    void aFeistelPermutationOfFourRoundsIsCaught() {
        DrawJudge.Shuffle feistel = (seed, entries) -> {
            int half = Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(entries - 1) + 1) / 2);
            DrawNumbers numbers = new DrawNumbers(seed);
            int[][] rounds = IntStream.range(0, 4)
                    .mapToObj(_ -> IntStream.range(0, 1 << half)
                            .map(_ -> numbers.below(1 << half))
                            .toArray())
                    .toArray(int[][]::new);
            return IntStream.range(0, entries)
                    .map(i -> {
                        int at = i;
                        do {
                            int left = at >>> half;
                            int right = at & ((1 << half) - 1);
                            for (int[] round : rounds) {
                                int mixed = left ^ round[right];
                                left = right;
                                right = mixed;
                            }
                            at = left << half | right;
                        } while (at >= entries);
                        return at;
                    })
                    .toArray();
        };
        for (int entries : new int[] {3, 4, 5}) {
            assertThat(findBias(feistel, entries)).as("%d entries", entries).isPresent();
        }
    }

    /** It puts one before the other in more than half of the orders, by as little as one in fifty. */
    @Test
    void aSlightLeaningIsCaught() {
        DrawJudge.Shuffle leaning = (seed, entries) -> {
            int[] order = DrawOrder.of(DrawDigest.hex(seed), entries);
            if (seed[31] % 25 == 0) {
                Arrays.sort(order);
            }
            return order;
        };
        for (int entries : new int[] {2, 10, 1_000}) {
            assertThat(findBias(leaning, entries)).as("%d entries", entries).isPresent();
        }
    }

    private static DrawJudge.Shuffle remainders(int range) {
        return (seed, entries) -> {
            DrawNumbers numbers = new DrawNumbers(seed);
            int[] order = IntStream.range(0, entries).toArray();
            for (int place = 0; place < entries - 1; place++) {
                swap(order, place, place + numbers.below(range) % (entries - place));
            }
            return order;
        };
    }

    private static void swap(int[] order, int one, int other) {
        int kept = order[one];
        order[one] = order[other];
        order[other] = kept;
    }

    private static Optional<String> findBias(DrawJudge.Shuffle shuffle, int entries) {
        return DrawJudge.findBias(shuffle, entries, Math.min(MOST_ORDERS, WORK / entries));
    }
}
