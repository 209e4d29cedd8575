package dev.sluice.gateway.picture;

import dev.sluice.engine.port.Pictures;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.http.Packed;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.gateway.http.Queries;
import dev.sluice.gateway.http.SharedDocument;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.json.FieldErrors;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/** {@code GET /pictures/{hash}}: what merchants sent, for everybody, at every gateway, for ever. */
public final class PictureRoutes {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final CharSequence FOR_EVER = HttpHeaders.createOptimized("public, max-age=31536000, immutable");
    private static final int MAX_WIDTH = 10_000;

    private final Pictures pictures;
    private final PictureCache cache;
    private final Blocking reading;

    public PictureRoutes(Pictures pictures, PictureCache cache, Blocking reading) {
        this.pictures = pictures;
        this.cache = cache;
        this.reading = reading;
    }

    public void mount(Router router) {
        router.get("/pictures/:picture").handler(this::read);
    }

    private void read(RoutingContext context) {
        String hash = hash(context);
        int width = width(context);
        PictureCache.Kept known = cache.find(hash, width);
        if (known != null) {
            send(context, known);
            return;
        }
        reading.call(() -> pictures.find(hash, width))
                .onSuccess(file -> Failures.guard(context, () -> found(context, hash, width, file)))
                .onFailure(context::fail);
    }

    /** The hash that the path names. */
    static String hash(RoutingContext context) {
        String hash = context.pathParam("picture");
        if (!HASH.matcher(hash).matches()) {
            throw unknown();
        }
        return hash;
    }

    private static int width(RoutingContext context) {
        String text = context.request().getParam("width", "");
        if (text.isEmpty()) {
            return MAX_WIDTH;
        }
        long width = Queries.isNumber(text) ? Long.parseLong(text) : 0;
        if (width < 1 || width > MAX_WIDTH) {
            throw new FieldErrors()
                    .add("/query/width", "is a whole number from 1 to " + MAX_WIDTH)
                    .invalid();
        }
        return Math.toIntExact(width);
    }

    private void found(RoutingContext context, String hash, int width, Pictures.File file) {
        if (file == null) {
            throw unknown();
        }
        String etag = "\"" + hash + "-" + file.width() + "\"";
        PictureCache.Kept kept =
                new PictureCache.Kept(file.type(), Packed.asItIs(SharedDocument.of(file.content()), etag));
        cache.add(hash, width, kept);
        send(context, kept);
    }

    private static void send(RoutingContext context, PictureCache.Kept kept) {
        Answers.shared(context, kept.content(), FOR_EVER, kept.type());
    }

    static ProblemException unknown() {
        return new ProblemException(Problem.notFound("there is no picture with this hash"));
    }
}
