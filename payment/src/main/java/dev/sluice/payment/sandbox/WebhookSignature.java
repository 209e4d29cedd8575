package dev.sluice.payment.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 over {@code <seconds>.<body>}, sent as {@code t=<seconds>,v1=<hex>}: the scheme that payment providers commonly
 * use, so that an old webhook cannot be sent again for ever.
 */
final class WebhookSignature {
    static final String HEADER = "Sandbox-Signature";
    private static final long TOLERANCE_SECONDS = 300;

    private final SecretKeySpec key;

    WebhookSignature(byte[] secret) {
        key = new SecretKeySpec(secret, "HmacSHA256");
    }

    String sign(long epochSeconds, byte[] body) {
        return "t=" + epochSeconds + ",v1=" + HexFormat.of().formatHex(mac(epochSeconds, body));
    }

    /** Whether the header signs this body, and did so less than five minutes ago. */
    boolean verify(String header, byte[] body, long nowEpochSeconds) {
        String[] parts = header == null ? new String[0] : header.split(",", -1);
        if (parts.length != 2 || !parts[0].startsWith("t=") || !parts[1].startsWith("v1=")) {
            return false;
        }
        try {
            long seconds = Long.parseLong(parts[0].substring(2));
            byte[] signature = HexFormat.of().parseHex(parts[1].substring(3));
            return Math.abs(nowEpochSeconds - seconds) <= TOLERANCE_SECONDS
                    && MessageDigest.isEqual(signature, mac(seconds, body));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private byte[] mac(long epochSeconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update((epochSeconds + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
