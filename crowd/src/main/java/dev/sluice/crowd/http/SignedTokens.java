package dev.sluice.crowd.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.sluice.json.Json;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** JWTs signed with HS256, as by an identity provider that shares a secret with the shop. Any thread may use them. */
public final class SignedTokens implements TokenSource {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER =
            BASE64.encodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(ISO_8859_1)) + ".";

    private final SecretKeySpec key;
    private final long expiresAtSeconds;

    /**
     * @param expires the {@code exp} of every token, in whole seconds
     * @throws IllegalArgumentException when the secret is empty
     */
    public SignedTokens(byte[] secret, Instant expires) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
        this.expiresAtSeconds = expires.getEpochSecond();
    }

    @Override
    public String token(String user, String... roles) {
        String signed = HEADER + BASE64.encodeToString(claims(user, roles));
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return signed + "." + BASE64.encodeToString(mac.doFinal(signed.getBytes(ISO_8859_1)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot sign with " + ALGORITHM, e);
        }
    }

    private byte[] claims(String user, String... roles) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("sub", user);
            if (roles.length > 0) {
                json.writeArrayFieldStart("roles");
                for (String role : roles) {
                    json.writeString(role);
                }
                json.writeEndArray();
            }
            json.writeNumberField("exp", expiresAtSeconds);
            json.writeEndObject();
        });
    }
}
