package dev.sluice.engine.port;

/** The ledger could not be reached, or did not answer: it is to be brought back. Whether a commit took effect is unknown. */
public final class LedgerUnavailableException extends LedgerException {
    private static final long serialVersionUID = 1L;

    public LedgerUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
