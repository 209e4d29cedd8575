package dev.sluice.sale;

import java.util.UUID;

/**
 * A hash table from 128-bit keys to things that know their own key: open addressing, linear probing, nothing is ever removed.
 *
 * <p>{@code java.util.HashMap} needs an entry and a boxed key for each thing and three dependent cache misses for a look-up. Here
 * a look-up of an absent key touches one line of {@code tags}, and one of a present key the thing itself besides. With millions
 * of buyers those misses are the whole cost of a decision; {@link #hint} lets a batch wait for them side by side. Keys are
 * digests, so their own bits serve as the hash.
 *
 * <p>The high bits of a tag say where it belongs. So all tags of a table are in about ascending order, and a table grows by one
 * walk along both arrays, without touching the things: a million of them in milliseconds.
 */
final class KeyTable<T extends Keyed> {
    private static final int MIN_SLOTS = 16;
    private static final int FREE = 0;

    private int[] tags;
    private Keyed[] things;
    /** A tag's slot is what remains of it after this shift. */
    private int shift;

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
        int tag = tag(key.getLeastSignificantBits());
        int mask = tags.length - 1;
        int slot = tag >>> shift;
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
        put(tag(thing.keyLow), thing);
    }

    /**
     * What {@link #find} will probably return, at less cost: it may be another thing, or null although the key is there. Good for
     * touching memory ahead of time.
     */
    @SuppressWarnings("unchecked")
    T hint(UUID key) {
        int tag = tag(key.getLeastSignificantBits());
        int slot = tag >>> shift;
        Keyed there = things[slot];
        return tags[slot] == tag ? (T) there : null;
    }

    private void put(int tag, Keyed thing) {
        int mask = tags.length - 1;
        int slot = tag >>> shift;
        while (tags[slot] != FREE) {
            slot = (slot + 1) & mask;
        }
        tags[slot] = tag;
        things[slot] = thing;
    }

    private void grow() {
        int[] oldTags = tags;
        Keyed[] oldThings = things;
        allocate(tags.length << 1);
        for (int i = 0; i < oldTags.length; i++) {
            if (oldTags[i] != FREE) {
                put(oldTags[i], oldThings[i]);
            }
        }
    }

    private void allocate(int slots) {
        tags = new int[slots];
        things = new Keyed[slots];
        shift = Integer.numberOfLeadingZeros(slots) + 1;
    }

    private static int tag(long keyLow) {
        return (int) keyLow | 1;
    }
}
