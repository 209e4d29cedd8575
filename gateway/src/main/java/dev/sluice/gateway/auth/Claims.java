package dev.sluice.gateway.auth;

import dev.sluice.json.FlatJson;
import dev.sluice.json.InvalidFieldsException;
import dev.sluice.json.JsonTree;
import dev.sluice.json.Texts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads and checks the claims of a token whose signature was verified. */
final class Claims {
    private static final long LEEWAY_SECONDS = 30;
    private static final int MAX_USER_CHARS = 200;

    private final String issuer;
    private final String audience;

    Claims(AuthConfig config) {
        issuer = config.issuer();
        audience = config.audience();
    }

    /**
     * Who the token speaks for.
     *
     * @throws UnauthorizedException if it expired, is not yet good, or is not for us
     */
    Principal check(byte[] payload, long nowSeconds) {
        Principal plain = checkPlain(payload, nowSeconds);
        return plain != null ? plain : checkAny(payload, nowSeconds);
    }

    /** Whether a text can be what a user is called. */
    static boolean isUser(String text) {
        return !text.isBlank() && text.length() <= MAX_USER_CHARS && Texts.isStorable(text);
    }

    /** The usual claims; null if anything is unusual about them. */
    private Principal checkPlain(byte[] payload, long nowSeconds) {
        FlatJson json = new FlatJson(payload);
        String user = null;
        String from = null;
        Set<String> audiences = Set.of();
        Set<String> roles = Set.of();
        long expires = Long.MIN_VALUE;
        long notBefore = Long.MIN_VALUE;
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            switch (name) {
                case "sub" -> user = json.string();
                case "exp" -> expires = json.number();
                case "nbf" -> notBefore = json.number();
                case "iat" -> json.number();
                case "iss" -> from = json.string();
                case "aud" -> audiences = strings(json);
                case "roles" -> roles = strings(json);
                default -> json.skip();
            }
        }
        if (!json.isPlain()) {
            return null;
        }
        return check(new Principal(user, roles, expires), from, audiences, expires, notBefore, nowSeconds);
    }

    private Principal checkAny(byte[] payload, long nowSeconds) {
        Map<String, Object> claims;
        try {
            claims = JsonTree.object(payload);
        } catch (InvalidFieldsException e) {
            throw new UnauthorizedException("the token's claims are not a JSON object");
        }
        String user = claims.get("sub") instanceof String text ? text : null;
        String from = claims.get("iss") instanceof String text ? text : null;
        long expires = seconds(claims.get("exp"), Long.MIN_VALUE);
        long notBefore = claims.containsKey("nbf") ? seconds(claims.get("nbf"), Long.MAX_VALUE) : Long.MIN_VALUE;
        Principal principal = new Principal(user, strings(claims.get("roles")), expires);
        return check(principal, from, strings(claims.get("aud")), expires, notBefore, nowSeconds);
    }

    private Principal check(
            Principal principal, String from, Set<String> audiences, long expires, long notBefore, long nowSeconds) {
        String user = principal.user();
        require(user != null && isUser(user), "the token names no user");
        require(expires > nowSeconds - LEEWAY_SECONDS, "the token expired, or does not say when it does");
        require(notBefore <= nowSeconds + LEEWAY_SECONDS, "the token is not good yet");
        require(issuer == null || issuer.equals(from), "the token is from another issuer");
        require(audience == null || audiences.contains(audience), "the token is for another audience");
        return principal;
    }

    /** A number of seconds, which may have a fraction. */
    private static long seconds(Object claim, long otherwise) {
        return switch (claim) {
            case Integer whole -> whole;
            case Long whole -> whole;
            case Number other -> (long) other.doubleValue();
            case null, default -> otherwise;
        };
    }

    /** One string, or those of an array. */
    private static Set<String> strings(FlatJson json) {
        if (json.isArray()) {
            List<String> all = json.strings();
            return all.size() == 1 ? Set.of(all.getFirst()) : new TreeSet<>(all);
        }
        String one = json.string();
        return one == null ? Set.of() : Set.of(one);
    }

    /** One string, or those of an array. */
    private static Set<String> strings(Object claim) {
        List<?> all = claim instanceof List<?> array ? array : claim == null ? List.of() : List.of(claim);
        Set<String> found = new TreeSet<>();
        for (Object one : all) {
            if (one instanceof String text) {
                found.add(text);
            }
        }
        return found;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new UnauthorizedException(message);
        }
    }
}
