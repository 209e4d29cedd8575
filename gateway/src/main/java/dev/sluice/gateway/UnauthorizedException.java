package dev.sluice.gateway;

/** No token, or not a good one. The message may be shown. */
final class UnauthorizedException extends ProblemException {
    private static final long serialVersionUID = 1L;

    UnauthorizedException(String message) {
        super(Problem.unauthorized(message));
    }
}
