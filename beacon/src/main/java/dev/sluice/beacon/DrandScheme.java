package dev.sluice.beacon;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import supranational.blst.BLST_ERROR;
import supranational.blst.P1_Affine;
import supranational.blst.P2_Affine;

/**
 * How a chain of drand signs its rounds: BLS signatures (Boneh, Lynn, Shacham) over BLS12-381, of SHA-256 of the round as eight bytes, the
 * highest first, and in a chained one of the previous signature before it (drand, "Protocol specification", "Randomness generation").
 * Messages are hashed to the curve as RFC 9380 has it. There is one signature of a message and key, and one text of it.
 *
 * <p>The library checks points and pairings; what is no compressed point of the right group is no signature.
 */
enum DrandScheme {
    /** {@code pedersen-bls-chained}: keys in G1, signatures in G2. */
    CHAINED("BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_", true, false),
    /** {@code pedersen-bls-unchained}: the same without the previous signature. */
    UNCHAINED("BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_", false, false),
    /** {@code bls-unchained-g1-rfc9380}: keys in G2, signatures in G1, which are half as long. */
    UNCHAINED_SHORT("BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_", false, true);

    private static final int G1_BYTES = 48;
    private static final int G2_BYTES = 96;
    /** Of the first byte: that a point is compressed, and that it is the one at infinity. */
    private static final int COMPRESSED = 0x80;

    private static final int INFINITE = 0x40;

    private final String domain;
    private final boolean chained;
    private final boolean shortSignatures;

    DrandScheme(String domain, boolean chained, boolean shortSignatures) {
        this.domain = domain;
        this.chained = chained;
        this.shortSignatures = shortSignatures;
    }

    /**
     * Whether a key signed this as a round; all in hexadecimal digits.
     *
     * @param previous the signature of the round before; empty where it is not signed
     * @throws BeaconLibraryException if this system cannot check any
     */
    boolean isSigned(String publicKey, long round, String signature, String previous) {
        if (chained == previous.isEmpty()) {
            return false;
        }
        byte[] key = HexFormat.of().parseHex(publicKey);
        byte[] point = HexFormat.of().parseHex(signature);
        if (!isPoint(key, shortSignatures ? G2_BYTES : G1_BYTES)
                || !isPoint(point, shortSignatures ? G1_BYTES : G2_BYTES)) {
            return false;
        }
        byte[] message = message(round, HexFormat.of().parseHex(previous));
        try {
            return shortSignatures ? isSignedInG1(key, message, point) : isSignedInG2(key, message, point);
        } catch (LinkageError e) {
            throw new BeaconLibraryException(e);
        }
    }

    private static boolean isPoint(byte[] bytes, int length) {
        return bytes.length == length && (bytes[0] & COMPRESSED) != 0 && (bytes[0] & INFINITE) == 0;
    }

    private boolean isSignedInG1(byte[] key, byte[] message, byte[] signature) {
        try {
            P2_Affine by = new P2_Affine(key);
            P1_Affine point = new P1_Affine(signature);
            return by.in_group()
                    && point.in_group()
                    && point.core_verify(by, true, message, domain) == BLST_ERROR.BLST_SUCCESS;
        } catch (RuntimeException e) {
            return false; // No point of the curve.
        }
    }

    private boolean isSignedInG2(byte[] key, byte[] message, byte[] signature) {
        try {
            P1_Affine by = new P1_Affine(key);
            P2_Affine point = new P2_Affine(signature);
            return by.in_group()
                    && point.in_group()
                    && point.core_verify(by, true, message, domain) == BLST_ERROR.BLST_SUCCESS;
        } catch (RuntimeException e) {
            return false; // No point of the curve.
        }
    }

    private static byte[] message(long round, byte[] previous) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(previous);
            return sha256.digest(ByteBuffer.allocate(Long.BYTES).putLong(round).array());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
