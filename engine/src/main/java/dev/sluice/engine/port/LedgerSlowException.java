package dev.sluice.engine.port;

/**
 * The ledger was given up because it took too long, or waited for a lock for too long: what holds it up is to be found. Nothing was
 * written.
 */
public final class LedgerSlowException extends LedgerException {
    private static final long serialVersionUID = 1L;

    public LedgerSlowException(String message, Throwable cause) {
        super(message, cause);
    }
}
