package dev.sluice.sale;

import java.util.Arrays;

/**
 * A hash table of entries that are one or two {@code long}s. It has open addressing, and keeps its entries in the order
 * of their hashes (Amble and Knuth, "Ordered hash tables", 1974). A search therefore ends at the first entry with a
 * greater hash, so the table may be nearly full; and it grows by one walk along it. It has no objects that a garbage
 * collector would have to follow.
 *
 * <p>The highest {@link #HASH_BITS} bits of an entry's first number are its hash, and its last number is never 0. Many entries
 * are kept in several arrays. Each of these grows for itself, so that no walk is long.
 *
 * <p>To search, take {@code long[] slots = slots(hash)}, begin at {@code first(hash, slots)}, and go on by {@code width} as
 * long as {@code isAt(hash, slots, at)}.
 */
final class SortedSlots {
    /** A hash is in {@code 0 .. 2^36 - 1}. */
    static final int HASH_BITS = 36;

    private static final int REST_BITS = Long.SIZE - HASH_BITS;
    private static final long HASH_MASK = (1L << HASH_BITS) - 1;
    private static final int PARTS_BITS = 6;
    private static final int PARTED_FROM = 1 << 12;
    private static final int MIN_HOMES = 16;

    final int width;
    /** The arrays, one for each value of a hash's highest bits. */
    private long[][] parts = new long[1][];
    /** How many entries could begin in a part; behind these slots there is some room for what is pushed out. */
    private int[] homes = {MIN_HOMES};

    private int[] sizes = new int[1];
    private int partBits;
    private int size;

    SortedSlots(int width) {
        this.width = width;
        parts[0] = new long[room(MIN_HOMES)];
    }

    int size() {
        return size;
    }

    /** How many bytes of memory it takes, about. */
    long bytes() {
        long numbers = 0;
        for (long[] part : parts) {
            numbers += part.length;
        }
        return numbers * Long.BYTES;
    }

    long[] slots(long hash) {
        return parts[part(hash)];
    }

    /** The index of the first entry with this hash, or of where it would be. */
    int first(long hash, long[] slots) {
        int at = home(hash, homes[part(hash)]);
        while (at < slots.length && slots[at + width - 1] != 0 && slots[at] >>> REST_BITS < hash) {
            at += width;
        }
        return at;
    }

    /** Whether there is an entry with this hash at this index. */
    boolean isAt(long hash, long[] slots, int at) {
        return at < slots.length && slots[at + width - 1] != 0 && slots[at] >>> REST_BITS == hash;
    }

    /**
     * Reads the place where a search for this hash begins, so that it is in the processor's cache by then. What
     * it returns means nothing.
     */
    long touch(long hash) {
        int part = part(hash);
        return parts[part][home(hash, homes[part])];
    }

    /**
     * Adds an entry. Returns where it is in the slots of its hash.
     *
     * @param second is left out where entries have one number
     */
    int add(long first, long second) {
        long hash = first >>> REST_BITS;
        if (partBits == 0 && size == PARTED_FROM) {
            part();
        }
        int part = part(hash);
        if (isFull(sizes[part] + 1, homes[part])) {
            grow(part);
        }
        sizes[part]++;
        size++;
        return insert(part, hash, first, second);
    }

    private int insert(int part, long hash, long first, long second) {
        int at = first(hash, parts[part]);
        int end = at;
        while (end < parts[part].length && parts[part][end + width - 1] != 0) {
            end += width;
        }
        if (end == parts[part].length) {
            parts[part] = Arrays.copyOf(parts[part], end + width * (1 + homes[part] / 16));
        }
        long[] slots = parts[part];
        System.arraycopy(slots, at, slots, at + width, end - at);
        slots[at] = first;
        if (width == 2) {
            slots[at + 1] = second;
        }
        return at;
    }

    /** A table is full once seven of eight places have an entry. */
    private static boolean isFull(int size, int homes) {
        return size > homes - (homes >> 3);
    }

    private void grow(int part) {
        long[] old = parts[part];
        homes[part] += Math.max(MIN_HOMES, homes[part] >> 3);
        parts[part] = new long[room(homes[part])];
        spread(old, part, part);
    }

    /** Goes from one array to many. */
    private void part() {
        long[] old = parts[0];
        int count = 1 << PARTS_BITS;
        partBits = PARTS_BITS;
        parts = new long[count][];
        homes = new int[count];
        sizes = new int[count];
        for (int at = 0; at < old.length; at += width) {
            if (old[at + width - 1] != 0) {
                sizes[part(old[at] >>> REST_BITS)]++;
            }
        }
        for (int part = 0; part < count; part++) {
            homes[part] = MIN_HOMES + sizes[part] + (sizes[part] >> 2);
            parts[part] = new long[room(homes[part])];
        }
        spread(old, 0, count - 1);
    }

    /** Copies sorted entries to their places in parts that are still empty. */
    private void spread(long[] entries, int firstPart, int lastPart) {
        int part = firstPart;
        int next = 0;
        for (int from = 0; from < entries.length; from += width) {
            if (entries[from + width - 1] == 0) {
                continue;
            }
            long hash = entries[from] >>> REST_BITS;
            if (firstPart < lastPart && part(hash) != part) {
                part = part(hash);
                next = 0;
            }
            int at = Math.max(next, home(hash, homes[part]));
            if (at >= parts[part].length) {
                parts[part] = Arrays.copyOf(parts[part], at + width * (1 + homes[part] / 16));
            }
            System.arraycopy(entries, from, parts[part], at, width);
            next = at + width;
        }
    }

    private int room(int howMany) {
        return width * (howMany + Math.max(MIN_HOMES, howMany >> 7));
    }

    private int part(long hash) {
        return (int) (hash >>> (HASH_BITS - partBits));
    }

    private int home(long hash, int howMany) {
        return width * (int) (((hash << partBits) & HASH_MASK) * howMany >>> HASH_BITS);
    }
}
