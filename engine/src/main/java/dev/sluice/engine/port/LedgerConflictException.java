package dev.sluice.engine.port;

/** The ledger gave way to somebody else at the same moment, and may succeed at the next. Nothing was written. */
public final class LedgerConflictException extends LedgerException {
    private static final long serialVersionUID = 1L;

    public LedgerConflictException(String message, Throwable cause) {
        super(message, cause);
    }
}
