package dev.sluice.engine.port;

/** The ledger cannot keep what it was given, whatever else is true: the text or the number is none to it. Nothing was written. */
public final class UnstorableException extends LedgerException {
    private static final long serialVersionUID = 1L;

    public UnstorableException(String message, Throwable cause) {
        super(message, cause);
    }
}
