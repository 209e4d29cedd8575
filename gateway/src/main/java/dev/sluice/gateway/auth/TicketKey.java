package dev.sluice.gateway.auth;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** A public Ed25519 key (RFC 8032) by which tickets and lists of doors are checked. Immutable; any thread may use it. */
public final class TicketKey {
    static final int BYTES = 32;
    static final int SIGNATURE_BYTES = 64;

    /** What X.509 puts before the 32 bytes (RFC 8410). */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private final byte[] raw;
    private final PublicKey key;

    /** @throws IllegalArgumentException if it is none */
    public TicketKey(byte[] raw) {
        if (raw.length != BYTES) {
            throw new IllegalArgumentException("a key has " + BYTES + " bytes");
        }
        this.raw = raw.clone();
        byte[] encoded =
                ByteBuffer.allocate(X509.length + BYTES).put(X509).put(raw).array();
        try {
            key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("this is no Ed25519 key", e);
        }
    }

    static TicketKey of(PublicKey key) {
        byte[] encoded = key.getEncoded();
        byte[] raw = new byte[BYTES];
        System.arraycopy(encoded, encoded.length - BYTES, raw, 0, BYTES);
        return new TicketKey(raw);
    }

    /** What it is called: the first four bytes of its SHA-256. */
    public int id() {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(raw))
                    .getInt();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The same as text: eight hexadecimal digits. */
    public String kid() {
        return kid(id());
    }

    static String kid(int id) {
        return HexFormat.of().toHexDigits(id);
    }

    /** As RFC 8032 encodes it. */
    public byte[] raw() {
        return raw.clone();
    }

    /** Whether its owner signed this. */
    public boolean verifies(byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // What is no signature is no good one.
        }
    }
}
