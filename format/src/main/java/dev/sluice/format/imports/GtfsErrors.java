package dev.sluice.format.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is wrong with a GTFS feed, each with its file and line, and what of it is not used, which whoever imports it is told. */
final class GtfsErrors {
    /** More than anybody mends in one go. */
    private static final int MAX_ERRORS = 1_000;

    private final List<InvalidFeedException.Fault> errors = new ArrayList<>();
    private final Map<String, Lines> notes = new LinkedHashMap<>();
    private long more;

    /** How many lines, and the first of them; 0 of what has none. */
    private record Lines(long count, long first) {}

    void add(String file, long line, String detail) {
        if (errors.size() < MAX_ERRORS) {
            errors.add(new InvalidFeedException.Fault(file, line, detail));
        } else {
            more++;
        }
    }

    void add(String detail) {
        add(null, 0, detail);
    }

    /** Something is passed over knowingly. */
    void note(String note) {
        notes.putIfAbsent(note, new Lines(0, 0));
    }

    /** The same of a line; lines of which the same is said are counted. */
    void note(String file, long line, String note) {
        notes.merge(file + ": " + note, new Lines(1, line), (known, _) -> new Lines(known.count + 1, known.first));
    }

    List<String> notes() {
        List<String> texts = new ArrayList<>();
        notes.forEach((note, lines) -> texts.add(note + told(lines)));
        return texts;
    }

    private static String told(Lines lines) {
        return switch ((int) Math.min(lines.count, 2)) {
            case 0 -> "";
            case 1 -> " (line " + lines.first + ")";
            default -> " (" + lines.count + " lines, the first is " + lines.first + ")";
        };
    }

    void throwIfAny() {
        if (!errors.isEmpty()) {
            if (more > 0) {
                errors.add(new InvalidFeedException.Fault(null, 0, "and " + more + " more"));
                more = 0;
            }
            throw new InvalidFeedException(errors);
        }
    }
}
