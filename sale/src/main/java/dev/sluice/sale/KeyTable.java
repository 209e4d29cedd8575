package dev.sluice.sale;

import java.util.UUID;

/**
 * A hash table from 128-bit keys to things that know their own key: open addressing, linear probing, nothing is ever removed.
 *
 * <p>{@code java.util.HashMap} needs an entry and a boxed key for each thing and three dependent cache misses for a look-up. Here
 * a look-up of an absent key touches one line of {@code tags}, and one of a present key the thing itself besides. With millions
 * of buyers those misses are the whole cost of a decision; {@link #warm} lets a batch wait for them side by side. Keys are
 * digests, so their own bits serve as the hash.
 */
final class KeyTable<T extends Keyed> {
    private static final int MIN_SLOTS = 16;
    private static final int FREE = 0;

    private int[] tags;
    private Keyed[] things;
    private int size;

    /** Room for this many things without growing. */
    KeyTable(long expected) {
        long slots = Math.clamp(expected * 2, MIN_SLOTS, 1 << 28);
        allocate(Integer.highestOneBit((int) slots - 1) << 1);
    }

    int size() {
        return size;
    }

    /** The thing with this key, or null. */
    @SuppressWarnings("unchecked")
    T find(UUID key) {
        int tag = tag(key.getMostSignificantBits());
        int mask = tags.length - 1;
        int slot = (int) key.getLeastSignificantBits() & mask;
        while (tags[slot] != FREE) {
            if (tags[slot] == tag && things[slot].hasKey(key)) {
                return (T) things[slot];
            }
            slot = (slot + 1) & mask;
        }
        return null;
    }

    /** Adds a thing whose key is not there yet. */
    void add(T thing) {
        if (++size > tags.length >> 1) {
            grow();
        }
        put(thing);
    }

    /** Touches what {@link #find} will need. The answer means nothing; using it keeps the reads from being optimised away. */
    int warm(UUID key) {
        int slot = (int) key.getLeastSignificantBits() & (tags.length - 1);
        Keyed thing = tags[slot] == tag(key.getMostSignificantBits()) ? things[slot] : null;
        return thing == null ? 0 : (int) thing.keyHigh;
    }

    private void put(Keyed thing) {
        int mask = tags.length - 1;
        int slot = (int) thing.keyLow & mask;
        while (tags[slot] != FREE) {
            slot = (slot + 1) & mask;
        }
        tags[slot] = tag(thing.keyHigh);
        things[slot] = thing;
    }

    private void grow() {
        Keyed[] old = things;
        allocate(tags.length << 1);
        for (Keyed thing : old) {
            if (thing != null) {
                put(thing);
            }
        }
    }

    private void allocate(int slots) {
        tags = new int[slots];
        things = new Keyed[slots];
    }

    private static int tag(long keyHigh) {
        return (int) keyHigh | 1;
    }
}
