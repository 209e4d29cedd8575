package dev.sluice.format.imports;

import java.util.List;
import java.util.stream.Collectors;

/** A feed that is imported has errors. */
public final class InvalidFeedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    /**
     * What is wrong.
     *
     * @param file null, with 0 for the line, of what is nowhere in particular
     */
    public record Fault(String file, long line, String detail) {
        @Override
        public String toString() {
            return file == null ? detail : file + ":" + line + ": " + detail;
        }
    }

    InvalidFeedException(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }

    /** Each with its file and line, where it has one. */
    public List<String> errors() {
        return faults.stream().map(Fault::toString).toList();
    }
}
