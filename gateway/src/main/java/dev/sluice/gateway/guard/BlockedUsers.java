package dev.sluice.gateway.guard;

import java.util.Arrays;
import java.util.List;

/** A set of users, as hashes of 64 bits: 8 bytes each, however many there are. Immutable. */
final class BlockedUsers {
    private final long[] keys;

    BlockedUsers(List<Long> keys) {
        this.keys = keys.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    boolean contains(long key) {
        return Arrays.binarySearch(keys, key) >= 0;
    }

    int size() {
        return keys.length;
    }
}
