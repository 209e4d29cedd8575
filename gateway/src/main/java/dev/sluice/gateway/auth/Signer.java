package dev.sluice.gateway.auth;

import java.util.List;

/** Signs with the first key of a ring, and verifies with all. Allocates nothing. Used by one thread. */
final class Signer {
    /** Of HMAC-SHA-256 so much is kept. */
    static final int BYTES = 16;

    private static final String NAMING = "key id";

    private final byte[] ids;
    private final Hmac[] keys;
    private final byte[] signature = new byte[Hmac.BYTES];

    Signer(List<byte[]> ring, String purpose) {
        ids = new byte[ring.size()];
        keys = new Hmac[ring.size()];
        for (int i = 0; i < keys.length; i++) {
            ids[i] = Hmac.derive(ring.get(i), NAMING)[0];
            keys[i] = new Hmac(Hmac.derive(ring.get(i), purpose));
        }
    }

    /** Of the key that signs. It follows from the key; two may have the same. */
    byte id() {
        return ids[0];
    }

    /** Puts the signature of the first bytes behind them. */
    void sign(byte[] bytes, int length) {
        keys[0].sign(bytes, length, signature);
        System.arraycopy(signature, 0, bytes, length, BYTES);
    }

    /** Whether a key of this id made the signature that stands behind the first bytes. Takes as long for a wrong one as for a right one. */
    boolean isSigned(byte id, byte[] bytes, int length) {
        boolean signed = false;
        for (int i = 0; i < keys.length; i++) {
            signed |= ids[i] == id && isSigned(keys[i], bytes, length);
        }
        return signed;
    }

    /** Whether any of the keys did. */
    boolean isSigned(byte[] bytes, int length) {
        boolean signed = false;
        for (Hmac key : keys) {
            signed |= isSigned(key, bytes, length);
        }
        return signed;
    }

    private boolean isSigned(Hmac key, byte[] bytes, int length) {
        key.sign(bytes, length, signature);
        int different = 0;
        for (int i = 0; i < BYTES; i++) {
            different |= signature[i] ^ bytes[length + i];
        }
        return different == 0;
    }
}
