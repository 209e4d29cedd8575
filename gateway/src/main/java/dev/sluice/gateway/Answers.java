package dev.sluice.gateway;

import dev.sluice.engine.port.LedgerUnavailableException;
import dev.sluice.json.InvalidFieldsException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends answers. */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence PROBLEM_JSON = HttpHeaders.createOptimized(Problem.MEDIA_TYPE);
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final CharSequence AUTHENTICATE = HttpHeaders.createOptimized("WWW-Authenticate");
    private static final CharSequence BEARER = HttpHeaders.createOptimized("Bearer");
    private static final long LINGER_MILLIS = 1_000;
    private static final CharSequence RETRY = HttpHeaders.createOptimized(Integer.toString(Problem.RETRY_SECONDS));

    private Answers() {}

    /** JSON that is this user's alone, or true at this moment only. */
    static void json(HttpServerResponse response, int status, Buffer body) {
        if (gone(response)) {
            return;
        }
        response.setStatusCode(status);
        response.headers().set(HttpHeaders.CONTENT_TYPE, JSON).set(HttpHeaders.CACHE_CONTROL, NO_STORE);
        response.end(body);
    }

    static void problem(HttpServerResponse response, Problem problem) {
        problem(response, problem, problem.toBuffer());
    }

    static void problem(HttpServerResponse response, Problem problem, Buffer body) {
        if (gone(response)) {
            return;
        }
        response.setStatusCode(problem.status());
        response.headers().set(HttpHeaders.CONTENT_TYPE, PROBLEM_JSON).set(HttpHeaders.CACHE_CONTROL, NO_STORE);
        if (problem.status() == 401) {
            response.headers().set(AUTHENTICATE, BEARER);
        }
        if (problem.passes()) {
            response.headers().set(HttpHeaders.RETRY_AFTER, RETRY);
        }
        if (problem.status() == 413) {
            response.headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        response.end(body);
    }

    /** Refuses a body, and does not read it to its end: the connection is closed, a little later, so that the answer arrives. */
    static void tooLarge(HttpServerRequest request) {
        problem(request.response(), Problem.tooLarge(LargeBodies.limit(request.path())));
        Vertx.currentContext()
                .owner()
                .setTimer(LINGER_MILLIS, _ -> request.connection().close());
    }

    /** Whatever went wrong, as a problem; what nobody expected is logged. */
    static Problem describe(Throwable failure) {
        return switch (failure) {
            case ProblemException e -> e.problem();
            case InvalidFieldsException e -> Problem.of(e);
            case UnauthorizedException e -> Problem.unauthorized(e.getMessage());
            case LedgerUnavailableException e -> {
                LOG.warn("the ledger does not answer: {}", e.getMessage());
                yield Problem.busy("the ledger does not answer");
            }
            case dev.sluice.payment.PaymentProviderException e -> {
                LOG.warn("a payment provider does not answer", e);
                yield Problem.busy("the payment provider does not answer");
            }
            case IOException e -> gone(e);
            case HttpClosedException e -> gone(e);
            default -> {
                LOG.error("unexpected failure", failure);
                yield Problem.of(500, "INTERNAL", "Our fault", "something went wrong here; it was logged");
            }
        };
    }

    /** Nobody is there to read it. */
    private static Problem gone(Exception cause) {
        LOG.debug("a client left before its request was whole", cause);
        return Problem.of(400, "INVALID", "Bad request", "the request is not whole");
    }

    private static boolean gone(HttpServerResponse response) {
        return response.ended() || response.closed();
    }
}
