package dev.sluice.gateway.auth;

import dev.sluice.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tokens for anybody who says who they are, in a demo. Used by one event loop. */
public final class DemoSigner {
    private static final long GOOD_FOR_SECONDS = 24 * 3600;

    private final AuthConfig config;
    private final InstantSource clock;
    private final Hmac hmac;

    public DemoSigner(AuthConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.hmac = new Hmac(config.hs256Secret());
    }

    public String token(String user, List<String> roles) {
        long expires = clock.millis() / 1000 + GOOD_FOR_SECONDS;
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", user);
        claims.put("roles", roles);
        claims.put("exp", expires);
        String issuer = config.issuer();
        String audience = config.audience();
        if (issuer != null) {
            claims.put("iss", issuer);
        }
        if (audience != null) {
            claims.put("aud", audience);
        }
        return sign(claims);
    }

    private String sign(Map<String, Object> claims) {
        String header = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.ISO_8859_1));
        String signed = header + "." + base64(JsonTree.bytes(claims));
        return signed + "." + base64(hmac.sign(signed.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
