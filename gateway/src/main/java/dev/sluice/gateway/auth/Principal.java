package dev.sluice.gateway.auth;

import dev.sluice.engine.port.ApiKey;
import dev.sluice.gateway.lane.Desks;
import java.util.Set;

/**
 * Who asks.
 *
 * @param user the token's subject; of a machine the owner of its key, or the user in whose name it asks
 * @param expiresSeconds when the token or the key expires, since 1970
 * @param key by which a machine asks; null for whoever has a token
 * @param passFor what they have a pass for, and nothing else: a sale, and what it asked for it; 0 for whoever shows who they are
 */
public record Principal(String user, Set<String> roles, long expiresSeconds, ApiKey key, int passFor) {
    static final String MERCHANT = "merchant";
    static final String OPERATOR = "operator";
    private static final int MILLIS = 1_000;

    /** Whoever shows who they are. */
    public Principal(String user, Set<String> roles, long expiresSeconds, ApiKey key) {
        this(user, roles, expiresSeconds, key, 0);
    }

    /** Somebody with a token. */
    public Principal(String user, Set<String> roles, long expiresSeconds) {
        this(user, roles, expiresSeconds, null);
    }

    /** A machine, which acts as the owner of its key, as long as that is good. */
    static Principal of(ApiKey key) {
        Set<String> roles = key.operator() ? Set.of(MERCHANT, OPERATOR) : Set.of(MERCHANT);
        long expiresSeconds = key.expiresAtMillis() == 0 ? Long.MAX_VALUE : key.expiresAtMillis() / MILLIS;
        return new Principal(key.owner(), roles, expiresSeconds, key);
    }

    /** The same machine, in the name of a user. */
    Principal inNameOf(String other) {
        return new Principal(other, roles, expiresSeconds, key);
    }

    /** Whoever answers for what is done: of a machine the owner of its key. */
    public String subject() {
        return key == null ? user : key.owner();
    }

    public boolean isOperator() {
        return roles.contains(OPERATOR);
    }

    /** The sales in which they may buy: of a machine those alone that its key's owner sees to, or it would know and do more than that owner. */
    public Desks shops(Desks all) {
        return key == null ? all : all.only(sale -> seesTo(sale.owner()));
    }

    /** Whoever sees to sales: a merchant to its own, an operator to all. */
    boolean isMerchant() {
        return roles.contains(MERCHANT) || isOperator();
    }

    /**
     * Whether they see to a sale: a machine to what its key's owner does.
     *
     * @param owner whose it is; null for nobody's, which operators alone see to
     */
    public boolean seesTo(String owner) {
        return isOperator() || (isMerchant() && subject().equals(owner));
    }
}
