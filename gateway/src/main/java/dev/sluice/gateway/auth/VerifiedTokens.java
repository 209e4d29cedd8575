package dev.sluice.gateway.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Tokens that were verified lately, and whom they speak for. Any thread may use it: a user whose connections are on several event
 * loops is verified once.
 */
final class VerifiedTokens {
    /** More than there are connections by default: a crowd that asks again and again is not verified again and again. */
    static final int MAX_TOKENS = 50_000;
    /** Whoever lost a right keeps it for this long. */
    static final long REMEMBER_SECONDS = 60;

    private record Verified(Principal principal, long untilSeconds) {}

    private final Cache<String, Verified> byToken = Caffeine.newBuilder()
            .maximumSize(MAX_TOKENS)
            .executor(Runnable::run)
            .build();

    /** Null if the token was not verified lately, or has expired since. */
    Principal find(String token, long nowSeconds) {
        Verified verified = byToken.getIfPresent(token);
        return verified != null && verified.untilSeconds > nowSeconds ? verified.principal : null;
    }

    void add(String token, Principal principal, long nowSeconds) {
        long untilSeconds = Math.min(principal.expiresSeconds(), nowSeconds + REMEMBER_SECONDS);
        byToken.put(token, new Verified(principal, untilSeconds));
    }
}
