package dev.sluice.sale.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Whether orders favour anybody: Pearson's chi-square of who stands where, of whole orders where these are few, and how often one stands
 * before another. Shuffles that are known to be biased stand trial before the same judge, and must be caught.
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
    /** Entries, and places, are counted in so many groups where there are more. */
    private static final int GROUPS = 10;
    /** Whole orders are counted up to so many entries: 120 orders. */
    private static final int FEW = 5;
    /** Of the standard normal distribution: one in a million lies above. */
    private static final double ONE_IN_A_MILLION = 4.753424;

    /** A way to put entries in an order. */
    private interface Shuffle {
        int[] order(byte[] seed, int entries);
    }

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
        Shuffle naive = (seed, entries) -> {
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
        Shuffle sattolo = (seed, entries) -> {
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
        Shuffle feistel = (seed, entries) -> {
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
        Shuffle leaning = (seed, entries) -> {
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

    private static Shuffle remainders(int range) {
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

    /** What a fair shuffle would show in one of a million trials only; empty if nothing. */
    private static Optional<String> findBias(Shuffle shuffle, int entries) {
        int orders = Math.min(MOST_ORDERS, WORK / entries);
        int groups = Math.min(GROUPS, entries);
        long[][] counted = new long[groups][groups];
        Map<Integer, Long> whole = new LinkedHashMap<>();
        double inversions = 0;
        DrawDigest seeds = new DrawDigest();
        for (int i = 0; i < orders; i++) {
            int[] order =
                    shuffle.order(seeds.part("trial").part(entries).part(i).end(), entries);
            for (int place = 0; place < entries; place++) {
                counted[group(order[place], entries, groups)][group(place, entries, groups)]++;
            }
            if (entries <= FEW) {
                whole.merge(Arrays.stream(order).reduce(0, (number, entry) -> number * FEW + entry), 1L, Long::sum);
            }
            inversions += inversions(order);
        }
        List<String> found = new ArrayList<>();
        judge("places", placesChiSquare(counted, entries, orders), (groups - 1.0) * (groups - 1), found);
        if (entries <= FEW) {
            int kinds = IntStream.rangeClosed(1, entries).reduce(1, (a, b) -> a * b);
            judge("orders", ordersChiSquare(whole, kinds, orders), kinds - 1.0, found);
        }
        // Mean and variance of inversions: Knuth, The Art of Computer Programming 3, 5.1.1.
        double mean = entries * (entries - 1.0) / 4;
        double variance = entries * (entries - 1.0) * (2.0 * entries + 5) / 72;
        double away = Math.abs(inversions - orders * mean) / Math.sqrt(orders * variance);
        if (away > ONE_IN_A_MILLION) {
            found.add("one before another: %.1f standard deviations away".formatted(away));
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", found));
    }

    private static int group(int index, int entries, int groups) {
        return (int) ((long) index * groups / entries);
    }

    /**
     * Of a table whose margins are fixed, as every order has every entry and every place once: its chi-square is n / (n - 1) times one of
     * (groups - 1)^2 degrees of freedom.
     */
    private static double placesChiSquare(long[][] counted, int entries, int orders) {
        int groups = counted.length;
        double[] sizes = new double[groups];
        IntStream.range(0, entries).forEach(i -> sizes[group(i, entries, groups)]++);
        double sum = 0;
        for (int row = 0; row < groups; row++) {
            for (int column = 0; column < groups; column++) {
                double expected = orders * sizes[row] * sizes[column] / entries;
                sum += Math.pow(counted[row][column] - expected, 2) / expected;
            }
        }
        return sum * (entries - 1) / entries;
    }

    private static double ordersChiSquare(Map<Integer, Long> counted, int kinds, int orders) {
        double expected = (double) orders / kinds;
        double sum = (kinds - counted.size()) * expected;
        for (long count : counted.values()) {
            sum += Math.pow(count - expected, 2) / expected;
        }
        return sum;
    }

    private static void judge(String what, double chiSquare, double freedom, List<String> found) {
        double bound = bound(freedom);
        if (chiSquare > bound) {
            found.add("%s: chi-square %.0f above %.0f".formatted(what, chiSquare, bound));
        }
    }

    /** One in a million lies above (Wilson and Hilferty, "The distribution of chi-square", PNAS 17, 1931). */
    private static double bound(double freedom) {
        double spread = 2 / (9 * freedom);
        return freedom * Math.pow(1 - spread + ONE_IN_A_MILLION * Math.sqrt(spread), 3);
    }

    /** How many stand before one with a smaller number; counted while they are merged. */
    private static long inversions(int[] order) {
        return merge(order.clone(), new int[order.length], 0, order.length);
    }

    private static long merge(int[] order, int[] spare, int from, int to) {
        if (to - from < 2) {
            return 0;
        }
        int middle = (from + to) >>> 1;
        long count = merge(order, spare, from, middle) + merge(order, spare, middle, to);
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            if (right == to || left < middle && order[left] < order[right]) {
                spare[i] = order[left++];
            } else {
                spare[i] = order[right++];
                count += middle - left;
            }
        }
        System.arraycopy(spare, from, order, from, to - from);
        return count;
    }
}
