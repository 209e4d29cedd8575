package dev.sluice.gateway;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Says who a request comes from, by its {@code Authorization} header. Used by one event loop.
 *
 * <p>A token with a shared secret is verified at once. One with a published key takes long, so it is verified elsewhere, and
 * remembered for as long as it is good.
 */
final class Tokens {
    private static final String BEARER = "Bearer ";
    private static final int MAX_REMEMBERED = 10_000;
    private static final long REMEMBER_SECONDS = 60;

    private record Remembered(Principal principal, long untilSeconds) {}

    private final InstantSource clock;
    private final Hs256Tokens hs256;
    private final JwksTokens jwks;
    private final Blocking blocking;

    private final Map<String, Remembered> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    Tokens(AuthConfig config, JwksTokens jwks, InstantSource clock, Blocking blocking) {
        this.clock = clock;
        this.hs256 = config.hs256Secret() == null ? null : new Hs256Tokens(config);
        this.jwks = jwks;
        this.blocking = blocking;
    }

    /**
     * Who asks, or null if that takes {@link #verifyLater}.
     *
     * @param authorization the header, or null
     * @throws UnauthorizedException if there is no good token
     */
    Principal verifyNow(String authorization) {
        String token = token(authorization);
        int firstDot = token.indexOf('.');
        int lastDot = token.lastIndexOf('.');
        if (firstDot <= 0 || lastDot <= firstDot) {
            throw new UnauthorizedException("the token is not a signed JWT");
        }
        long nowSeconds = clock.millis() / 1000;
        if (hs256 != null && hs256.accepts(token, firstDot)) {
            return hs256.verify(token, firstDot, lastDot, nowSeconds);
        }
        if (jwks == null) {
            throw new UnauthorizedException("the token is signed in a way that is not accepted");
        }
        Remembered before = remembered.get(token);
        return before != null && before.untilSeconds > nowSeconds ? before.principal : null;
    }

    /** Who asks; fails with {@link UnauthorizedException}. */
    Future<Principal> verifyLater(String authorization) {
        String token = token(authorization);
        long nowSeconds = clock.millis() / 1000;
        return blocking.call(() -> jwks.verify(token, nowSeconds))
                .onSuccess(principal -> remembered.put(
                        token,
                        new Remembered(
                                principal, Math.min(principal.expiresSeconds(), nowSeconds + REMEMBER_SECONDS))));
    }

    private static String token(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new UnauthorizedException("a bearer token is needed");
        }
        return authorization.substring(BEARER.length());
    }
}
