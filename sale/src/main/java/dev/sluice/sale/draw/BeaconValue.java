package dev.sluice.sale.draw;

/**
 * What a beacon said in a round.
 *
 * @param signature of the chain, in hexadecimal digits
 * @param previous the signature of the round before, where a chain signs that, too; else empty
 */
public record BeaconValue(String signature, String previous) {
    /** More than a signature of any kind that is known here has. */
    public static final int MAX_BYTES = 256;

    public BeaconValue {
        DrawDigest.require(
                DrawDigest.isHex(signature, 1, MAX_BYTES), "a signature is 1 to 256 bytes in small hexadecimal digits");
        DrawDigest.require(
                DrawDigest.isHex(previous, 0, MAX_BYTES),
                "a previous signature is at most 256 bytes in small hexadecimal digits");
    }
}
