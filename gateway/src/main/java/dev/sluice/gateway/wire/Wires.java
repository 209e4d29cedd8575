package dev.sluice.gateway.wire;

import dev.sluice.gateway.address.Clients;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelPipeline;
import io.netty.util.internal.PlatformDependent;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http1ServerConfig;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** The connections of one event loop: lets them in, and hangs up on those that harm the others. Used by that loop. */
public final class Wires {
    private static final int TICK_MILLIS = 100;

    private final WireConfig config;
    private final Http1ServerConfig decoding;
    private final Connections connections;
    private final Clients clients;
    private final Peers peers;
    private final Allocations allocations = new Allocations();

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

    /** A connection that has just come. Over the bound it takes the place of one that would be missed less. */
    public void admit(HttpConnection connection) {
        Channel channel =
                ((HttpServerConnection) connection).channelHandlerContext().channel();
        Peer peer = new Peer(channel, Connections.together(channel.remoteAddress()));
        boolean welcome = connections.enter(peer.address) || clients.isProxy(channel.remoteAddress());
        connection.closeHandler(_ -> left(peer));
        connection.exceptionHandler(Exhaustion::endOn);
        if (!welcome) {
            hangUp(peer, HangUp.ADDRESS);
        } else if (!connections.isOver() || makeRoom(peer)) {
            equip(peer);
            peers.awaitHead(peer);
        }
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
        HeadDecoder heads = new HeadDecoder(decoding, peer, peers, connections, this::relieve);
        pipeline.replace("httpDecoder", "httpDecoder", heads);
        pipeline.addBefore("httpDecoder", "outflow", new Outflow(peer, peers, this::relieve));
        pipeline.addBefore("handler", "answers", heads.answers());
        peer.channel.config().setAllocator(allocations.of(peer.channel.config().getAllocator()));
    }

    private void left(Peer peer) {
        peers.forget(peer);
        connections.leave(peer.address);
    }

    private void tick() {
        peers.tick(System.nanoTime());
        peers.recount();
        relieve();
        for (Peer late = lateHead(); late != null; late = lateHead()) {
            refuseHead(late);
        }
        for (Peer late = lateBody(); late != null; late = lateBody()) {
            refuseBody(late);
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
        if (!heads.hasPart() || !peer.isWritable()) {
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
        byte[] body = tooLate(what).toBuffer().getBytes();
        String head =
                "HTTP/1.1 408 Request Timeout\r\ncontent-type: application/problem+json\r\ncache-control: no-store\r\n"
                        + "connection: close\r\ncontent-length: " + body.length + "\r\n\r\n";
        return (head + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    /** Whoever waits for the body answers; then the connection is closed. */
    private void refuseBody(Peer peer) {
        connections.count(HangUp.SLOW);
        peers.awaitNothing(peer);
        peer.channel.pipeline().get(HeadDecoder.class).stop();
        peer.channel.pipeline().fireExceptionCaught(new ProblemException(tooLate("the body")));
    }

    private static Problem tooLate(String what) {
        return Problem.of(408, "REQUEST_TIMEOUT", "Too slow", what + " of the request was not whole in time");
    }

    private void hangUp(Peer peer, HangUp why) {
        connections.count(why);
        peers.forget(peer);
        peer.close();
    }
}
