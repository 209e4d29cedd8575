package dev.sluice.gateway.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Gives the system no more of a long answer than it takes. What it is given is copied out of the heap: of a long document that many
 * read slowly there is one, and a slice for each of them.
 */
final class Outflow extends ChannelDuplexHandler {
    private static final int SLICE = 64 * 1024;

    private record Write(Object message, ChannelPromise promise) {}

    private final Peer peer;
    private final Peers peers;
    private final Runnable hangUp;
    private final Deque<Write> waiting = new ArrayDeque<>(0);

    /** @param hangUp on those who make the server keep too much */
    Outflow(Peer peer, Peers peers, Runnable hangUp) {
        this.peer = peer;
        this.peers = peers;
        this.hangUp = hangUp;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (waiting.isEmpty() && !(message instanceof ByteBuf bytes && bytes.readableBytes() > SLICE)) {
            context.write(message, promise);
            return;
        }
        waiting.add(new Write(message, promise));
        peer.queued += own(message);
        write(context);
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        context.flush();
        pump(context);
        if (peers.count(peer)) {
            context.executor().execute(hangUp);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        pump(context);
        peers.count(peer);
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        drop();
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        drop();
    }

    private void pump(ChannelHandlerContext context) {
        while (!waiting.isEmpty() && context.channel().isWritable()) {
            write(context);
            context.flush();
        }
    }

    private void write(ChannelHandlerContext context) {
        while (!waiting.isEmpty() && context.channel().isWritable()) {
            Write next = waiting.peek();
            if (next.message instanceof ByteBuf bytes && bytes.readableBytes() > SLICE) {
                ByteBuf slice = bytes.readRetainedSlice(SLICE);
                peer.queued -= own(slice);
                context.write(slice, context.voidPromise());
            } else {
                waiting.remove();
                peer.queued -= own(next.message);
                context.write(next.message, next.promise);
            }
        }
    }

    /** What is kept for this connection alone. A document that cannot be written to is kept anyway, for all who ask for it. */
    private static int own(Object message) {
        return message instanceof ByteBuf bytes && !bytes.isReadOnly() ? bytes.readableBytes() : 0;
    }

    private void drop() {
        ClosedChannelException closed = waiting.isEmpty() ? null : new ClosedChannelException();
        for (Write write = waiting.poll(); write != null; write = waiting.poll()) {
            ReferenceCountUtil.release(write.message);
            write.promise.tryFailure(closed);
        }
        peer.queued = 0;
    }
}
