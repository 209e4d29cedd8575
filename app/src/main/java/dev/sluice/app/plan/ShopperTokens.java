package dev.sluice.app.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens of a server whose secret is known. Any thread may use it. */
final class ShopperTokens {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String HEAD = BASE64.encodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(UTF_8));

    private final SecretKeySpec key;
    private final long expiresAt = Instant.now().plus(Duration.ofHours(1)).getEpochSecond();

    ShopperTokens(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM);
    }

    /** @param role empty for none */
    String of(String user, String role) {
        String roles = role.isEmpty() ? "" : "\"" + role + "\"";
        String claims = "{\"sub\":\"%s\",\"roles\":[%s],\"exp\":%d}".formatted(user, roles, expiresAt);
        String signed = HEAD + "." + BASE64.encodeToString(claims.getBytes(UTF_8));
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return signed + "." + BASE64.encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
