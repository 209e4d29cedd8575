package dev.sluice.queue.redis;

import java.util.Comparator;

/**
 * The id of an entry of a stream: of the entries of one life of the stream, later ones have greater ids.
 *
 * @param millis of the server's clock
 * @param sequence among those of the same time
 */
record EntryId(long millis, long sequence) implements Comparable<EntryId> {
    /** Before the first of all. */
    static final EntryId ZERO = new EntryId(0, 0);

    private static final Comparator<EntryId> ORDER =
            Comparator.comparingLong(EntryId::millis).thenComparing(EntryId::sequence, Long::compareUnsigned);

    /** @throws NumberFormatException if it is none */
    static EntryId of(String text) {
        int dash = text.indexOf('-');
        if (dash < 0) {
            throw new NumberFormatException("not the id of an entry: " + text);
        }
        return new EntryId(
                Long.parseLong(text, 0, dash, 10), Long.parseUnsignedLong(text, dash + 1, text.length(), 10));
    }

    /** The greatest that is less. Not of {@link #ZERO}. */
    EntryId before() {
        return sequence == 0 ? new EntryId(millis - 1, -1) : new EntryId(millis, sequence - 1);
    }

    /** The least that is greater. */
    EntryId after() {
        return sequence == -1 ? new EntryId(millis + 1, 0) : new EntryId(millis, sequence + 1);
    }

    @Override
    public int compareTo(EntryId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return millis + "-" + Long.toUnsignedString(sequence);
    }
}
