package dev.sluice.gateway.wire;

import dev.sluice.gateway.address.Clients;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AttributeKey;
import io.netty.util.internal.PlatformDependent;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http1ServerConfig;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The connections of one event loop: lets them in, and hangs up on those that harm the others. Used by that loop. */
public final class Wires {
    private static final int TICK_MILLIS = 100;
    private static final String CHUNKS = "chunkedWriter";
    private static final String FRAMES = "frames";
    private static final AttributeKey<Peer> PEER = AttributeKey.valueOf("sluice.peer");
    private static final AttributeKey<Streams> STREAMS = AttributeKey.valueOf("sluice.streams");

    private final WireConfig config;
    private final Http1ServerConfig decoding;
    private final Connections connections;
    private final Clients clients;
    private final Peers peers;
    private final Allocations allocations = new Allocations();
    /** Bodies of HTTP/2 that are not whole, of all connections. */
    private final Row<Streams.Open> openBodies = new Row<>();

    private final Set<Streams> streaming = new LinkedHashSet<>();

    /**
     * @param loops how many share the bounds
     * @param decoding bounds of heads
     * @param clients know from where others are asked for, by any number of connections
     */
    public Wires(WireConfig config, int loops, Http1ServerConfig decoding, Connections connections, Clients clients) {
        this.config = config;
        this.decoding = decoding;
        this.connections = connections;
        this.clients = clients;
        peers = new Peers(Math.min(config.maxKeptBytes(), PlatformDependent.maxDirectMemory() / 2) / loops);
    }

    /** From now on looks at all of them by itself. */
    public void watch(Vertx vertx) {
        vertx.setPeriodic(TICK_MILLIS, _ -> tick());
    }

    /** A connection that has just come, and may have to agree on TLS first. Over the bound it takes the place of one less missed. */
    void arrive(Channel channel) {
        Peer peer = new Peer(channel, Connections.together(channel.remoteAddress()));
        channel.attr(PEER).set(peer);
        boolean welcome = connections.enter(peer.address) || clients.isProxy(channel.remoteAddress());
        channel.closeFuture().addListener(_ -> {
            if (!peer.admitted) {
                left(peer);
            }
        });
        if (!welcome) {
            hangUp(peer, HangUp.ADDRESS);
        } else if (!connections.isOver() || makeRoom(peer)) {
            peers.awaitHead(peer);
            watchFrames(peer);
        }
    }

    /** From the first byte behind TLS, before anybody knows which HTTP it is. */
    private void watchFrames(Peer peer) {
        ChannelHandlerContext tls = peer.channel.pipeline().context(SslHandler.class);
        if (tls != null) {
            peer.channel.pipeline().addAfter(tls.name(), FRAMES, new FrameWatch(new Unknown(peer)));
        }
    }

    /** A connection on which requests can come. */
    public void admit(HttpConnection connection) {
        Channel channel =
                ((HttpServerConnection) connection).channelHandlerContext().channel();
        if (channel.attr(PEER).get() == null) {
            arrive(channel);
        }
        if (!channel.isOpen()) {
            return;
        }
        Peer peer = channel.attr(PEER).get();
        peer.admitted = true;
        connection.closeHandler(_ -> left(peer));
        connection.exceptionHandler(Exhaustion::endOn);
        equip(peer);
    }

    /** Hears of every request of HTTP/2 before anybody else does; null if nothing stands against it. */
    public Problem begin(HttpServerRequest request) {
        Channel channel = ((HttpServerConnection) request.connection())
                .channelHandlerContext()
                .channel();
        Peer peer = channel.attr(PEER).get();
        Streams streams = streams(peer);
        streams.begin(request);
        Problem problem = StreamRules.judge(request, streams.isOpen(request));
        return problem == null && peer.spare ? admitSpare(peer, request.uri()) : problem;
    }

    private Problem admitSpare(Peer peer, String target) {
        peer.spare = connections.isOver();
        if (!peer.spare || HeadDecoder.isForOperators(target)) {
            return null;
        }
        connections.count(HangUp.FULL);
        return HeadDecoder.FULL;
    }

    /** Null where it speaks HTTP/1.1, or nothing yet. */
    private static Streams streams(Peer peer) {
        return peer.channel.attr(STREAMS).get();
    }

    private boolean makeRoom(Peer peer) {
        Peer other = peers.leastMissed();
        if (other != null) {
            hangUp(other, HangUp.DISPLACED);
        } else if (connections.isFull()) {
            hangUp(peer, HangUp.FULL);
            return false;
        } else {
            peer.spare = true;
        }
        return true;
    }

