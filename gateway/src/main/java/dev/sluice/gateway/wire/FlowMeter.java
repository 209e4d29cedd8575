package dev.sluice.gateway.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2RemoteFlowController;
import io.netty.handler.codec.http2.Http2Stream;

/**
 * Counts what of each answer has left: HTTP/2 has clients give leave for it stream by stream, and whoever asks for much and gives none
 * makes the server keep it. Changes nothing. Used by its event loop.
 */
final class FlowMeter implements Http2RemoteFlowController {
    /** Told of bytes of an answer that have left. */
    interface Sent {
        void sent(Http2Stream stream, int bytes);
    }

    private final Http2RemoteFlowController real;
    private final Sent told;

    FlowMeter(Http2RemoteFlowController real, Sent told) {
        this.real = real;
        this.told = told;
    }

    @Override
    public void addFlowControlled(Http2Stream stream, FlowControlled payload) {
        real.addFlowControlled(stream, new Counted(stream, payload));
    }

    private final class Counted implements FlowControlled {
        private final Http2Stream stream;
        private final FlowControlled payload;

        Counted(Http2Stream stream, FlowControlled payload) {
            this.stream = stream;
            this.payload = payload;
        }

        @Override
        public int size() {
            return payload.size();
        }

        @Override
        public void error(ChannelHandlerContext context, Throwable cause) {
            payload.error(context, cause);
        }

        @Override
        public void writeComplete() {
            payload.writeComplete();
        }

        @Override
        public void write(ChannelHandlerContext context, int allowedBytes) {
            int before = payload.size();
            payload.write(context, allowedBytes);
            told.sent(stream, before - payload.size());
        }

        @Override
        public boolean merge(ChannelHandlerContext context, FlowControlled next) {
            return next instanceof Counted other && payload.merge(context, other.payload);
        }
    }

    @Override
    public boolean isWritable(Http2Stream stream) {
        return real.isWritable(stream);
    }

    @Override
    public ChannelHandlerContext channelHandlerContext() {
        return real.channelHandlerContext();
    }

    @Override
    public void channelHandlerContext(ChannelHandlerContext context) throws Http2Exception {
        real.channelHandlerContext(context);
    }

    @Override
    public boolean hasFlowControlled(Http2Stream stream) {
        return real.hasFlowControlled(stream);
    }

    @Override
    public void writePendingBytes() throws Http2Exception {
        real.writePendingBytes();
    }

    @Override
    public void listener(Listener listener) {
        real.listener(listener);
    }

    @Override
    public void channelWritabilityChanged() throws Http2Exception {
        real.channelWritabilityChanged();
    }

    @Override
    public void updateDependencyTree(int child, int parent, short weight, boolean exclusive) {
        real.updateDependencyTree(child, parent, weight, exclusive);
    }

    @Override
    public void initialWindowSize(int size) throws Http2Exception {
        real.initialWindowSize(size);
    }

    @Override
    public int initialWindowSize() {
        return real.initialWindowSize();
    }

    @Override
    public int windowSize(Http2Stream stream) {
        return real.windowSize(stream);
    }

    @Override
    public void incrementWindowSize(Http2Stream stream, int delta) throws Http2Exception {
        real.incrementWindowSize(stream, delta);
    }
}
