package dev.sluice.sale.draw;

/**
 * A value of a public beacon, named before it is there.
 *
 * @param chain by its hash, 32 bytes in hexadecimal digits
 * @param round counts from 1
 */
public record BeaconRound(String chain, long round) {
    /** Every JSON has it exactly. */
    public static final long MAX_ROUND = (1L << 53) - 1;

    public BeaconRound {
        DrawDigest.require(DrawDigest.isHash(chain), "a chain is 32 bytes in small hexadecimal digits");
        DrawDigest.require(round >= 1 && round <= MAX_ROUND, "a round is a whole number from 1 to 2^53 - 1");
    }
}
