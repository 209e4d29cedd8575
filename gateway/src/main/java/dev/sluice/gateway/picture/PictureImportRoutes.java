package dev.sluice.gateway.picture;

import dev.sluice.engine.port.Pictures;
import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.http.NumberedListing;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.gateway.http.Requests;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** {@code /v1/admin/pictures}: merchants send pictures for their sales, see which they have, and take them away again. */
public final class PictureImportRoutes {
    public static final String PATH = "/v1/admin/pictures";

    /** As cameras of telephones write them. */
    public static final int MAX_BYTES = 8 * 1024 * 1024;

    private static final long MICROS = 1_000;
    private static final NumberedListing<Pictures.Own> LISTING =
            new NumberedListing<>("pictures", PictureImportRoutes::write, Pictures.Own::sentMicros);

    private final Callers callers;
    private final Pictures pictures;
    private final Blocking making;
    private final Blocking own;

    /**
     * @param making where pictures are decoded, one at a time
     * @param own where merchants see and change what is theirs
     */
    public PictureImportRoutes(Callers callers, Pictures pictures, Blocking making, Blocking own) {
        this.callers = callers;
        this.pictures = pictures;
        this.making = making;
        this.own = own;
    }

    public void mount(Router router) {
        Bodies.takenBy(router.post(PATH)).handler(callers.merchant(this::keep));
        router.get(PATH).handler(callers.merchant(this::list));
        router.delete(PATH + "/:picture").handler(callers.merchant(this::remove));
    }

    private void keep(RoutingContext context, Principal who) {
        String said = context.request().headers().get(HttpHeaders.CONTENT_TYPE);
        String type = said == null
                ? null
                : PictureMaker.TYPES.stream()
                        .filter(one -> Requests.isType(one, said))
                        .findFirst()
                        .orElse(null);
        if (type == null) {
            throw new ProblemException(Problem.unsupportedMediaType(String.join(", ", PictureMaker.TYPES)));
        }
        Bodies.read(
                context,
                MAX_BYTES,
                body -> making.call(() -> keep(body, type, who.subject()))
                        .onSuccess(kept -> Failures.guard(context, () -> kept(context, kept)))
                        .onFailure(context::fail));
    }

    /** What was sent before is not decoded again. */
    private Pictures.Picture keep(byte[] body, String type, String merchant) {
        String hash = hash(body);
        Pictures.Picture known = pictures.adopt(hash, merchant);
        if (known != null) {
            return known;
        }
        PictureMaker.Made made = make(hash, body, type);
        if (!pictures.keep(made.picture(), made.files(), merchant)) {
            throw new ProblemException(Problem.of(
                    409,
                    "TOO_MANY_PICTURES",
                    "Too many pictures",
                    "you have " + Pictures.MAX_OF_ONE + " pictures here: take some away"));
        }
        return made.picture();
    }

    private static PictureMaker.Made make(String hash, byte[] body, String type) {
        try {
            return PictureMaker.make(hash, body, type);
        } catch (UnusablePictureException e) {
            throw new FieldErrors().add("", e.getMessage()).invalid();
        }
    }

    private static String hash(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void kept(RoutingContext context, Pictures.Picture picture) {
        context.response().headers().set(HttpHeaders.LOCATION, "/pictures/" + picture.hash());
        Answers.json(context.response(), 201, Buffer.buffer(Json.bytes(json -> {
            json.writeStartObject();
            write(json, picture);
            json.writeEndObject();
        })));
    }

    private static void write(JsonWriter json, Pictures.Picture picture) throws IOException {
        json.writeStringField("picture", picture.hash());
        json.writeNumberField("width", picture.width());
        json.writeNumberField("height", picture.height());
    }

    private void list(RoutingContext context, Principal who) {
        LISTING.answer(context, own::call, (before, limit) -> pictures.list(who.subject(), before, limit));
    }

    private static void write(JsonWriter json, Pictures.Own own) throws IOException {
        json.writeStartObject();
        write(json, own.picture());
        Json.time(json, "sentAt", own.sentMicros() / MICROS);
        json.writeEndObject();
    }

    private void remove(RoutingContext context, Principal who) {
        String hash = PictureRoutes.hash(context);
        own.call(() -> pictures.remove(hash, who.subject()))
                .onSuccess(removal -> Failures.guard(context, () -> {
                    switch (removal) {
                        case GONE -> context.response().setStatusCode(204).end();
                        case UNKNOWN -> throw PictureRoutes.unknown();
                        case IN_USE ->
                            throw new ProblemException(Problem.of(
                                    409,
                                    "PICTURE_IN_USE",
                                    "In use",
                                    "a sale or a draft shows it, or it was named within the last minute"));
                    }
                }))
                .onFailure(context::fail);
    }
}
