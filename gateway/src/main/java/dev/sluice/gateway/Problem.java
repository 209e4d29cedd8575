package dev.sluice.gateway;

import dev.sluice.json.InvalidFieldsException;
import dev.sluice.json.JsonTree;
import dev.sluice.sale.Rejection;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Why a request came to nothing, as problem+json (RFC 9457).
 *
 * @param reason for programs: {@code SOLD_OUT}
 * @param extra further members
 */
record Problem(int status, String reason, String title, String detail, Map<String, Object> extra) {
    static final String MEDIA_TYPE = "application/problem+json";
    /** When to come back, for what may pass soon. */
    static final int RETRY_SECONDS = 1;

    private static final String TYPES = "https://sluice.dev/problems/";

    static Problem of(int status, String reason, String title, String detail) {
        return new Problem(status, reason, title, detail, Map.of());
    }

    static Problem busy(String detail) {
        return of(503, "BUSY", "Busy, try again", detail);
    }

    static Problem notFound(String detail) {
        return of(404, "NOT_FOUND", "Not found", detail);
    }

    static Problem unauthorized(String detail) {
        return of(401, "UNAUTHORIZED", "Who are you?", detail);
    }

    static Problem forbidden(String detail) {
        return of(403, "FORBIDDEN", "Not allowed", detail);
    }

    static Problem badRequest() {
        return of(400, "INVALID", "Bad request", "the request cannot be understood");
    }

    static Problem methodNotAllowed() {
        return of(405, "METHOD_NOT_ALLOWED", "Method not allowed", "this exists, but not with this method");
    }

    static Problem tooLarge(int limitBytes) {
        return of(413, "TOO_LARGE", "Too large", "a body has at most " + limitBytes + " bytes");
    }

    static Problem unsupportedMediaType() {
        return unsupportedMediaType("application/json");
    }

    static Problem unsupportedMediaType(String wanted) {
        return of(415, "UNSUPPORTED_MEDIA_TYPE", "Wrong media type", "send " + wanted);
    }

    /** Bad input, each error with its pointer. */
    static Problem of(InvalidFieldsException invalid) {
        List<Object> errors = new ArrayList<>();
        invalid.byPointer().forEach((pointer, detail) -> {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("pointer", pointer);
            error.put("detail", detail);
            errors.add(error);
        });
        return of(400, "INVALID", "Bad request", "the request has errors: " + errors.size())
                .with("errors", errors);
    }

    /** What a refused command is answered with. */
    static Problem of(Rejection rejection) {
        String reason = rejection.name();
        return switch (rejection) {
            case IDEMPOTENCY_KEY_REUSED ->
                of(422, reason, "Key used before", "this Idempotency-Key came before with another content");
            case NOT_OPEN -> of(425, reason, "Not open yet", "the sale opens later");
            case CLOSED -> of(409, reason, "Closed", "the sale is over");
            case PAUSED -> of(409, reason, "Paused", "the sale is paused; it may go on");
            case UNKNOWN_TIER -> of(400, reason, "No such tier", "the sale has no such tier");
            case UNKNOWN_UNIT ->
                of(400, reason, "No such unit", "the sale has no such seat, section or stop, or sells other things");
            case TIERS_DIFFER ->
                of(409, reason, "Of several tiers", "the seats of one reservation are all of one tier");
            case LIMIT_EXCEEDED ->
                of(409, reason, "Purchase limit", "that would be more than one user may have in this sale");
            case TOO_MANY_RESERVATIONS ->
                of(409, reason, "Too many reservations", "you made too many reservations in this sale");
            case SEAT_TAKEN -> of(409, reason, "Taken", "somebody else has a seat that you chose");
            case LEAVES_ORPHAN ->
                of(409, reason, "Leaves a single seat", "choose seats that leave no single one beside them");
            case SOLD_OUT -> of(409, reason, "Sold out", "fewer units are left than you ask for");
            case NOT_FOUND -> notFound("there is no such thing, or it is not yours");
            case NOT_CANCELLABLE ->
                of(409, reason, "Cannot be cancelled", "only a hold or a waitlist entry can be cancelled");
            case NOT_PAYABLE -> of(409, reason, "Cannot be paid", "this reservation does not wait for a payment");
            case HOLD_EXPIRED -> of(409, reason, "Too late", "the units were held until a deadline, which passed");
            case NOT_REFUNDABLE ->
                of(409, reason, "Cannot be refunded", "only a confirmed reservation can be refunded");
            case VERSION_CONFLICT ->
                of(412, reason, "Changed meanwhile", "the sale is not as you knew it; read it again");
            case ALREADY_OPEN ->
                of(409, reason, "Already open", "opening time, tiers, prices and stock rules are fixed by now");
            case CAPACITY_TAKEN ->
                of(409, reason, "Units are taken", "the capacity would be less than what is held and sold");
            case FIXED_CAPACITY ->
                of(409, reason, "Cannot be changed", "the number of units follows from what the sale sells");
        };
    }

    Problem with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(extra);
        more.put(name, value);
        return new Problem(status, reason, title, detail, more);
    }

    /** Whether the same request may succeed a little later. */
    boolean passes() {
        return status == 503 || status == 429;
    }

    Buffer toBuffer() {
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
