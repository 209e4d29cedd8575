package dev.sluice.gateway.wire;

import dev.sluice.gateway.http.Answers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Stream;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The streams of one HTTP/2 connection: each is a request, and may ask for no more than a connection of HTTP/1.1 may, but that there are
 * several in hand. What is awaited of the connection is the rest of a head, or a next request; of a stream, the rest of its body. Used by
 * its event loop.
 */
final class Streams extends Http2ConnectionAdapter implements FrameWatch.Owner {
    private static final long NO_ERROR = Http2Error.NO_ERROR.code();

    /** One request, from its head to the end of its answer. */
    final class Open {
        /** Among those whose bodies are not whole. */
        final Row.Place<Open> place = new Row.Place<>(this);

        private HttpServerRequest request;
        private long sent;

        /** What of its answer the server keeps. */
        private long kept() {
            if (request == null) {
                return 0;
            }
            HttpServerResponse response = request.response();
            long given = response.bytesWritten();
            if (response.ended()) {
                // What waits for the stream's leave the library has not counted yet.
                String length = response.headers().get(HttpHeaders.CONTENT_LENGTH);
                given = length == null ? given : Math.max(given, Long.parseLong(length));
            }
            return Math.max(0, given - sent);
        }

        /** Its body was not whole in time. Whoever waits for it is told by the end of the stream. */
        void refuse() {
            place.leave();
            if (request == null) {
                return;
            }
            HttpServerResponse response = request.response();
            if (!response.ended()) {
                Answers.problem(response, HeadRules.tooLate("the body"));
            }
            response.reset(NO_ERROR);
        }
    }

    private final Peer peer;
    private final Peers peers;
    private final Row<Open> bodies;
    private final Runnable hangUp;
    private final Consumer<Peer> flooded;
    private final Http2ConnectionHandler handler;
    private final Http2Connection connection;
    private final Http2Connection.PropertyKey key;
    private final Map<Integer, Open> open = new HashMap<>();
    private final FrameWatch frames;
    private boolean over;

    /**
     * @param frames that have watched this connection from its first byte
     * @param bodies those of all connections that are not whole
     * @param hangUp on those who make the server keep too much
     * @param flooded told of one that sends without end what asks for nothing
     */
    Streams(Peer peer, Peers peers, FrameWatch frames, Row<Open> bodies, Runnable hangUp, Consumer<Peer> flooded) {
        this.peer = peer;
        this.peers = peers;
        this.bodies = bodies;
        this.hangUp = hangUp;
        this.flooded = flooded;
        this.frames = frames;
        handler = peer.channel.pipeline().get(Http2ConnectionHandler.class);
        connection = handler.connection();
        key = connection.newKey();
        connection.addListener(this);
        connection.remote().flowController(new FlowMeter(connection.remote().flowController(), this::sent));
        frames.belongTo(this);
    }

    /** A request whose head is here. */
    void begin(HttpServerRequest request) {
        Open one = open.get((int) request.streamId());
        if (one != null) {
            one.request = request;
        }
    }

    /** Whether more may come of a request. */
    boolean isOpen(HttpServerRequest request) {
        Http2Stream stream = connection.stream((int) request.streamId());
        return stream != null && stream.state().remoteSideOpen();
    }

    /** Finds where this connection stands. */
    @Override
    public void settle() {
        if (over) {
            return;
        }
        count();
        if (frames.isInHead()) {
            peers.awaitHead(peer);
        } else if (!open.isEmpty()) {
            peers.awaitNothing(peer);
        } else if (frames.hasAsked()) {
            peers.restAfterHead(peer);
        }
    }

    @Override
    public boolean isOver() {
        return over;
    }

    /** It is closed. */
    void end() {
        over = true;
    }

    /** Counts what it makes the server keep. */
    void count() {
        if (over) {
            return;
        }
        long kept = 0;
        for (Open one : open.values()) {
            kept += one.kept();
        }
        peer.streamed = kept;
        if (peers.count(peer)) {
            peer.channel.eventLoop().execute(hangUp);
        }
    }

    @Override
    public void flooded() {
        if (!over) {
            flooded.accept(peer);
        }
    }

    /** Reads nothing more, and says so: what came after the last request that was begun can be asked again elsewhere. */
    void leave(Http2Error why) {
        over = true;
        ChannelHandlerContext context = peer.channel.pipeline().context(handler);
        if (context == null || !peer.isWritable()) {
            peer.close();
            return;
        }
        ByteBuf text = Unpooled.copiedBuffer(why.name(), StandardCharsets.US_ASCII);
        handler.goAway(context, connection.remote().lastStreamCreated(), why.code(), text, context.newPromise());
        context.flush();
        peer.close();
    }

    private void sent(Http2Stream stream, int bytes) {
        Open one = stream.getProperty(key);
        if (one != null) {
            one.sent += bytes;
        }
        frames.answered(bytes);
    }

    @Override
    public void onStreamActive(Http2Stream stream) {
        Open one = new Open();
        stream.setProperty(key, one);
        open.put(stream.id(), one);
        if (stream.state().remoteSideOpen()) {
            bodies.enter(one.place, peers.nowNanos());
        }
    }

    @Override
    public void onStreamHalfClosed(Http2Stream stream) {
        Open one = stream.getProperty(key);
        if (one != null && !stream.state().remoteSideOpen()) {
            one.place.leave();
        }
    }

    @Override
    public void onStreamClosed(Http2Stream stream) {
        Open one = open.remove(stream.id());
        if (one != null) {
            one.place.leave();
        }
        if (open.isEmpty() && !over && !frames.isInHead()) {
            peers.rest(peer);
        }
    }
}
