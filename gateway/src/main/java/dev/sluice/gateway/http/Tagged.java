package dev.sluice.gateway.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** JSON that is the same for everybody at a moment, with its entity tag. */
public record Tagged(Buffer json, String etag) {
    /** A cache in front answers a crowd for this long. */
    private static final CharSequence BRIEFLY = HttpHeaders.createOptimized("public, max-age=1");

    public static Tagged of(Buffer json) {
        return new Tagged(json, Etag.of(json));
    }

    /** A page, whose tag follows from those of what is on it, and need not be made of all of its bytes. */
    public static Tagged of(Buffer json, String tags) {
        return new Tagged(json, Etag.of(Buffer.buffer(tags)));
    }

    public void send(RoutingContext context) {
        Answers.shared(context, etag, BRIEFLY, json);
    }
}
