package dev.sluice.gateway;

import java.net.URI;

/**
 * Whose tokens are good.
 *
 * @param hs256Secret shared with the identity provider, at least 32 bytes; null for none
 * @param jwksUrl where the identity provider publishes its keys for RS256, ES256 and EdDSA; null for none
 * @param issuer the {@code iss} that tokens must have; null for any
 * @param audience one of the {@code aud} that tokens must have; null for any
 */
public record AuthConfig(byte[] hs256Secret, URI jwksUrl, String issuer, String audience) {
    private static final int MIN_SECRET_BYTES = 32;

    public AuthConfig {
        if (hs256Secret == null && jwksUrl == null) {
            throw new IllegalArgumentException("tokens are verified with a secret, with published keys, or with both");
        }
        if (hs256Secret != null && hs256Secret.length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException("the token secret has at least " + MIN_SECRET_BYTES + " bytes");
        }
        hs256Secret = hs256Secret == null ? null : hs256Secret.clone();
    }
}
