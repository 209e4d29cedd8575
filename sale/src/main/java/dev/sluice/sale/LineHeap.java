package dev.sluice.sale;

import java.util.PriorityQueue;

/**
 * Lines by who comes first in them. The first of a line may leave meanwhile: a line then stands too far in front, and is put where it
 * belongs when it comes up.
 */
final class LineHeap {
    private record Entry(int ordinal, Line line) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return Integer.compare(ordinal, other.ordinal);
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();

    /** A line that is not empty, and not there. */
    void add(Line line) {
        entries.add(new Entry(line.firstOrdinal(), line));
    }

    /** The line whose first comes before those of all others, or null. Lines that became empty are taken out on the way. */
    Line first() {
        Entry first = entries.peek();
        while (first != null && (first.line.isEmpty() || first.line.firstOrdinal() != first.ordinal)) {
            entries.remove();
            if (!first.line.isEmpty()) {
                add(first.line);
            }
            first = entries.peek();
        }
        return first == null ? null : first.line;
    }

    /** Takes out the one that {@link #first} returned. */
    void removeFirst() {
        entries.remove();
    }
}
