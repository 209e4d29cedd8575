package dev.sluice.gateway.http;

import dev.sluice.json.FieldErrors;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** By which a request is known when it comes again. */
public final class IdempotencyKey {
    private static final CharSequence HEADER = HttpHeaders.createOptimized("Idempotency-Key");
    private static final int MAX_CHARS = 64;

    private IdempotencyKey() {}

    /** What may be null or anything, with an error, where it is wrong. */
    public static String of(HttpServerRequest request, FieldErrors errors) {
        String key = request.headers().get(HEADER);
        if (key == null || !isVisible(key)) {
            errors.add("/headers/Idempotency-Key", "is needed: 1 to " + MAX_CHARS + " visible characters");
        }
        return key;
    }

    /**
     * The same where it may be left out; then null.
     *
     * @throws dev.sluice.json.InvalidFieldsException if it is wrong
     */
    public static String ifAny(HttpServerRequest request) {
        if (!request.headers().contains(HEADER)) {
            return null;
        }
        FieldErrors errors = new FieldErrors();
        String key = of(request, errors);
        errors.throwIfAny();
        return key;
    }

    private static boolean isVisible(String key) {
        for (int i = 0; i < key.length(); i++) {
            if (key.charAt(i) <= ' ' || key.charAt(i) > '~') {
                return false;
            }
        }
        return !key.isEmpty() && key.length() <= MAX_CHARS;
    }
}
