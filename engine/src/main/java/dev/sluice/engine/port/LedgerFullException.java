package dev.sluice.engine.port;

/** The ledger has no room: on its disk, in its memory, or for another connection. Some is to be made. Nothing was written. */
public final class LedgerFullException extends LedgerException {
    private static final long serialVersionUID = 1L;

    public LedgerFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
