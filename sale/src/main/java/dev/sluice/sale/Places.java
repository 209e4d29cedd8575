package dev.sluice.sale;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The places of people in a line, who may leave it from anywhere. How many stand before somebody is found in logarithmic time.
 *
 * <p>People are numbers, added in ascending order. A Fenwick tree (P. Fenwick, 1994) over the order of arrival counts those who
 * left. When the arrays are full, those who left are taken out of them.
 */
final class Places {
    private static final int MIN_ROOM = 16;

    private int[] numbers = new int[MIN_ROOM];
    private int[] leftTree = new int[MIN_ROOM + 1];
    private final BitSet left = new BitSet();
    private int arrived;
    private int stay;

    int size() {
        return stay;
    }

    void add(int number) {
        if (arrived == numbers.length) {
            compact();
        }
        numbers[arrived++] = number;
        stay++;
    }

    void remove(int number) {
        int index = indexOf(number);
        left.set(index);
        stay--;
        for (int i = index + 1; i < leftTree.length; i += i & -i) {
            leftTree[i]++;
        }
    }

    /** The place of somebody who is in line; 1 for the first. */
    int place(int number) {
        int index = indexOf(number);
        int leftBefore = 0;
        for (int i = index; i > 0; i -= i & -i) {
            leftBefore += leftTree[i];
        }
        return index - leftBefore + 1;
    }

    private int indexOf(int number) {
        int index = Arrays.binarySearch(numbers, 0, arrived, number);
        BrokenInvariantException.require(index >= 0 && !left.get(index), "who is asked for stands in line", number);
        return index;
    }

    private void compact() {
        int[] kept = new int[Math.max(MIN_ROOM, stay * 2)];
        int count = 0;
        for (int i = 0; i < arrived; i++) {
            if (!left.get(i)) {
                kept[count++] = numbers[i];
            }
        }
        numbers = kept;
        arrived = count;
        left.clear();
        leftTree = new int[kept.length + 1];
    }
}
