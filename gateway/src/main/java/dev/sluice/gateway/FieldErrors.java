package dev.sluice.gateway;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is wrong with a request, field by field: JSON pointers (RFC 6901), each with one sentence. */
final class FieldErrors {
    private static final int MAX_ERRORS = 50;

    private Map<String, String> byPointer = Map.of();

    FieldErrors add(String pointer, String detail) {
        if (byPointer.isEmpty()) {
            byPointer = new LinkedHashMap<>();
        }
        if (byPointer.size() < MAX_ERRORS) {
            byPointer.putIfAbsent(pointer, detail);
        }
        return this;
    }

    /** A name as a part of a pointer. */
    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    boolean has(String pointer) {
        return byPointer.containsKey(pointer);
    }

    void throwIfAny() {
        if (!byPointer.isEmpty()) {
            throw problem();
        }
    }

    ProblemException problem() {
        return new ProblemException(asProblem());
    }

    Problem asProblem() {
        JsonArray errors = new JsonArray();
        byPointer.forEach((pointer, detail) ->
                errors.add(new JsonObject().put("pointer", pointer).put("detail", detail)));
        return Problem.invalid(errors);
    }
}
