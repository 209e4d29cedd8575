package dev.sluice.gateway.auth;

import dev.sluice.json.FieldErrors;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * The user in whose name a machine asks, as {@code Sluice-User} says it: visible ASCII as it is, all else, and {@code %}, as percent-encoded UTF-8. A header
 * could not carry the names that people have.
 */
final class NamedUser {
    private static final String HEADER = "Sluice-User";
    private static final String WHAT =
            "the user in whose name this is asked: 1 to 200 characters, percent-encoded UTF-8 beyond visible ASCII";

    private NamedUser() {}

    /** Ends the request if it names none, or two. */
    static String of(HttpServerRequest request) {
        List<String> given = request.headers().getAll(HEADER);
        String user = given.size() == 1 ? decoded(given.getFirst()) : null;
        if (user == null || !Claims.isUser(user)) {
            throw new FieldErrors()
                    .add("/headers/" + HEADER, (given.isEmpty() ? "is needed; it is " : "is ") + WHAT)
                    .invalid();
        }
        return user;
    }

    /** Null if it is not encoded so. */
    private static String decoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                if (i + 2 >= text.length()
                        || !HexFormat.isHexDigit(text.charAt(i + 1))
                        || !HexFormat.isHexDigit(text.charAt(i + 2))) {
                    return null;
                }
                bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 2;
            } else if (c > ' ' && c <= '~') {
                bytes.write(c);
            } else {
                return null;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
