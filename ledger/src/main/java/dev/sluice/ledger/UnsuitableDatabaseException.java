package dev.sluice.ledger;

/** The database is reached, but a ledger cannot be kept in it. The message says why, and what to change. */
public final class UnsuitableDatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnsuitableDatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
