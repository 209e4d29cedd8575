package dev.sluice.engine.desk;

/**
 * Why a sale cannot be sold here until somebody has looked after it.
 *
 * @param why for operators, in one line
 * @param sinceMillis when it was noticed, in milliseconds since 1970
 */
public record Trouble(Kind kind, String why, long sinceMillis) {
    private static final int MAX_CHARS = 300;

    public enum Kind {
        /** What the ledger has of it cannot be read. */
        UNREADABLE,
        /** What the ledger has of it does not add up, or a rule that always holds did not. */
        INCONSISTENT,
        /** The ledger's constraints refused what its writer decided. */
        REFUSED,
        /** Anything else that should never happen. */
        DEFECT
    }

    /** With what was thrown, as far as it fits into a line. */
    public static Trouble of(Kind kind, Throwable cause, long sinceMillis) {
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        String line = message.strip().replaceAll("\\s+", " ");
        return new Trouble(kind, line.length() <= MAX_CHARS ? line : line.substring(0, MAX_CHARS) + "…", sinceMillis);
    }
}
