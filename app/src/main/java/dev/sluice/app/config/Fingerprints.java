package dev.sluice.app.config;

import dev.sluice.engine.port.Role;
import dev.sluice.engine.setting.Secret;
import dev.sluice.engine.setting.Setting;
import dev.sluice.gateway.auth.AuthConfig;
import dev.sluice.payment.sandbox.SandboxConfig;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What all processes have to share, as the others may see it: of each setting eight digits that are others with another value, and too few to try
 * values out by.
 */
final class Fingerprints {
    private static final String HMAC = "HmacSHA256";
    private static final int BYTES = 4;
    private static final String NONE = "none";

    private final Map<String, String> all = new TreeMap<>();

    private Fingerprints() {}

    /** Of those settings that matter to what this process does, by their names. */
    static Map<String, String> of(Settings settings) {
        Fingerprints prints = new Fingerprints();
        prints.add(Settings.SIGNING_KEY, settings.signingKey().bytes());
        if (settings.node().is(Role.GATEWAY) || settings.node().is(Role.ADMIN)) {
            AuthConfig auth = settings.auth();
            prints.add(AuthConfig.HS256_SECRET, auth.hs256Secret());
            prints.add(AuthConfig.JWKS_URL, bytes(auth.jwksUrl()));
            prints.add(
                    AuthConfig.SIGNING_KEY_FILES,
                    bytes(auth.signingKeys().stream().map(Secret::text).collect(Collectors.joining("\n"))));
            prints.add(AuthConfig.ISSUER, bytes(auth.issuer()));
            prints.add(AuthConfig.AUDIENCE, bytes(auth.audience()));
            if (settings.sandbox() != null) {
                prints.add(
                        SandboxConfig.WEBHOOK_SECRET,
                        settings.sandbox().secret().bytes());
            }
        }
        return prints.all;
    }

    private static byte[] bytes(Object value) {
        return value == null ? null : value.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @param value null if it is not set */
    private void add(Setting<?> setting, byte[] value) {
        all.put(setting.name(), value == null || value.length == 0 ? NONE : print(setting.name(), value));
    }

    private static String print(String name, byte[] value) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(value, HMAC));
            byte[] digest = mac.doFinal(("fingerprint of " + name).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }
}
