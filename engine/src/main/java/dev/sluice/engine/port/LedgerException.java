package dev.sluice.engine.port;

/**
 * The ledger did not do what it was asked. Its kinds differ in what has to be done: by an operator, and by whoever asked. Every one of them
 * but {@link LedgerUnavailableException} says that nothing was written.
 */
public abstract sealed class LedgerException extends RuntimeException
        permits LedgerUnavailableException,
                LedgerBusyException,
                LedgerFullException,
                LedgerReadOnlyException,
                LedgerForbiddenException,
                LedgerConflictException,
                LedgerSlowException,
                UnstorableException,
                UnexpectedLedgerException,
                LedgerRefusedException,
                MissingSaleException,
                StaleEpochException {
    private static final long serialVersionUID = 1L;

    LedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
