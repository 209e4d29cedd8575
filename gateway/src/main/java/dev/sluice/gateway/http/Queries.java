package dev.sluice.gateway.http;

import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** Reads what the query of a listing says, or ends the request with what is wrong about it. */
public final class Queries {
    private static final int MAX_DIGITS = 18;
    private static final int MAX_TEXT_CHARS = 200;

    private Queries() {}

    /** Before which number a page of what is numbered begins. */
    public static long before(RoutingContext context) {
        String cursor = context.request().getParam("cursor", "");
        if (cursor.isEmpty()) {
            return Long.MAX_VALUE;
        }
        if (!isNumber(cursor)) {
            throw new FieldErrors()
                    .add("/query/cursor", "is a nextCursor of an earlier page")
                    .invalid();
        }
        return Long.parseLong(cursor);
    }

    /** Digits, no more than a long has. */
    public static boolean isNumber(String text) {
        return text.length() <= MAX_DIGITS && text.matches("[0-9]+");
    }

    /** What is looked for by its name; null for anything. */
    public static String text(RoutingContext context, String name) {
        String text = context.request().getParam(name, "");
        if (text.isEmpty()) {
            return null;
        }
        FieldErrors errors = new FieldErrors();
        String read = new FieldReader("/query", Map.of(name, text), errors).text(name, 1, MAX_TEXT_CHARS, null);
        errors.throwIfAny();
        return read;
    }

    /** RFC 3339, in milliseconds since 1970. */
    public static long time(RoutingContext context, String name, long otherwise) {
        String text = context.request().getParam(name, "");
        if (text.isEmpty()) {
            return otherwise;
        }
        FieldErrors errors = new FieldErrors();
        long read = new FieldReader("/query", Map.of(name, text), errors).time(name, null);
        errors.throwIfAny();
        return read;
    }
}
