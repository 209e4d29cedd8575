package dev.sluice.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is wrong with a document, field by field: JSON pointers (RFC 6901), each with one sentence. */
public final class FieldErrors {
    /** More than anybody mends in one go, and little enough to send. */
    private static final int MAX_ERRORS = 1_000;

    private Map<String, String> byPointer = Map.of();
    private int count;

    public FieldErrors add(String pointer, String detail) {
        if (byPointer.isEmpty()) {
            byPointer = new LinkedHashMap<>();
        }
        count++;
        if (byPointer.size() < MAX_ERRORS) {
            byPointer.putIfAbsent(pointer, detail);
        }
        return this;
    }

    /** A name as a part of a pointer: as much of it as can be shown. */
    public static String escaped(String name) {
        return Texts.shown(name).replace("~", "~0").replace("/", "~1");
    }

    public boolean has(String pointer) {
        return byPointer.containsKey(pointer);
    }

    /** What is wrong where, so far, in the order in which it was found. */
    public Map<String, String> byPointer() {
        return Collections.unmodifiableMap(byPointer);
    }

    /** How many were found, also those that are more than are kept. */
    public int count() {
        return count;
    }

    public boolean isEmpty() {
        return byPointer.isEmpty();
    }

    public void throwIfAny() {
        if (!byPointer.isEmpty()) {
            throw invalid();
        }
    }

    public InvalidFieldsException invalid() {
        if (count > MAX_ERRORS && byPointer.size() == MAX_ERRORS) {
            byPointer.putIfAbsent("", "has more errors than these " + MAX_ERRORS);
        }
        return new InvalidFieldsException(Collections.unmodifiableMap(byPointer));
    }
}
