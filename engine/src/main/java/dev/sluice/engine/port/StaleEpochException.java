package dev.sluice.engine.port;

/** Another writer has claimed the sale since. Nothing was written, and nothing will be by this one. */
public final class StaleEpochException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StaleEpochException(int sale, long epoch, Throwable cause) {
        super("sale " + sale + ": a newer writer replaced epoch " + epoch, cause);
    }
}
