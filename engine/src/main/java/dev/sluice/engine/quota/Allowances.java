package dev.sluice.engine.quota;

import dev.sluice.engine.port.Quota;

/**
 * How much each of many keys has used of what it may, in memory of a fixed size. Any thread may use it; nothing is allocated, and nobody
 * waits for more than a few steps of another.
 *
 * <p>A key's state is one time: when all of its limit will be there again. Each unit taken puts that time off; what would put it off
 * beyond the limit's own length is refused. (The generic cell rate algorithm of ITU-T I.371, which is a token bucket without a timer.)
 *
 * <p>Keys are hashes of 64 bits, of which each has one small set of places. A key whose time has come has nothing to be remembered,
 * so its place is free. Where a set has no free place, the key that has used least makes room: it has all of its limit again.
 */
public final class Allowances {
    private static final int PLACES = 8;
    private static final int LOCKS = 1_024;

    /** Told what was given out, to tell others. Quick. */
    public interface Spending {
        /** Nobody is told. */
        Spending UNTOLD = null;

        /** @return false if it cannot be told now: it is then told with what comes next */
        boolean spent(long key, Quota.Limit limit, long cost);
    }

    private final int sets;
    /**
     * Of each set its keys, and then, in the same order, when each of them has all of its limit again, in nanoseconds from the start; at most now for
     * one who has used nothing. Together, since a look at one is a look at the other.
     */
    private final long[] cells;
    /** What was given out and not told. */
    private final int[] untold;

    private final Object[] locks = new Object[LOCKS];
    private final Spending spending;
    private final long startNanos;

    /**
     * @param keys that it remembers, about; rounded up to a power of two
     * @param startNanos no time that it is told is before this
     */
    public Allowances(int keys, long startNanos) {
        this(keys, startNanos, Spending.UNTOLD);
    }

    /** The same, that tells an eighth of a limit at a time. */
    public Allowances(int keys, long startNanos, Spending spending) {
        sets = Integer.highestOneBit(Math.max(1, (keys - 1) / PLACES)) << 1;
        cells = new long[2 * sets * PLACES];
        untold = spending == null ? null : new int[sets * PLACES];
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new Object();
        }
        this.spending = spending;
        this.startNanos = startNanos;
    }

    /**
     * Takes so much of what a key may have.
     *
     * @param cost 1 to the limit's units
     * @return until all is there again, in nanoseconds; negative if it was refused: until it would be granted
     */
    public long take(long key, Quota.Limit limit, int cost, long nanoTime) {
        long now = nanoTime - startNanos;
        int set = set(key);
        synchronized (locks[set & LOCKS - 1]) {
            int place = place(set, key, now);
            int fullAt = fullAt(place);
            long ahead = Math.max(0, cells[fullAt] - now) + limit.nanosOf(cost);
            if (ahead > limit.nanos()) {
                return limit.nanos() - ahead;
            }
            cells[fullAt] = now + ahead;
            if (spending != null) {
                tell(place, key, limit, cost);
            }
            return ahead;
        }
    }

    /** Others gave out more: all is there again this much later, at least. */
    public void raise(long key, long aheadNanos, long nanoTime) {
        long now = nanoTime - startNanos;
        int set = set(key);
        synchronized (locks[set & LOCKS - 1]) {
            int fullAt = fullAt(place(set, key, now));
            cells[fullAt] = Math.max(cells[fullAt], now + aheadNanos);
        }
    }

    private void tell(int place, long key, Quota.Limit limit, int cost) {
        untold[place] = Math.min(Integer.MAX_VALUE - cost, untold[place]) + cost;
        if (untold[place] > limit.units() / PLACES && spending.spent(key, limit, untold[place])) {
            untold[place] = 0;
        }
    }

    private int set(long key) {
        return (int) (key >>> Integer.SIZE) & sets - 1;
    }

    /** Where of all places the key has one, or has one from now on. */
    private int place(int set, long key, long now) {
        int first = 2 * set * PLACES;
        int least = first;
        for (int cell = first; cell < first + PLACES; cell++) {
            if (cells[cell] == key) {
                return cell - set * PLACES;
            }
            if (cells[cell + PLACES] < cells[least + PLACES]) {
                least = cell;
            }
        }
        cells[least] = key;
        cells[least + PLACES] = now;
        int place = least - set * PLACES;
        if (untold != null) {
            untold[place] = 0;
        }
        return place;
    }

    private static int fullAt(int place) {
        int set = place / PLACES;
        return place + (set + 1) * PLACES;
    }

    /** A key of a text, which nobody who does not know the seed finds another text for. */
    public static long key(long seed, CharSequence text) {
        long hash = seed;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x9E37_79B9_7F4A_7C15L;
            hash ^= hash >>> Integer.SIZE;
        }
        return mixed(hash ^ text.length());
    }

    /** A key of two numbers. */
    public static long key(long seed, long high, long low) {
        return mixed(mixed(seed ^ high) ^ low);
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mixed(long bits) {
        long z = (bits ^ bits >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ z >>> 27) * 0x94D0_49BB_1331_11EBL;
        return z ^ z >>> 31;
    }
}
