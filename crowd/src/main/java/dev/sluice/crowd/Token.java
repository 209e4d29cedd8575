package dev.sluice.crowd;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs HS256 JWTs. Not thread-safe: it reuses one {@link Mac}, which is most of what makes it quick. */
public final class Token {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER =
            BASE64.encodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(ISO_8859_1)) + ".";

    private final Mac mac;
    private final long expiresAtSeconds;

    /**
     * @param expiresAtSeconds the {@code exp} of every token, seconds since the epoch
     * @throws IllegalArgumentException when the secret is empty
     */
    public Token(byte[] secret, long expiresAtSeconds) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot sign with " + ALGORITHM, e);
        }
        this.expiresAtSeconds = expiresAtSeconds;
    }

    /** A token without roles. {@code user} must need no JSON escape. */
    public String of(String user) {
        return sign("{\"sub\":\"" + user + "\",\"exp\":" + expiresAtSeconds + "}");
    }

    /** A merchant's token. */
    public String ofMerchant(String user) {
        return sign("{\"sub\":\"" + user + "\",\"roles\":[\"merchant\"],\"exp\":" + expiresAtSeconds + "}");
    }

    private String sign(String claims) {
        String signed = HEADER + BASE64.encodeToString(claims.getBytes(ISO_8859_1));
        byte[] signature = mac.doFinal(signed.getBytes(ISO_8859_1));
        return signed + "." + BASE64.encodeToString(signature);
    }
}
