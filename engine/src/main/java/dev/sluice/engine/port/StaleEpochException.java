package dev.sluice.engine.port;

/** Another writer has claimed the sale since, or owns it. Nothing was written, and nothing will be by this one. */
public final class StaleEpochException extends LedgerException {
    private static final long serialVersionUID = 1L;

    public StaleEpochException(int sale, long epoch, Throwable cause) {
        super("sale " + sale + ": a newer writer replaced epoch " + epoch, cause);
    }
}
