package dev.sluice.engine.port;

/** What is stored of one thing cannot be read, while the ledger does its work: a person has to look after it. */
public final class UnreadableRowException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** @param cause null if there is none */
    public UnreadableRowException(String message, Throwable cause) {
        super(message, cause);
    }
}
