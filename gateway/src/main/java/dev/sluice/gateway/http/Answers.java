package dev.sluice.gateway.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Sends answers. */
public final class Answers {
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence HTML = HttpHeaders.createOptimized("text/html; charset=utf-8");
    private static final CharSequence PROBLEM_JSON = HttpHeaders.createOptimized(Problem.MEDIA_TYPE);
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final CharSequence AUTHENTICATE = HttpHeaders.createOptimized("WWW-Authenticate");
    private static final CharSequence BEARER = HttpHeaders.createOptimized("Bearer");
    private static final CharSequence RETRY = HttpHeaders.createOptimized(Integer.toString(Problem.RETRY_SECONDS));

    private static final String REASON = "reason of the problem";

    private Answers() {}

    /** JSON that is this user's alone, or true at this moment only. */
    public static void json(HttpServerResponse response, int status, Buffer body) {
        if (gone(response)) {
            return;
        }
        response.setStatusCode(status);
        response.headers().set(HttpHeaders.CONTENT_TYPE, JSON).set(HttpHeaders.CACHE_CONTROL, NO_STORE);
        response.end(body);
    }

    /** JSON that is the same for everybody. Whoever has it already is told so, without it. */
    public static void shared(RoutingContext context, Packed content, CharSequence caching) {
        shared(context, content, caching, JSON);
    }

    /**
     * What is the same for everybody, for caches to keep, in the form that whoever asks takes.
     *
     * @param caching for how long, as {@code Cache-Control} says it
     */
    public static void shared(RoutingContext context, Packed content, CharSequence caching, CharSequence type) {
        shared(context, 200, content, caching, type);
    }

    static void shared(RoutingContext context, int status, Packed content, CharSequence caching, CharSequence type) {
        HttpServerResponse response = context.response();
        Packed.Form form = content.form(context.request().headers().get(HttpHeaders.ACCEPT_ENCODING));
        response.headers().set(HttpHeaders.ETAG, form.etag()).set(HttpHeaders.CACHE_CONTROL, caching);
        if (content.varies()) {
            response.headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        }
        if (status == 200 && Etag.isKnown(context.request(), form.etag())) {
            response.setStatusCode(304).end();
            return;
        }
        response.headers().set(HttpHeaders.CONTENT_TYPE, type);
        if (form.encoding() != null) {
            response.headers().set(HttpHeaders.CONTENT_ENCODING, form.encoding());
        }
        response.setStatusCode(status);
        Slices.end(context.request(), form.body());
    }

    /** A page that is this person's alone, or true at this moment only. */
    public static void page(HttpServerResponse response, int status, Buffer html) {
        SecurityHeaders.page(response);
        response.setStatusCode(status);
        response.headers().set(HttpHeaders.CONTENT_TYPE, HTML).set(HttpHeaders.CACHE_CONTROL, NO_STORE);
        response.end(html);
    }

    /** Answers with a problem, and remembers why; see {@link #reason}. */
    public static void problem(RoutingContext context, Problem problem) {
        context.put(REASON, problem.reason());
        problem(context.response(), problem);
    }

    /** Why a request came to nothing; null if it did not, or was refused before a route was found. */
    public static String reason(RoutingContext context) {
        return context.get(REASON);
    }

    public static void problem(HttpServerResponse response, Problem problem) {
        problem(response, problem, problem.toBuffer());
    }

    public static void problem(HttpServerResponse response, Problem problem, Buffer body) {
        if (gone(response)) {
            return;
        }
        response.setStatusCode(problem.status());
        response.headers().set(HttpHeaders.CONTENT_TYPE, PROBLEM_JSON).set(HttpHeaders.CACHE_CONTROL, NO_STORE);
        if (problem.status() == 401) {
            response.headers().set(AUTHENTICATE, BEARER);
        }
        if (problem.passes()) {
            int seconds = problem.retrySeconds();
            response.headers()
                    .set(HttpHeaders.RETRY_AFTER, seconds == Problem.RETRY_SECONDS ? RETRY : Integer.toString(seconds));
        }
        if (problem.status() == 413 && response.streamId() < 0) {
            response.headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        response.end(body);
    }

    /** Answers a request whose body is not read to its end; there is a moment for the answer to arrive. */
    public static void unread(HttpServerRequest request, Problem problem) {
        unread(request, problem, problem.toBuffer());
    }

    /** The same with what was written before. */
    public static void unread(HttpServerRequest request, Problem problem, Buffer body) {
        problem(request.response(), problem, body);
        Bodies.letGo(request);
    }

    private static boolean gone(HttpServerResponse response) {
        return response.ended() || response.closed();
    }
}
