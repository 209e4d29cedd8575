package dev.sluice.engine.port;

/**
 * The ledger does not let this process in, or lacks what it asks for: rights are to be granted, or the schema brought up to date.
 * Nothing was written.
 */
public final class LedgerForbiddenException extends LedgerException {
    private static final long serialVersionUID = 1L;

    public LedgerForbiddenException(String message, Throwable cause) {
        super(message, cause);
    }
}
