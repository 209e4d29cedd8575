package dev.sluice.gateway.guard;

import java.util.List;

/**
 * A set of users, as hashes of 64 bits: 8 bytes each and half of one for where those with the same first bits begin, which are some eight, so that a look touches two or three lines of memory
 * however many there are. Immutable.
 */
final class BlockedUsers {
    private static final int TOGETHER = 8;

    /** In the order of their bits. */
    private final long[] keys;
    /** Where those with each value of the first bits begin, and where the last of them end. */
    private final int[] starts;

    private final int shift;

    BlockedUsers(List<Long> keys) {
        this.keys = keys.stream()
                .sorted(Long::compareUnsigned)
                .mapToLong(Long::longValue)
                .toArray();
        int buckets = Integer.highestOneBit(Math.max(2, this.keys.length / TOGETHER));
        shift = Long.SIZE - Integer.numberOfTrailingZeros(buckets);
        starts = new int[buckets + 1];
        int at = 0;
        for (int bucket = 0; bucket < buckets; bucket++) {
            starts[bucket] = at;
            while (at < this.keys.length && this.keys[at] >>> shift == bucket) {
                at++;
            }
        }
        starts[buckets] = at;
    }

    boolean contains(long key) {
        int bucket = (int) (key >>> shift);
        int end = starts[bucket + 1];
        for (int i = starts[bucket]; i < end; i++) {
            if (keys[i] == key) {
                return true;
            }
        }
        return false;
    }

    int size() {
        return keys.length;
    }
}
