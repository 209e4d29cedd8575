package dev.sluice.format.travel;

import dev.sluice.sale.Selection;
import dev.sluice.sale.Units;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a purchase asks for, as numbers: none for any units; else what kind of wish it is, and what that says. Any thread may use it.
 * <ul>
 * <li>{@code 1, section}: the best seats together
 * <li>{@code 2, seats…}: these
 * <li>{@code 3, from, to} or {@code 4, from, to}: a stretch; with 4 together
 * <li>{@code 5, tiers, counts…, seats…}: units of several tiers, a count for each tier up to the last; these seats, where they were chosen
 * </ul>
 */
public final class SelectionNumbers {
    private static final int BEST = 1;
    private static final int CHOSEN = 2;
    private static final int STRETCH = 3;
    private static final int STRETCH_TOGETHER = 4;
    private static final int ITEMS = 5;
    private static final int[] ANY = {};

    private SelectionNumbers() {}

    /** Nobody may change them. */
    public static int[] of(Selection selection) {
        return switch (selection) {
            case Selection.Any _ -> ANY;
            case Selection.Best(int section) -> new int[] {BEST, section};
            case Selection.Chosen(Units seats) -> chosen(seats);
            case Selection.Items(Units counts, Units seats) ->
                IntStream.concat(
                                IntStream.of(ITEMS, counts.size()),
                                IntStream.concat(counts.toStream(), seats.toStream()))
                        .toArray();
            case Selection.Stretch(int from, int to, boolean together) ->
                new int[] {together ? STRETCH_TOGETHER : STRETCH, from, to};
        };
    }

    private static int[] chosen(Units seats) {
        int[] numbers = new int[1 + seats.size()];
        numbers[0] = CHOSEN;
        for (int i = 0; i < seats.size(); i++) {
            numbers[1 + i] = seats.get(i);
        }
        return numbers;
    }

    /**
     * @param numbers as {@link #of} makes them
     * @throws IllegalArgumentException if it did not make these
     */
    public static Selection selection(int[] numbers) {
        if (numbers.length == 0) {
            return Selection.ANY;
        }
        int kind = numbers[0];
        if (kind == BEST && numbers.length == 2) {
            return new Selection.Best(numbers[1]);
        }
        if (kind == CHOSEN) {
            return new Selection.Chosen(Units.of(Arrays.copyOfRange(numbers, 1, numbers.length)));
        }
        if ((kind == STRETCH || kind == STRETCH_TOGETHER) && numbers.length == 3) {
            return new Selection.Stretch(numbers[1], numbers[2], kind == STRETCH_TOGETHER);
        }
        if (kind == ITEMS && numbers.length > 2 && numbers[1] > 0 && numbers[1] <= numbers.length - 2) {
            int seats = 2 + numbers[1];
            return new Selection.Items(
                    Units.of(Arrays.copyOfRange(numbers, 2, seats)),
                    Units.of(Arrays.copyOfRange(numbers, seats, numbers.length)));
        }
        throw new IllegalArgumentException("no selection: " + Arrays.toString(numbers));
    }
}
