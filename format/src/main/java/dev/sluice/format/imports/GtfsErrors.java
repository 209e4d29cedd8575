package dev.sluice.format.imports;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a GTFS feed: each with its file and line. */
final class GtfsErrors {
    /** More than anybody mends in one go. */
    private static final int MAX_ERRORS = 1_000;

    private final List<String> errors = new ArrayList<>();

    void add(String file, long line, String detail) {
        add(file + ":" + line + ": " + detail);
    }

    void add(String error) {
        if (errors.size() < MAX_ERRORS) {
            errors.add(error);
        }
    }

    void throwIfAny() {
        if (!errors.isEmpty()) {
            throw new InvalidFeedException(errors);
        }
    }
}
