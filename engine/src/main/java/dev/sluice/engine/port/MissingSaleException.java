package dev.sluice.engine.port;

/** There is no such sale in the ledger, or another one has its number: a ledger that went back in time lost it. Nothing was written for it. */
public final class MissingSaleException extends LedgerException {
    private static final long serialVersionUID = 1L;

    public MissingSaleException(String message) {
        super(message, null);
    }
}
