package dev.sluice.engine.port;

/** Another writer has claimed the sale since, or owns it. Nothing was written, and nothing will be by this one. */
public final class StaleEpochException extends LedgerException {
    private static final long serialVersionUID = 1L;

    public StaleEpochException(int sale, long epoch, Throwable cause) {
        this("sale " + sale + ": a newer writer replaced epoch " + epoch, cause);
    }

    private StaleEpochException(String message, Throwable cause) {
        super(message, cause);
    }

    /** A process owns it that is there. */
    public static StaleEpochException owned(int sale, int owner) {
        return new StaleEpochException("sale " + sale + " is owned by process " + owner, null);
    }
}
