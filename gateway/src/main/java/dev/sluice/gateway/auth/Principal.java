package dev.sluice.gateway.auth;

import java.util.Set;

/**
 * Who asks.
 *
 * @param user the token's subject
 * @param expiresSeconds when the token expires, since 1970
 */
public record Principal(String user, Set<String> roles, long expiresSeconds) {
    static final String MERCHANT = "merchant";
}
