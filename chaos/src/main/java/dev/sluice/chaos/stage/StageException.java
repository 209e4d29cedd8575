package dev.sluice.chaos.stage;

/** The stage does not do what it is there for; nothing is said about what is played on it, unless the message does. */
public final class StageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StageException(String message, Throwable cause) {
        super(message, cause);
    }
}
