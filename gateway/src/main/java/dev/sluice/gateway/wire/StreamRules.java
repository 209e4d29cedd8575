package dev.sluice.gateway.wire;

import dev.sluice.gateway.http.Problem;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;

/** What the head of a request of HTTP/2 must be, as {@link HeadRules} has it of HTTP/1.1. The library has judged its frames. */
final class StreamRules {
    /** What a field costs beside its text (RFC 9113, 6.5.2). */
    private static final int BYTES_PER_FIELD = 32;

    private StreamRules() {}

    /**
     * What stands against a head; null for a good one, which is then as one of HTTP/1.1 would be.
     *
     * @param goesOn whether a body comes
     */
    static Problem judge(HttpServerRequest request, boolean goesOn) {
        String method = request.method().name();
        String target = request.uri();
        if (!HeadRules.isMethod(method)) {
            return HeadRules.METHOD;
        }
        if (target == null || !target.startsWith("/") || !HeadRules.isTarget(target)) {
            return HeadRules.TARGET;
        }
        if (target.length() > HeadRules.MAX_TARGET_CHARS) {
            return HeadRules.LONG_TARGET;
        }
        MultiMap headers = request.headers();
        if (bytes(headers) > HeadRules.MAX_HEADER_BYTES) {
            return HeadRules.LARGE;
        }
        if (!hasHost(request)) {
            return HeadRules.HOST;
        }
        String expect = headers.get(HttpHeaders.EXPECT);
        if (expect != null && !HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expect)) {
            return HeadRules.EXPECTATION;
        }
        if (goesOn && !headers.contains(HttpHeaders.CONTENT_LENGTH)) {
            headers.set(HttpHeaders.TRANSFER_ENCODING, HttpHeaders.CHUNKED);
        }
        return null;
    }

    private static int bytes(MultiMap headers) {
        int bytes = 0;
        for (Map.Entry<String, String> header : headers) {
            bytes += header.getKey().length() + header.getValue().length() + BYTES_PER_FIELD;
        }
        return bytes;
    }

    /** Named once: as the authority, or as a header that says the same. */
    private static boolean hasHost(HttpServerRequest request) {
        String host = request.authority() == null ? "" : request.authority().toString();
        return HeadRules.isHost(host)
                && request.headers().getAll(HttpHeaders.HOST).stream().allMatch(host::equalsIgnoreCase);
    }
}
