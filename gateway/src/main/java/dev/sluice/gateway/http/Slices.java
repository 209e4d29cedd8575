package dev.sluice.gateway.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/**
 * Gives a stream of HTTP/2 no more of a long document than its client takes, so that of one that many read slowly there is one, and a
 * slice for each of them. On connections of HTTP/1.1 that is done below. Used by one event loop.
 */
final class Slices {
    private static final int SLICE = 64 * 1024;

    private final HttpServerResponse response;
    private final Buffer document;
    private int at;

    private Slices(HttpServerResponse response, Buffer document) {
        this.response = response;
        this.document = document;
    }

    /** Ends an answer whose headers are set. */
    static void end(HttpServerRequest request, Buffer document) {
        boolean sliced = request.version() == HttpVersion.HTTP_2
                && document.length() > SLICE
                && request.method() != HttpMethod.HEAD;
        if (!sliced) {
            request.response().end(document);
            return;
        }
        request.response().headers().set(HttpHeaders.CONTENT_LENGTH, Integer.toString(document.length()));
        Slices slices = new Slices(request.response(), document);
        request.response().drainHandler(_ -> slices.go());
        slices.go();
    }

    private void go() {
        while (!response.ended() && !response.closed() && !response.writeQueueFull()) {
            int end = Math.min(document.length(), at + SLICE);
            Buffer slice = document.slice(at, end);
            at = end;
            if (end == document.length()) {
                response.end(slice);
            } else {
                response.write(slice);
            }
        }
    }
}
