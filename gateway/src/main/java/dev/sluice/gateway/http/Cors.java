package dev.sluice.gateway.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Lets pages of other origins ask, those that are named and no other. Nobody is known here by a cookie, so that no answer depends on what
 * a browser sends by itself, and credentials in its sense are never allowed. Any thread may use it.
 */
public final class Cors {
    private static final CharSequence ORIGIN = HttpHeaders.createOptimized("Origin");
    private static final CharSequence EXPOSED = HttpHeaders.createOptimized(
            "Location, Retry-After, ETag, Date, Age, RateLimit, RateLimit-Policy, Sluice-Now, WWW-Authenticate, Allow, Content-Disposition");
    private static final CharSequence METHODS = HttpHeaders.createOptimized("GET, HEAD, POST, PUT, PATCH, DELETE");
    private static final CharSequence HEADERS = HttpHeaders.createOptimized(
            "Authorization, Content-Type, Idempotency-Key, Prefer, If-Match, If-None-Match, Last-Event-ID, Sluice-Channel, Sluice-User");
    private static final CharSequence SECONDS = HttpHeaders.createOptimized("600");
    private static final int NO_CONTENT = 204;

    private final Set<String> origins;

    public Cors(Set<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    /**
     * Reads a list of origins.
     *
     * @throws IllegalArgumentException if one is none: there is no wildcard, and none that is sent in the clear, but from this machine
     */
    public static Set<String> parse(String text) {
        Set<String> origins = new LinkedHashSet<>();
        for (String one : text.split(",", -1)) {
            origins.add(origin(one.strip()));
        }
        return origins;
    }

    private static String origin(String text) {
        URI uri = URI.create(text);
        boolean secure = "https".equals(uri.getScheme());
        boolean local = "http".equals(uri.getScheme())
                && ("localhost".equals(uri.getHost())
                        || "127.0.0.1".equals(uri.getHost())
                        || "[::1]".equals(uri.getHost()));
        boolean bare = uri.getHost() != null
                && text.equals(uri.getScheme() + "://" + uri.getRawAuthority())
                && uri.getUserInfo() == null;
        if (!bare || !(secure || local) || !text.equals(text.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    /** Says on the answer who may read it; true if that was all that was asked. */
    public boolean answer(HttpServerRequest request) {
        MultiMap headers = request.response().headers();
        headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        String origin = request.headers().get(ORIGIN);
        if (origin == null || !origins.contains(origin)) {
            return false;
        }
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        if (request.method() != HttpMethod.OPTIONS
                || !request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)) {
            headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
            return false;
        }
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
                .set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS)
                .set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, SECONDS);
        request.response().setStatusCode(NO_CONTENT).end();
        return true;
    }
}
