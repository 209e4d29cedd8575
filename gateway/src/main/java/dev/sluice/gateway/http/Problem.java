package dev.sluice.gateway.http;

import dev.sluice.json.InvalidFieldsException;
import dev.sluice.json.JsonTree;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Why a request came to nothing, as problem+json (RFC 9457).
 *
 * @param reason for programs: {@code SOLD_OUT}
 * @param retrySeconds when to come back, where the same request may succeed later
 * @param extra further members
 */
public record Problem(
        int status, String reason, String title, String detail, int retrySeconds, Map<String, Object> extra) {
    static final String MEDIA_TYPE = "application/problem+json";
    /** When to come back, for what may pass soon. */
    public static final int RETRY_SECONDS = 1;

    /** A person has to do something first. */
    private static final Duration BROKEN_RETRY = Duration.ofMinutes(1);

    private static final String TYPES = "https://sluice.dev/problems/";

    public static Problem of(int status, String reason, String title, String detail) {
        return new Problem(status, reason, title, detail, RETRY_SECONDS, Map.of());
    }

    public static Problem busy(String detail) {
        return of(503, "BUSY", "Busy, try again", detail);
    }

    /** A sale that stopped over a fault, and does not go on by itself. */
    public static Problem broken() {
        return of(
                        503,
                        "SALE_BROKEN",
                        "This sale has stopped",
                        "this sale stopped over a fault of ours and is being looked after; other sales go on")
                .after(BROKEN_RETRY);
    }

    /** Something of a sale that cannot be read, while all else of it goes on. */
    public static Problem unreadable() {
        return of(
                        503,
                        "UNREADABLE",
                        "Cannot be read",
                        "what is stored of this cannot be read, by a fault of ours; it is not lost, and nothing changed")
                .after(BROKEN_RETRY);
    }

    public static Problem notFound(String detail) {
        return of(404, "NOT_FOUND", "Not found", detail);
    }

    public static Problem unauthorized(String detail) {
        return of(401, "UNAUTHORIZED", "Who are you?", detail);
    }

    public static Problem forbidden(String detail) {
        return of(403, "FORBIDDEN", "Not allowed", detail);
    }

    public static Problem badRequest() {
        return of(400, "INVALID", "Bad request", "the request cannot be understood");
    }

    static Problem brokenBody() {
        return of(400, "INVALID", "Bad request", "the body is not framed as its head says");
    }

    public static Problem methodNotAllowed() {
        return of(405, "METHOD_NOT_ALLOWED", "Method not allowed", "this exists, but not with this method");
    }

    public static Problem tooLarge(int limitBytes) {
        return of(413, "TOO_LARGE", "Too large", "a body has at most " + limitBytes + " bytes");
    }

    public static Problem unsupportedMediaType() {
        return unsupportedMediaType("application/json");
    }

    public static Problem unsupportedMediaType(String wanted) {
        return of(415, "UNSUPPORTED_MEDIA_TYPE", "Wrong media type", "send " + wanted);
    }

    /** Bad input, each error with its pointer. */
    public static Problem of(InvalidFieldsException invalid) {
        int count = invalid.byPointer().size();
        return of(400, "INVALID", "Bad request", "the request has errors: " + count)
                .naming(invalid.byPointer());
    }

    /** The same, of one field. */
    public Problem naming(String pointer, String fault) {
        return naming(Map.of(pointer, fault));
    }

    /** The same, of these fields: by their pointers, what is wrong with each; of none if there are none. */
    public Problem naming(Map<String, String> byPointer) {
        List<Object> errors = new ArrayList<>();
        byPointer.forEach((pointer, fault) -> {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("pointer", pointer);
            error.put("detail", fault);
            errors.add(error);
        });
        return errors.isEmpty() ? this : with("errors", errors);
    }

    public Problem with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(extra);
        more.put(name, value);
        return new Problem(status, reason, title, detail, retrySeconds, more);
    }

    /** The same for who had better come back after this time; a second at least. */
    public Problem after(Duration time) {
        int seconds =
                Math.toIntExact(Math.max(RETRY_SECONDS, time.plusMillis(999).toSeconds()));
        return new Problem(status, reason, title, detail, seconds, extra);
    }

    /** Whether the same request may succeed later. */
    boolean passes() {
        return status == 503 || status == 429 || reason.equals("NOT_YOUR_TURN");
    }

    public Buffer toBuffer() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", TYPES + reason.toLowerCase(Locale.ROOT).replace('_', '-'));
        json.put("title", title);
        json.put("status", status);
        json.put("detail", detail);
        json.put("reason", reason);
        json.putAll(extra);
        return Buffer.buffer(JsonTree.bytes(json));
    }
}
