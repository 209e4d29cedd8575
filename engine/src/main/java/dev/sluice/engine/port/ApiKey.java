package dev.sluice.engine.port;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * A key by which a machine asks, without its secret. Times are milliseconds since 1970, 0 for never.
 *
 * @param id names it, and is no secret
 * @param name what people call it
 * @param owner whose it is: it acts as this merchant
 * @param operator whether it acts as an operator
 * @param createdBy who made it
 * @param usedAtMillis when it was used last, as far as is written down: once a minute at most
 */
public record ApiKey(
        String id,
        String name,
        String owner,
        boolean operator,
        Set<Scope> scopes,
        String createdBy,
        long createdAtMillis,
        long expiresAtMillis,
        long usedAtMillis,
        long revokedAtMillis,
        String revokedBy) {
    public ApiKey {
        scopes = Set.copyOf(scopes);
    }

    /** One that was never used. */
    public ApiKey(
            String id,
            String name,
            String owner,
            boolean operator,
            Collection<Scope> scopes,
            String createdBy,
            long createdAtMillis,
            long expiresAtMillis) {
        this(
                id,
                name,
                owner,
                operator,
                EnumSet.copyOf(scopes),
                createdBy,
                createdAtMillis,
                expiresAtMillis,
                0,
                0,
                null);
    }

    /** Whether it may do what needs this. */
    public boolean may(Scope needed) {
        return scopes.stream().anyMatch(scope -> scope.covers(needed));
    }

    public boolean isExpired(long nowMillis) {
        return expiresAtMillis != 0 && expiresAtMillis <= nowMillis;
    }
}
