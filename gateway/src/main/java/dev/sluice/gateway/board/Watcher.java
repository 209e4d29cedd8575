package dev.sluice.gateway.board;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Somebody who watches a sale. What was not sent yet is looked up in the sale's last hour when there is room for it: of who reads slowly nothing
 * more is kept than of others. Whoever does not read for a while is let go, and comes back to where they were.
 */
final class Watcher {
    /** Rounds, a second each, in which there was no room. */
    private static final int PATIENCE = 10;

    private final Viewer who;
    private final HttpServerResponse response;
    private final Context context;
    /** The last that was sent. Of the event loop, as what follows. */
    private long sent;

    private int behind;
    private volatile boolean gone;

    /** @param sent the second up to which they know everything */
    Watcher(Viewer who, HttpServerResponse response, Context context, long sent) {
        this.who = who;
        this.response = response;
        this.context = context;
        this.sent = sent;
    }

    String user() {
        return who.user();
    }

    boolean isGone() {
        return gone;
    }

    void leave() {
        gone = true;
    }

    /**
     * Sends what is new. Any thread.
     *
     * @param after what came after a second, in its order
     */
    void tell(LongFunction<List<Point>> after, long nowSecond) {
        context.runOnContext(_ -> send(after, nowSecond));
    }

    private void send(LongFunction<List<Point>> after, long nowSecond) {
        if (gone) {
            return;
        }
        if (response.ended() || response.closed()) {
            gone = true;
        } else if (!who.mayStill().getAsBoolean()) {
            end("RENEW"); // whoever asks anew is told why not
        } else if (response.writeQueueFull()) {
            if (++behind > PATIENCE) {
                gone = true;
                response.reset();
            }
        } else {
            behind = 0;
            for (Point point : after.apply(sent)) {
                response.write(point.event());
                sent = point.second();
            }
            if (nowSecond >= who.untilSecond()) {
                end("RENEW");
            }
        }
    }

    /** Ends the stream in good order. Any thread. */
    void stop(String why) {
        context.runOnContext(_ -> {
            if (!gone && !response.ended() && !response.closed()) {
                end(why);
            }
        });
    }

    private void end(String why) {
        gone = true;
        response.end(Buffer.buffer("event: end\ndata: {\"why\":\"" + why + "\"}\n\n"));
    }
}
