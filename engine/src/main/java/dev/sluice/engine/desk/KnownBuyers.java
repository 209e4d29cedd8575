package dev.sluice.engine.desk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.UUID;

/**
 * Who may have something in a sale: a set of fingerprints, to which one thread adds while any thread reads. A yes may be wrong
 * (for one in 2<sup>63</sup> buyers), a no never is. So whoever it does not contain can be refused without asking the writer.
 *
 * <p>A hash table with open addressing over a {@code long[]}, each slot of which is written once. While it grows, a reader may
 * still see the smaller table. That one lacks only buyers who are being added at this moment, for whom nothing is durable yet.
 */
public final class KnownBuyers {
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int MIN_SLOTS = 1 << 4;
    private static final long FREE = 0;

    private volatile long[] slots = new long[MIN_SLOTS];
    private int size;

    /** Adds a buyer; adding one again does nothing. For one thread only. */
    public void add(UUID buyer) {
        addFingerprint(fingerprint(buyer));
    }

    /** The same, for {@link #fingerprints} of another process. */
    public void addFingerprint(long fingerprint) {
        if (fingerprint == FREE) {
            throw new IllegalArgumentException("0 is nobody's fingerprint");
        }
        if (size >= slots.length >> 1) {
            grow();
        }
        if (put(slots, fingerprint)) {
            size++;
        }
    }

    /** Whether the buyer may have something. */
    public boolean mayContain(UUID buyer) {
        long wanted = fingerprint(buyer);
        long[] table = slots;
        int mask = table.length - 1;
        for (int slot = (int) wanted & mask; ; slot = (slot + 1) & mask) {
            long found = (long) SLOT.getAcquire(table, slot);
            if (found == wanted) {
                return true;
            }
            if (found == FREE) {
                return false;
            }
        }
    }

    /** Of all who were added, in no order. Any thread may ask; who is being added meanwhile may be missing. */
    public long[] fingerprints() {
        long[] table = slots;
        long[] found = new long[table.length];
        int count = 0;
        for (int slot = 0; slot < table.length; slot++) {
            long fingerprint = (long) SLOT.getAcquire(table, slot);
            if (fingerprint != FREE) {
                found[count++] = fingerprint;
            }
        }
        return Arrays.copyOf(found, count);
    }

    private void grow() {
        long[] old = slots;
        long[] larger = new long[old.length << 1];
        for (long fingerprint : old) {
            if (fingerprint != FREE) {
                put(larger, fingerprint);
            }
        }
        slots = larger;
    }

    private static boolean put(long[] table, long fingerprint) {
        int mask = table.length - 1;
        for (int slot = (int) fingerprint & mask; ; slot = (slot + 1) & mask) {
            if (table[slot] == fingerprint) {
                return false;
            }
            if (table[slot] == FREE) {
                SLOT.setRelease(table, slot, fingerprint);
                return true;
            }
        }
    }

    /** Bits of the digest, with the highest one set, so that no fingerprint looks like a free slot. */
    public static long fingerprint(UUID buyer) {
        return buyer.getMostSignificantBits() | Long.MIN_VALUE;
    }
}
