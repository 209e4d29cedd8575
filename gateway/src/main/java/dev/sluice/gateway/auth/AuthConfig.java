package dev.sluice.gateway.auth;

import dev.sluice.engine.setting.Secret;
import dev.sluice.engine.setting.Setting;
import dev.sluice.engine.setting.SettingReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whose tokens are good.
 *
 * @param hs256Secret shared with the identity provider, at least 32 bytes; null for none
 * @param jwksUrl where the identity provider publishes its keys for RS256, ES256 and EdDSA; null for none
 * @param issuer the {@code iss} that tokens must have; null for any
 * @param audience one of the {@code aud} that tokens must have; null for any
 * @param signingKeyFiles with the keys that sign passes and receipts, the newest first; may be none
 */
public record AuthConfig(byte[] hs256Secret, URI jwksUrl, String issuer, String audience, List<Path> signingKeyFiles) {
    private static final int MIN_SECRET_BYTES = 32;
    private static final int MAX_SIGNING_KEYS = 8;

    public static final Setting<Secret> HS256_SECRET = Setting.secret(
            "auth.hs256-secret", "Verifies the users' tokens, where your identity provider signs them with HS256.");
    public static final Setting<URI> JWKS_URL = Setting.webUrl(
            "auth.jwks-url",
            "Where your identity provider publishes its keys (RS256, ES256, EdDSA). Needs `auth.issuer` and"
                    + " `auth.audience`.");
    public static final Setting<String> ISSUER =
            Setting.text("auth.issuer", null, "Only tokens with this `iss` are accepted.");
    public static final Setting<String> AUDIENCE =
            Setting.text("auth.audience", null, "Only tokens with this `aud` are accepted.");

    public static final Setting<List<Path>> SIGNING_KEY_FILES = Setting.files(
            "auth.signing-key-files",
            MAX_SIGNING_KEYS,
            "Each with a key of at least 32 bytes that signs passes, receipts and the QR codes of tickets: the first signs,"
                    + " all verify, and so does `signing.key`. A new one is added at the end everywhere, and then put first, so that nothing that is out is"
                    + " refused.");

    /** Without keys of their own for passes and receipts. */
    public AuthConfig(byte[] hs256Secret, URI jwksUrl, String issuer, String audience) {
        this(hs256Secret, jwksUrl, issuer, audience, List.of());
    }

    public AuthConfig {
        signingKeyFiles = List.copyOf(signingKeyFiles);
        if (hs256Secret == null && jwksUrl == null) {
            throw new IllegalArgumentException("tokens are verified with a secret, with published keys, or with both");
        }
        if (hs256Secret != null && hs256Secret.length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException("the token secret has at least " + MIN_SECRET_BYTES + " bytes");
        }
        hs256Secret = hs256Secret == null ? null : hs256Secret.clone();
    }

    /**
     * What is in the files.
     *
     * @throws IllegalArgumentException naming the one that is no key
     */
    public List<Secret> signingKeys() {
        return signingKeyFiles.stream().map(AuthConfig::signingKey).toList();
    }

    private static Secret signingKey(Path file) {
        if (!isSigningKey(file)) {
            throw new IllegalArgumentException(
                    "no key of at least " + MIN_SECRET_BYTES + " bytes can be read in " + file);
        }
        return read(file);
    }

    /** Whether a file can be read, and holds what is long enough to sign with. */
    public static boolean isSigningKey(Path file) {
        Secret key = read(file);
        return key != null && key.bytes().length >= MIN_SECRET_BYTES;
    }

    private static Secret read(Path file) {
        try {
            return new Secret(Files.readString(file).stripTrailing());
        } catch (IOException e) {
            return null;
        }
    }

    /** A text that may name where the keys are, without what only their reader may see of that. */
    String masked(String text) {
        if (jwksUrl == null || text == null) {
            return text;
        }
        String url = jwksUrl.toString();
        return text.replace(url, JWKS_URL.format().masked().apply(url));
    }

    @Override
    public String toString() {
        return "AuthConfig[jwksUrl=" + masked(String.valueOf(jwksUrl)) + ", issuer=" + issuer + ", audience=" + audience
                + "]";
    }

    public static AuthConfig read(SettingReader given) {
        return new AuthConfig(
                given.find(HS256_SECRET).map(Secret::bytes).orElse(null),
                given.find(JWKS_URL).orElse(null),
                given.find(ISSUER).orElse(null),
                given.find(AUDIENCE).orElse(null),
                given.find(SIGNING_KEY_FILES).orElse(List.of()));
    }
}
