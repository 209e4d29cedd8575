package dev.sluice.gateway.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/** A connection, as its event loop knows it. */
final class Peer {
    final Channel channel;
    /** Who is counted together, see {@link Connections}. */
    final Object address;
    /** What is awaited of it. */
    final Row.Place<Peer> place = new Row.Place<>(this);
    /** That it takes what was written. */
    final Row.Place<Peer> taking = new Row.Place<>(this);
    /** Over the bound, let in for a request that tells whether it is to be served all the same. */
    boolean spare;
    /** Whether requests can come on it: TLS is agreed on, where there is any. */
    boolean admitted;
    /** Bytes of answers that wait to be written, but for those that others read too. */
    long queued;
    /** Bytes of answers that wait for their streams' leave. */
    long streamed;
    /** Bytes of requests that wait for the answer to an earlier one, and of heads that are not whole. */
    int held;
    /** All that it makes the server keep, as it was last counted. */
    long kept;

    Peer(Channel channel, Object address) {
        this.channel = channel;
        this.address = address;
    }

    /** Whether more may be written, and so asked. */
    boolean isWritable() {
        return channel.isWritable();
    }

    /** All that it makes the server keep now. */
    long keeps() {
        return unsent() + held;
    }

    /** Bytes of answers that it does not take. */
    long unsent() {
        ChannelOutboundBuffer written = channel.unsafe().outboundBuffer();
        return queued + streamed + (written == null ? 0 : written.totalPendingWriteBytes());
    }

    /** Closes it at once; what was not sent is lost. The whole pipeline would wait until it is taken. */
    void close() {
        channel.pipeline().firstContext().close();
    }
}
