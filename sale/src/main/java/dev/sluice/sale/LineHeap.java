package dev.sluice.sale;

import java.util.PriorityQueue;

/**
 * Lines in the order of their first entries. When the first entry of a line leaves, the line stands too far in front, and is
 * put where it belongs once it comes up.
 */
final class LineHeap {
    private record Entry(int ordinal, Line line) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return Integer.compare(ordinal, other.ordinal);
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();

    /** Adds a line that is not empty, and not there yet. */
    void add(Line line) {
        entries.add(new Entry(line.firstOrdinal(), line));
    }

    /** The line whose first entry came before those of all others; null if there is none. Takes lines out that became empty. */
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

    /** Takes out the line that {@link #first} returned. */
    void removeFirst() {
        entries.remove();
    }
}
