package dev.sluice.gateway.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 with one key. An instance is used by one thread. */
final class Hmac {
    static final int BYTES = 32;

    private final Mac mac;

    Hmac(byte[] secret) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /** A key of its own for each purpose, so that what was signed for one is worthless for another. */
    static byte[] derive(byte[] secret, String purpose) {
        return new Hmac(secret).sign(purpose.getBytes(StandardCharsets.UTF_8));
    }

    byte[] sign(byte[] message) {
        return mac.doFinal(message);
    }

    /** Puts the signature of the first bytes at the beginning of another array. */
    void sign(byte[] message, int length, byte[] into) {
        mac.update(message, 0, length);
        try {
            mac.doFinal(into, 0);
        } catch (ShortBufferException e) {
            throw new IllegalArgumentException("a signature has " + BYTES + " bytes", e);
        }
    }

    byte[] sign(byte[] message, int length) {
        mac.update(message, 0, length);
        return mac.doFinal();
    }
}
