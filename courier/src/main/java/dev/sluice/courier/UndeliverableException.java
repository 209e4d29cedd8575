package dev.sluice.courier;

/** A message cannot be delivered, now or later: to try again would be in vain. */
final class UndeliverableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UndeliverableException(String message, Throwable cause) {
        super(message, cause);
    }
}
