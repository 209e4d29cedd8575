package dev.sluice.sale;

import java.util.Arrays;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/**
 * The numbers of the units of one reservation, in the order of its tickets, where units can be told apart. Immutable; small,
 * because there may be many.
 */
public final class Units {
    /** Of units that cannot be told apart. */
    public static final Units NONE = new Units(new int[0]);

    private final int[] numbers;

    private Units(int[] numbers) {
        this.numbers = numbers;
    }

    public static Units of(int... numbers) {
        return numbers.length == 0 ? NONE : new Units(numbers.clone());
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws NumberFormatException if it cannot have written this
     */
    public static Units parse(String text) {
        return text.isEmpty()
                ? NONE
                : new Units(Arrays.stream(text.split(",", -1))
                        .mapToInt(Integer::parseInt)
                        .toArray());
    }

    public int size() {
        return numbers.length;
    }

    public int get(int index) {
        return numbers[index];
    }

    public boolean isEmpty() {
        return numbers.length == 0;
    }

    public int[] toArray() {
        return numbers.clone();
    }

    public IntStream toStream() {
        return Arrays.stream(numbers);
    }

    /** Whether both have the same numbers, in whatever order. */
    boolean isSameSet(Units other) {
        return size() == other.size()
                && Arrays.equals(
                        toStream().sorted().toArray(), other.toStream().sorted().toArray());
    }

    /** The numbers, separated by commas. */
    public String text() {
        StringJoiner joiner = new StringJoiner(",");
        for (int number : numbers) {
            joiner.add(Integer.toString(number));
        }
        return joiner.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Units units && Arrays.equals(numbers, units.numbers);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(numbers);
    }

    @Override
    public String toString() {
        return "[" + text() + "]";
    }
}
