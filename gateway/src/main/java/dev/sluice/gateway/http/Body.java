package dev.sluice.gateway.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.util.function.Consumer;

/** A body while it comes in. That of one chunk is taken as it is; of more, each is copied once, but for what a buffer that doubles copies. */
final class Body {
    private static final byte[] NONE = {};

    private final HttpServerRequest request;
    private final int maxBytes;
    private final BodyRoom.Share room;
    private final Consumer<byte[]> then;
    private final Consumer<Throwable> failed;
    private Buffer gathered;
    private boolean own;
    private boolean over;

    /** @param room of which what does not come whole takes its share; whoever asked gives that back */
    Body(
            HttpServerRequest request,
            int maxBytes,
            BodyRoom.Share room,
            Consumer<byte[]> then,
            Consumer<Throwable> failed) {
        this.request = request;
        this.maxBytes = maxBytes;
        this.room = room;
        this.then = then;
        this.failed = failed;
    }

    void read() {
        request.handler(this::add).endHandler(_ -> end()).exceptionHandler(this::breakOff);
        if (request.headers().contains(HttpHeaders.EXPECT) && request.version() != HttpVersion.HTTP_1_0) {
            request.response().writeContinue();
        }
        request.resume();
    }

    private void add(Buffer chunk) {
        if (over) {
            return;
        }
        int length = gathered == null ? 0 : gathered.length();
        if (chunk.length() > maxBytes - length) {
            fail(new ProblemException(Problem.tooLarge(maxBytes)));
        } else if (mayStay(chunk)) {
            if (gathered == null) {
                gathered = chunk;
            } else {
                append(chunk);
            }
        }
    }

    private boolean mayStay(Buffer chunk) {
        if (gathered == null && chunk.length() == expectedBytes()) {
            return true;
        }
        try {
            room.take(chunk.length());
            return true;
        } catch (ProblemException e) {
            fail(e);
            return false;
        }
    }

    /** What the head says; -1 if it does not. */
    private long expectedBytes() {
        String length = request.headers().get(HttpHeaders.CONTENT_LENGTH);
        return length == null ? -1 : Long.parseLong(length);
    }

    /** What the server handed out first is not ours to write to. */
    private void append(Buffer chunk) {
        if (!own) {
            gathered = Buffer.buffer(2 * (gathered.length() + chunk.length())).appendBuffer(gathered);
            own = true;
        }
        gathered.appendBuffer(chunk);
    }

    /** What was wrong with it is not what the server had to do with it. */
    private void breakOff(Throwable failure) {
        fail(told(failure));
    }

    /** What is answered to whoever sends something else than a body, or breaks off. */
    static Throwable told(Throwable failure) {
        boolean known = failure instanceof ProblemException
                || failure instanceof HttpClosedException
                || failure instanceof IOException;
        return known ? failure : new ProblemException(Problem.brokenBody());
    }

    private void end() {
        if (!over) {
            over = true;
            byte[] whole = gathered == null ? NONE : gathered.getBytes();
            gathered = null;
            then.accept(whole);
        }
    }

    private void fail(Throwable failure) {
        if (!over) {
            over = true;
            gathered = null;
            failed.accept(failure);
        }
    }
}
