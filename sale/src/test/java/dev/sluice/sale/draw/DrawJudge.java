package dev.sluice.sale.draw;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Judges whether a shuffle favours anybody: Pearson's chi-square of who stands where, of whole orders where these are few, and how often one stands
 * before another.
 */
public final class DrawJudge {
    /** Entries, and places, are counted in so many groups where there are more. */
    private static final int GROUPS = 10;
    /** Whole orders are counted up to so many entries: 120 orders. */
    private static final int FEW = 5;
    /** Of the standard normal distribution: one in a million lies above. */
    private static final double ONE_IN_A_MILLION = 4.753424;

    private DrawJudge() {}

    /** A way to put entries in an order. */
    public interface Shuffle {
        int[] order(byte[] seed, int entries);
    }

    /** What a fair shuffle would show in one of a million trials only; empty if nothing. */
    public static Optional<String> findBias(Shuffle shuffle, int entries, int orders) {
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
