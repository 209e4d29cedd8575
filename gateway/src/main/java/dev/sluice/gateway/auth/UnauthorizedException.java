package dev.sluice.gateway.auth;

import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;

/** No token, or not a good one. The message may be shown. */
final class UnauthorizedException extends ProblemException {
    private static final long serialVersionUID = 1L;

    UnauthorizedException(String message) {
        super(Problem.unauthorized(message));
    }
}
