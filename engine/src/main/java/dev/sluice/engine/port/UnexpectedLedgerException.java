package dev.sluice.engine.port;

/** The ledger failed in a way that nobody foresaw, so what is to be done is for a person to find out. Nothing was written. */
public final class UnexpectedLedgerException extends LedgerException {
    private static final long serialVersionUID = 1L;

    public UnexpectedLedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
