package dev.sluice.engine.port;

/** The ledger takes no writes, as a standby does: this process is to be pointed to the one that does. Nothing was written. */
public final class LedgerReadOnlyException extends LedgerException {
    private static final long serialVersionUID = 1L;

    public LedgerReadOnlyException(String message, Throwable cause) {
        super(message, cause);
    }
}
