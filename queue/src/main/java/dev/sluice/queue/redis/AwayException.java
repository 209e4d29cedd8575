package dev.sluice.queue.redis;

/** There is no connection to Redis, so that nothing was asked of it. */
final class AwayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AwayException() {
        super("there is no connection to Redis", null, false, false);
    }
}
