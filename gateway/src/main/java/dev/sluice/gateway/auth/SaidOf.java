package dev.sluice.gateway.auth;

import dev.sluice.json.InvalidFieldsException;
import dev.sluice.json.JsonTree;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** What tokens say of whoever has them, beyond who they are. */
public final class SaidOf {
    private SaidOf() {}

    /**
     * Whether a token that was verified says this: that a claim is {@code true}, or, of {@code name=value}, that it is this text, or has it among others.
     *
     * @param authorization the header that brought it
     */
    public static boolean token(String authorization, String claim) {
        int begin = authorization.indexOf('.') + 1;
        int end = authorization.indexOf('.', begin);
        Map<String, Object> claims;
        try {
            claims = JsonTree.object(Base64.getUrlDecoder().decode(authorization.substring(begin, end)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | InvalidFieldsException e) {
            return false;
        }
        int equals = claim.indexOf('=');
        if (equals <= 0) {
            Object said = claims.get(claim);
            return Boolean.TRUE.equals(said) || "true".equals(said);
        }
        Object said = claims.get(claim.substring(0, equals));
        String wanted = claim.substring(equals + 1);
        return wanted.equals(said) || (said instanceof List<?> all && all.contains(wanted));
    }
}
