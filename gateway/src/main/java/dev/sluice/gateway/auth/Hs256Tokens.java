package dev.sluice.gateway.auth;

import dev.sluice.json.InvalidFieldsException;
import dev.sluice.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Verifies JWTs signed with HMAC-SHA-256 (RFC 7515, 7519): one HMAC, no reflection, little garbage, because it stands in front of
 * every purchase. Used by one thread.
 */
final class Hs256Tokens {
    private static final int MAX_KNOWN_HEADERS = 64;

    private final Hmac hmac;
    private final Claims claims;
    /** Encoded headers that were found good: an identity provider uses one or two. */
    private final Set<String> knownHeaders = new HashSet<>();

    private String lastHeader = "";

    Hs256Tokens(AuthConfig config) {
        hmac = new Hmac(config.hs256Secret());
        claims = new Claims(config);
    }

    /** Whether the token says that it is signed this way. */
    boolean accepts(String token, int firstDot) {
        if (firstDot == lastHeader.length() && token.startsWith(lastHeader)) {
            return true;
        }
        String header = token.substring(0, firstDot);
        if (knownHeaders.contains(header)) {
            lastHeader = header;
            return true;
        }
        boolean good = isHs256(header);
        if (good && knownHeaders.size() < MAX_KNOWN_HEADERS) {
            knownHeaders.add(header);
        }
        return good;
    }

    /**
     * Who the token speaks for.
     *
     * @throws UnauthorizedException if it is not good
     */
    Principal verify(String token, int firstDot, int lastDot, long nowSeconds) {
        byte[] bytes = token.getBytes(StandardCharsets.ISO_8859_1);
        byte[] expected = hmac.sign(bytes, lastDot);
        try {
            Base64.Decoder base64 = Base64.getUrlDecoder();
            if (!MessageDigest.isEqual(expected, base64.decode(slice(bytes, lastDot + 1, bytes.length)))) {
                throw new UnauthorizedException("the token's signature does not match");
            }
            return claims.check(base64.decode(slice(bytes, firstDot + 1, lastDot)), nowSeconds);
        } catch (IllegalArgumentException e) {
            throw new UnauthorizedException("the token is not base64url");
        }
    }

    private static byte[] slice(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    private static boolean isHs256(String encodedHeader) {
        try {
            Map<String, Object> header = JsonTree.object(Base64.getUrlDecoder().decode(encodedHeader));
            return "HS256".equals(header.get("alg")) && !header.containsKey("crit");
        } catch (InvalidFieldsException | IllegalArgumentException e) {
            return false;
        }
    }
}
