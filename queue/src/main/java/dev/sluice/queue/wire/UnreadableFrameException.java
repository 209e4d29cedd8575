package dev.sluice.queue.wire;

/** These bytes are not a frame that this version reads: of a newer one, broken, or of something else. The message says what. */
public final class UnreadableFrameException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableFrameException(String message) {
        super(message);
    }

    UnreadableFrameException(String message, Throwable cause) {
        super(message, cause);
    }
}
