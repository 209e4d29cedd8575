package dev.sluice.gateway;

/** No token, or not a good one. The message may be shown. */
final class UnauthorizedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnauthorizedException(String message) {
        super(message, null, false, false);
    }
}
