package dev.sluice.gateway.http;

import dev.sluice.json.JsonTree;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads the bodies of requests, once their heads were found good: a route calls this when it knows who asks, and for what. Whoever
 * waits to be told to go on ({@code Expect: 100-continue}) is told then, and sends nothing if refused before.
 */
public final class Bodies {
    /** Of a body, but where whole documents are sent. */
    public static final int MAX_BYTES = 16 * 1024;

    /** Of a merchant's change, which may name seats or tickets, and of a draft; an event loop may read it. */
    public static final int MAX_CHANGE_BYTES = 256 * 1024;

    /** Of a merchant's document. */
    public static final int MAX_DOCUMENT_BYTES = 32 * 1024 * 1024;

    private static final String TAKEN = "takes a body";
    private static final String SHARE = "share of the room for bodies";
    private static final String LIMIT = "how large a body may be";

    private static final long LINGER_MILLIS = 1_000;
    /** With which a stream is ended whose answer is good (RFC 9113, 8.1). */
    private static final long NO_ERROR = 0;

    private Bodies() {}

    /** Says of a route that it reads bodies. Any other refuses whatever content comes. */
    public static Route takenBy(Route route) {
        return route.putMetadata(TAKEN, true);
    }

    public static boolean areTakenBy(Route route) {
        return Boolean.TRUE.equals(route.getMetadata(TAKEN));
    }

    /** Goes on with a body that must be a JSON object. */
    public static void object(RoutingContext context, Consumer<Map<String, Object>> then) {
        object(context, MAX_BYTES, then);
    }

    /** The same with a body of at most so many bytes. */
    public static void object(RoutingContext context, int maxBytes, Consumer<Map<String, Object>> then) {
        Requests.requireJson(context);
        read(context, maxBytes, body -> then.accept(JsonTree.object(body)));
    }

    /** The same of a body that may be left out, which is an object with nothing in it. */
    public static void objectIfAny(RoutingContext context, Consumer<Map<String, Object>> then) {
        objectIfAny(context, MAX_BYTES, then);
    }

    /** The same of a body of at most so many bytes. */
    public static void objectIfAny(RoutingContext context, int maxBytes, Consumer<Map<String, Object>> then) {
        read(context, maxBytes, body -> {
            if (body.length == 0) {
                then.accept(Map.of());
            } else {
                Requests.requireJson(context);
                then.accept(JsonTree.object(body));
            }
        });
    }

    /**
     * Says of what the request's body takes its share, until it is answered.
     *
     * @param maxBytes as long as it may say that it is
     */
    public static void within(BodyRoom.Share share, int maxBytes, RoutingContext context) {
        context.put(SHARE, share);
        context.put(LIMIT, maxBytes);
        context.addEndHandler(_ -> share.giveBack());
    }

    /** Goes on with a body as it is, of at most so many bytes: no more than are let in at this path. */
    public static void read(RoutingContext context, int maxBytes, Consumer<byte[]> then) {
        BodyRoom.Share share = context.get(SHARE);
        if (share == null) {
            // Its head announces none.
            Failures.guard(context, () -> then.accept(new byte[0]));
            return;
        }
        if (maxBytes > context.<Integer>get(LIMIT)) {
            throw new IllegalStateException("a body of " + maxBytes + " bytes is read where it was refused before");
        }
        new Body(
                        context.request(),
                        maxBytes,
                        share,
                        body -> Failures.guard(context, () -> then.accept(body)),
                        context::fail)
                .read();
    }

    /**
     * Goes on with a body as it is, of at most so many bytes; fails with {@link ProblemException} if there are more, or is no room for
     * it, and with what the connection broke with.
     */
    public static void read(
            HttpServerRequest request, int maxBytes, BodyRoom room, Consumer<byte[]> then, Consumer<Throwable> failed) {
        BodyRoom.Share share = room.share();
        new Body(
                        request,
                        maxBytes,
                        share,
                        body -> {
                            share.giveBack();
                            then.accept(body);
                        },
                        failure -> {
                            share.giveBack();
                            failed.accept(failure);
                        })
                .read();
    }

    /** A request whose body does not come in yet: should it break meanwhile, that is answered as where it is read. */
    public static void hold(HttpServerRequest request, Consumer<Throwable> failed) {
        request.pause().exceptionHandler(failure -> failed.accept(Body.told(failure)));
    }

    /** From now on whoever goes on with a request that was held hears by itself what breaks, if it reads the body; it comes in once it is resumed. */
    public static void handOver(HttpServerRequest request) {
        request.exceptionHandler(null);
    }

    /**
     * Refuses a body by what its head says of its length.
     *
     * @throws ProblemException if it is more than {@code maxBytes}
     */
    public static void requireAtMost(HttpServerRequest request, int maxBytes) {
        String length = request.headers().get(HttpHeaders.CONTENT_LENGTH);
        if (length != null && isMore(length, maxBytes)) {
            throw new ProblemException(Problem.tooLarge(maxBytes));
        }
    }

    /** The server has refused what is no number. */
    private static boolean isMore(String length, int maxBytes) {
        try {
            return Long.parseLong(length) > maxBytes;
        } catch (NumberFormatException e) {
            return true;
        }
    }

    /** Of HTTP/2 the one stream: others are in hand on the same connection. */
    private static void hangUp(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset(NO_ERROR);
        } else {
            request.connection().close();
        }
    }

    /**
     * What was answered before its body was whole may go on for a moment, so that the answer arrives and the next request can follow;
     * a body that never ends is hung up on.
     */
    public static void letGo(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        Vertx vertx = Vertx.currentContext().owner();
        long timer = vertx.setTimer(LINGER_MILLIS, _ -> hangUp(request));
        request.handler(null).exceptionHandler(null).endHandler(_ -> {
            vertx.cancelTimer(timer);
            if (request.response().headers().contains(HttpHeaders.CONNECTION, HttpHeaders.CLOSE, true)) {
                request.connection().close();
            }
        });
        request.resume();
    }
}
