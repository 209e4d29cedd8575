package dev.sluice.engine.port;

/** A constraint of the ledger refused what a book decided, so one of the two is wrong. Nothing was written. */
public final class LedgerRefusedException extends LedgerException {
    private static final long serialVersionUID = 1L;

    public LedgerRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
