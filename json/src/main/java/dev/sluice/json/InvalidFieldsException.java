package dev.sluice.json;

import java.util.Map;

/** What came from outside has errors. */
public final class InvalidFieldsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, String> byPointer;

    InvalidFieldsException(Map<String, String> byPointer) {
        super("errors: " + byPointer);
        this.byPointer = byPointer;
    }

    /** What is wrong where, in the order in which it was found: JSON pointers (RFC 6901), each with one sentence. */
    public Map<String, String> byPointer() {
        return byPointer;
    }
}
