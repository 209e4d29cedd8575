package dev.sluice.gateway.shop;

import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What those hear who come while too many wait for the same sale, written once for each time after which they come back. Used by one event loop. */
final class CrowdAnswers {
    private static final String DETAIL =
            "more people ask for this sale than can be served at once; nothing happened, come back in a moment";

    private final Buffer body = Problem.busy(DETAIL).toBuffer();
    /** By seconds. */
    private final List<Problem> problems = new ArrayList<>();

    void send(HttpServerResponse response, int seconds) {
        Answers.problem(response, after(seconds), body);
    }

    /** Answers a request whose body was not read. */
    void unread(HttpServerRequest request, int seconds) {
        Answers.unread(request, after(seconds), body);
    }

    private Problem after(int seconds) {
        while (problems.size() <= seconds) {
            problems.add(problem(problems.size()));
        }
        return problems.get(seconds);
    }

    /** The same, where it is not often told. */
    static Problem problem(int seconds) {
        return Problem.busy(DETAIL).after(Duration.ofSeconds(seconds));
    }
}
