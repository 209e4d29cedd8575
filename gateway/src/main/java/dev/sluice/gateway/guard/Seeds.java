package dev.sluice.gateway.guard;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What keys of allowances are made with: the same at all gateways, and nobody else's to know. */
public final class Seeds {
    private static final String HMAC = "HmacSHA256";

    private Seeds() {}

    public static long of(byte[] secret) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            return ByteBuffer.wrap(mac.doFinal("allowances".getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }
}
