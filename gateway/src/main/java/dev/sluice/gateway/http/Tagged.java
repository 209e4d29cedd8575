package dev.sluice.gateway.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** JSON that is the same for everybody at a moment, with its entity tag. */
public record Tagged(Packed packed) {
    /** A cache in front answers a crowd for this long. */
    private static final CharSequence BRIEFLY = HttpHeaders.createOptimized("public, max-age=1, s-maxage=1");

    public Tagged(Buffer json, String etag) {
        this(Packed.of(json, etag));
    }

    public static Tagged of(Buffer json) {
        return new Tagged(json, Etag.of(json));
    }

    /** The tag of a page of several documents, which follows from theirs and need not be made of all of its bytes. */
    public static String tag(String tags) {
        return Etag.of(Buffer.buffer(tags));
    }

    public Buffer json() {
        return packed.content();
    }

    public String etag() {
        return packed.etag();
    }

    public void send(RoutingContext context) {
        send(context, BRIEFLY);
    }

    /** @param caching for how long caches may keep it, as {@code Cache-Control} says it */
    public void send(RoutingContext context, CharSequence caching) {
        Answers.shared(context, packed, caching);
    }
}
