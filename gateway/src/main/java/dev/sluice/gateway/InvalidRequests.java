package dev.sluice.gateway;

import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;

/** Answers what is not HTTP, or more of it than is read. No more can be read from its connection. */
final class InvalidRequests {
    private InvalidRequests() {}

    static void refuse(HttpServerRequest request) {
        Problem problem = describe(request.decoderResult().cause());
        if (!request.response().ended()) {
            Answers.problem(request.response(), problem);
        }
        request.connection().close();
    }

    private static Problem describe(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ ->
                Problem.of(414, "URI_TOO_LONG", "Too long", "the request's first line is too long");
            case TooLongHttpHeaderException _ ->
                Problem.of(
                        431,
                        "HEADERS_TOO_LARGE",
                        "Too large",
                        "headers have at most " + Transports.MAX_HEADER_BYTES + " bytes");
            case ProblemException e -> Failures.describe(e);
            case null, default -> Problem.badRequest();
        };
    }
}