    private void equip(Peer peer) {
        ChannelPipeline pipeline = peer.channel.pipeline();
        peer.channel.config().setAllocator(allocations.of(peer.channel.config().getAllocator()));
        if (pipeline.get(CHUNKS) != null) {
            pipeline.remove(CHUNKS); // It keeps answers where nobody counts them, and no file is sent.
        }
        FrameWatch frames = pipeline.get(FrameWatch.class);
        if (pipeline.get("httpDecoder") == null) {
            Streams streams = new Streams(peer, peers, frames, openBodies, this::relieve, this::flooded);
            peer.channel.attr(STREAMS).set(streams);
            pipeline.addBefore("handler", "outflow", new Outflow(peer, peers, this::relieve));
            streaming.add(streams);
            return;
        }
        if (frames != null) {
            pipeline.remove(frames);
        }
        HeadDecoder heads = new HeadDecoder(decoding, peer, peers, connections, this::relieve);
        pipeline.replace("httpDecoder", "httpDecoder", heads);
        pipeline.addBefore("httpDecoder", "outflow", new Outflow(peer, peers, this::relieve));
        pipeline.addBefore("handler", "answers", heads.answers());
    }

    private void flooded(Peer peer) {
        connections.count(HangUp.FLOOD);
        peers.forget(peer);
        streams(peer).leave(Http2Error.ENHANCE_YOUR_CALM);
    }

    /** Of whoever has not said yet which HTTP it speaks. */
    private final class Unknown implements FrameWatch.Owner {
        private final Peer peer;

        Unknown(Peer peer) {
            this.peer = peer;
        }

        @Override
        public void settle() {
            // Its first head is awaited already.
        }

        @Override
        public void flooded() {
            if (peer.channel.isOpen()) {
                hangUp(peer, HangUp.FLOOD);
            }
        }

        @Override
        public boolean isOver() {
            return !peer.channel.isOpen();
        }
    }

    private void left(Peer peer) {
        peers.forget(peer);
        connections.leave(peer.address);
        Streams streams = streams(peer);
        if (streams != null) {
            streams.end();
            streaming.remove(streams);
        }
    }

    private void tick() {
        long now = System.nanoTime();
        peers.tick(now);
        streaming.forEach(Streams::count);
        peers.recount();
        relieve();
        for (Peer late = lateHead(); late != null; late = lateHead()) {
            refuseHead(late);
        }
        for (Peer late = lateBody(); late != null; late = lateBody()) {
            refuseBody(late);
        }
        long patience = TimeUnit.SECONDS.toNanos(config.bodySeconds());
        for (Streams.Open late = openBodies.over(patience, now); late != null; late = openBodies.over(patience, now)) {
            connections.count(HangUp.SLOW);
            late.refuse();
        }
        for (Peer idle = idle(); idle != null; idle = idle()) {
            hangUp(idle, HangUp.IDLE);
        }
    }

    private Peer lateHead() {
        return peers.lateHead(TimeUnit.SECONDS.toNanos(config.headSeconds()));
    }

    private Peer lateBody() {
        return peers.lateBody(TimeUnit.SECONDS.toNanos(config.bodySeconds()));
    }

    private Peer idle() {
        return peers.idle(TimeUnit.SECONDS.toNanos(config.idleSeconds()));
    }

    private void relieve() {
        for (Peer unread = peers.unread(); unread != null; unread = peers.unread()) {
            hangUp(unread, HangUp.UNREAD);
        }
    }

    /** Whoever has sent a part of a head is told why; whoever has sent nothing has asked nothing. */
    private void refuseHead(Peer peer) {
        HeadDecoder heads = peer.channel.pipeline().get(HeadDecoder.class);
        if (heads == null || !heads.hasPart() || !peer.isWritable()) {
            hangUp(peer, HangUp.SLOW);
            return;
        }
        connections.count(HangUp.SLOW);
        peers.awaitNothing(peer);
        heads.stop();
        peer.channel
                .pipeline()
                .context(heads)
                .writeAndFlush(Unpooled.wrappedBuffer(late("the head")))
                .addListener(ChannelFutureListener.CLOSE);
    }

    private static byte[] late(String what) {
        byte[] body = HeadRules.tooLate(what).toBuffer().getBytes();
        String head =
                "HTTP/1.1 408 Request Timeout\r\ncontent-type: application/problem+json\r\ncache-control: no-store\r\n"
                        + "x-content-type-options: nosniff\r\n"
                        + "connection: close\r\ncontent-length: " + body.length + "\r\n\r\n";
        return (head + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    /** Whoever waits for the body answers; then the connection is closed. */
    private void refuseBody(Peer peer) {
        HeadDecoder heads = peer.channel.pipeline().get(HeadDecoder.class);
        if (heads == null) {
            hangUp(peer, HangUp.SLOW);
            return;
        }
        connections.count(HangUp.SLOW);
        peers.awaitNothing(peer);
        heads.stop();
        peer.channel.pipeline().fireExceptionCaught(new ProblemException(HeadRules.tooLate("the body")));
    }

    private void hangUp(Peer peer, HangUp why) {
        connections.count(why);
        peers.forget(peer);
        Streams streams = streams(peer);
        if (streams == null || why == HangUp.UNREAD) {
            peer.close();
        } else {
            streams.leave(Http2Error.NO_ERROR);
        }
    }
}
