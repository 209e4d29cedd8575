package dev.sluice.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.json.FlatJson;
import dev.sluice.json.Texts;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/** Reads and checks the claims of a token whose signature was verified. */
final class Claims {
    private static final JsonFactory JSON = new JsonFactory();
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

    /** The usual claims of a buyer; null if there are others, or if anything is unusual about them. */
    private Principal checkPlain(byte[] payload, long nowSeconds) {
        FlatJson json = new FlatJson(payload);
        String user = null;
        String from = null;
        String intended = null;
        long expires = Long.MIN_VALUE;
        long notBefore = Long.MIN_VALUE;
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            switch (name) {
                case "sub" -> user = json.string();
                case "exp" -> expires = json.number();
                case "nbf" -> notBefore = json.number();
                case "iat" -> json.number();
                case "iss" -> from = json.string();
                case "aud" -> intended = json.string();
                default -> {
                    return null;
                }
            }
        }
        if (!json.isPlain()) {
            return null;
        }
        Set<String> audiences = intended == null ? Set.of() : Set.of(intended);
        return check(new Principal(user, Set.of(), expires), from, audiences, expires, notBefore, nowSeconds);
    }

    private Principal checkAny(byte[] payload, long nowSeconds) {
        String user = null;
        Set<String> roles = Set.of();
        Set<String> audiences = Set.of();
        String from = null;
        long expires = Long.MIN_VALUE;
        long notBefore = Long.MIN_VALUE;
        try (JsonParser json = JSON.createParser(payload)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                switch (name) {
                    case "sub" -> user = value == JsonToken.VALUE_STRING ? json.getText() : null;
                    case "exp" -> expires = json.getValueAsLong(Long.MIN_VALUE);
                    case "nbf" -> notBefore = json.getValueAsLong(Long.MAX_VALUE);
                    case "iss" -> from = json.getValueAsString();
                    case "aud" -> audiences = strings(json, value);
                    case "roles" -> roles = strings(json, value);
                    default -> {}
                }
                json.skipChildren();
            }
        } catch (IOException e) {
            throw new UnauthorizedException("the token's claims are not JSON");
        }
        return check(new Principal(user, roles, expires), from, audiences, expires, notBefore, nowSeconds);
    }

    private Principal check(
            Principal principal, String from, Set<String> audiences, long expires, long notBefore, long nowSeconds) {
        String user = principal.user();
        require(
                user != null && !user.isBlank() && user.length() <= MAX_USER_CHARS && Texts.isStorable(user),
                "the token names no user");
        require(expires > nowSeconds - LEEWAY_SECONDS, "the token expired, or does not say when it does");
        require(notBefore <= nowSeconds + LEEWAY_SECONDS, "the token is not good yet");
        require(issuer == null || issuer.equals(from), "the token is from another issuer");
        require(audience == null || audiences.contains(audience), "the token is for another audience");
        return principal;
    }

    /** One string, or an array of them. */
    private static Set<String> strings(JsonParser json, JsonToken first) throws IOException {
        if (first != JsonToken.START_ARRAY) {
            String only = json.getValueAsString();
            json.skipChildren();
            return only == null ? Set.of() : Set.of(only);
        }
        Set<String> found = new TreeSet<>();
        for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
            if (next == JsonToken.VALUE_STRING) {
                found.add(json.getText());
            } else {
                json.skipChildren();
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
