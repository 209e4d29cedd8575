package dev.sluice.gateway.picture;

/** What was sent is no picture that can be used; the message says why, as what is said of a field. */
final class UnusablePictureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusablePictureException(String message) {
        super(message);
    }

    UnusablePictureException(String message, Throwable cause) {
        super(message, cause);
    }
}
