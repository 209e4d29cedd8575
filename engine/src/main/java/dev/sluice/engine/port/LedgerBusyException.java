package dev.sluice.engine.port;

/**
 * What was asked waited too long for others of its kind. The ledger is well, nothing was written, and the same may be asked again: this is
 * no loss of the ledger.
 */
public final class LedgerBusyException extends LedgerException {
    private static final long serialVersionUID = 1L;

    public LedgerBusyException(String message) {
        super(message, null);
    }
}
