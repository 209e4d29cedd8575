package dev.sluice.gateway.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Entity tags that are made of the content, so that all processes give the same one. */
final class Etag {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Etag() {}

    static String of(Buffer content) {
        long hash = FNV_OFFSET;
        for (byte b : content.getBytes()) {
            hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
        }
        return "\"" + Long.toHexString(hash) + "\"";
    }

    /** Whether who asks has this content already. */
    static boolean isKnown(HttpServerRequest request, String etag) {
        String known = request.headers().get(HttpHeaders.IF_NONE_MATCH);
        return known != null && known.contains(etag);
    }
}
