package dev.sluice.format.imports;

import java.util.List;

/** A feed that is imported has errors. */
public final class InvalidFeedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> errors;

    InvalidFeedException(List<String> errors) {
        super(String.join("\n", errors));
        this.errors = List.copyOf(errors);
    }

    /** Each with its file and line, where it has one. */
    public List<String> errors() {
        return errors;
    }
}
