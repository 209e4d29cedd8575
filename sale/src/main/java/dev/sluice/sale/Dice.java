package dev.sluice.sale;

/**
 * Random numbers that can be repeated. Each follows from a secret of 128 bits, a purpose, and how many were thrown for that
 * purpose before. Whoever does not know the secret cannot tell one number from others.
 *
 * <p>A throw is SipHash-2-4 (Aumasson and Bernstein, "SipHash: a fast short-input PRF", INDOCRYPT 2012) of the purpose and the
 * count, each as eight bytes, little-endian. For one thread.
 */
final class Dice {
    private static final double UNIT = 0x1.0p-53;

    /** The last block of a message of 16 bytes. */
    private static final long LENGTH = 16L << 56;

    private final long key0;
    private final long key1;
    private long purpose;
    private long thrown;

    Dice(long key0, long key1) {
        this.key0 = key0;
        this.key1 = key1;
    }

    /** From now on throws for another purpose, beginning with its first number. */
    Dice of(long newPurpose) {
        purpose = newPurpose;
        thrown = 0;
        return this;
    }

    /** From 0 to one less than the bound, all exactly equally likely (Lemire, "Fast random integer generation", 2019). */
    long below(long bound) {
        while (true) {
            long bits = next();
            long rest = bits * bound;
            boolean even = Long.compareUnsigned(rest, bound) >= 0
                    || Long.compareUnsigned(rest, Long.remainderUnsigned(-bound, bound)) >= 0;
            if (even) {
                return Math.unsignedMultiplyHigh(bits, bound);
            }
        }
    }

    /** A number above 0 and up to 1. */
    double unit() {
        return ((next() >>> 11) + 1) * UNIT;
    }

    long next() {
        return sipHash(key0, key1, purpose, thrown++);
    }

    /** SipHash-2-4 of a message of these two words. */
    static long sipHash(long key0, long key1, long first, long second) {
        long v0 = key0 ^ 0x736f6d6570736575L;
        long v1 = key1 ^ 0x646f72616e646f6dL;
        long v2 = key0 ^ 0x6c7967656e657261L;
        long v3 = key1 ^ 0x7465646279746573L;
        for (int pair = 0; pair < 5; pair++) {
            long block = switch (pair) {
                case 0 -> first;
                case 1 -> second;
                case 2 -> LENGTH;
                default -> 0;
            };
            v2 ^= pair == 3 ? 0xff : 0;
            v3 ^= block;
            for (int round = 0; round < 2; round++) {
                v0 += v1;
                v1 = Long.rotateLeft(v1, 13) ^ v0;
                v0 = Long.rotateLeft(v0, 32);
                v2 += v3;
                v3 = Long.rotateLeft(v3, 16) ^ v2;
                v0 += v3;
                v3 = Long.rotateLeft(v3, 21) ^ v0;
                v2 += v1;
                v1 = Long.rotateLeft(v1, 17) ^ v2;
                v2 = Long.rotateLeft(v2, 32);
            }
            v0 ^= block;
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }
}
