package dev.sluice.sale.draw;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Numbers that follow from a seed. Block n (from 0) is HMAC-SHA-256 (RFC 2104) with the seed as its key of n as eight bytes, as a counter
 * mode makes a stream of a pseudorandom function (NIST SP 800-108, 4.1). It is eight words of 32 bits, the highest byte first.
 *
 * <p>A number below a bound is the next word modulo the bound. Words above the largest multiple of the bound are passed over, or small
 * numbers would be likelier (rejection; Lemire, "Fast random integer generation in an interval", 2019, compares the ways). For one
 * thread.
 */
final class DrawNumbers {
    private static final String ALGORITHM = "HmacSHA256";
    private static final long WORDS = 1L << 32;
    private static final long WORD = WORDS - 1;

    private final Mac hmac;
    private final byte[] counter = new byte[Long.BYTES];
    private final ByteBuffer counting = ByteBuffer.wrap(counter);
    private final byte[] block = new byte[DrawDigest.BYTES];
    private final ByteBuffer reading = ByteBuffer.wrap(block);
    private long blocks;

    DrawNumbers(byte[] seed) {
        try {
            hmac = Mac.getInstance(ALGORITHM);
            hmac.init(new SecretKeySpec(seed, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC with SHA-256", e);
        }
        reading.position(block.length);
    }

    /** From 0 to one less than the bound, which is 1 or more. */
    int below(int bound) {
        while (true) {
            long word = next();
            // The largest multiple is above WORDS - bound, so most words need no second division.
            if (word < WORDS - bound || word < WORDS - WORDS % bound) {
                return (int) (word % bound);
            }
        }
    }

    private long next() {
        if (!reading.hasRemaining()) {
            refill();
        }
        return reading.getInt() & WORD;
    }

    private void refill() {
        counting.putLong(0, blocks++);
        hmac.update(counter);
        try {
            hmac.doFinal(block, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a block holds an HMAC with SHA-256", e);
        }
        reading.rewind();
    }
}
