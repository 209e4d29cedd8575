package dev.sluice.gateway.wire;

import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.Http1ServerConfig;
import io.vertx.core.http.impl.http1.VertxHttpRequestDecoder;
import java.util.List;

/**
 * Reads one request at a time: the next head is not looked at before the last request is answered, and the answer is on its way. What is
 * sent meanwhile stays with its sender, but for one piece. So whoever asks without end and takes no answer is kept one of each. A head
 * that breaks a rule is handed on as a failed one, after which nothing more is read.
 */
final class HeadDecoder extends VertxHttpRequestDecoder {
    static final Problem FULL = Problem.busy("this server has all the connections that it takes");

    private static final byte LF = '\n';
    private static final int OK = 200;
    /** What keeping a header takes beside its text, which is kept as bytes and as an object. */
    private static final int BYTES_PER_LINE = 200;

    private final Peer peer;
    private final Peers peers;
    private final Connections connections;
    private final Runnable hangUp;
    private ChannelHandlerContext context;
    private boolean inBody;
    private boolean inHand;
    private boolean over;
    private boolean reading;
    private boolean paused;
    /** Whether some of this head's lines were read before, so that what is next begins a line. */
    private boolean linesRead;

    private boolean badLine;
    /** About what the lines of a head take that were read, while it is not whole. */
    private int headBytes;

    /** @param hangUp on those who make the server keep too much */
    HeadDecoder(Http1ServerConfig config, Peer peer, Peers peers, Connections connections, Runnable hangUp) {
        super(config);
        this.peer = peer;
        this.peers = peers;
        this.connections = connections;
        this.hangUp = hangUp;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    /** Sees where answers end. Stands where they are not bytes yet. */
    ChannelHandler answers() {
        return new ChannelOutboundHandlerAdapter() {
            @Override
            public void write(ChannelHandlerContext at, Object message, ChannelPromise promise) {
                boolean last = message instanceof LastHttpContent && !isInterim(message);
                at.write(message, promise);
                if (last) {
                    answered();
                }
            }
        };
    }

    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response && response.status().code() < OK;
    }

    /** Whether a part of a head is here, whose rest is missing. */
    boolean hasPart() {
        return !over && !inBody && !inHand && (linesRead || actualReadableBytes() > 0);
    }

    /** Reads nothing more of what comes. */
    void stop() {
        over = true;
    }

    @Override
    public void channelRead(ChannelHandlerContext at, Object message) throws Exception {
        reading = true;
        try {
            super.channelRead(at, message);
        } finally {
            reading = false;
        }
        settle();
    }

    /** Where what is here must wait, no more is read. The decoder would ask for more, because it made nothing of it. */
    @Override
    public void channelReadComplete(ChannelHandlerContext at) throws Exception {
        if (paused) {
            at.fireChannelReadComplete();
        } else {
            super.channelReadComplete(at);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext at) {
        at.fireChannelWritabilityChanged();
        goOnLater();
    }

    @Override
    protected void decode(ChannelHandlerContext at, ByteBuf in, List<Object> out) throws Exception {
        if (over) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (!inBody) {
            skipBlankLines(in);
            if (!in.isReadable() || mustWait()) {
                return;
            }
            badLine |= hasBadLine(in);
        }
        int from = in.readerIndex();
        int before = out.size();
        super.decode(at, in, out);
        if (!inBody && in.readerIndex() > from) {
            linesRead = true;
            headBytes += out.size() == before ? sizeOfLines(in, from) : 0;
        }
        for (int i = before; i < out.size() && !over; i++) {
            see(out.get(i));
        }
    }

    private static int sizeOfLines(ByteBuf in, int from) {
        int size = 2 * (in.readerIndex() - from);
        for (int i = from; i < in.readerIndex(); i++) {
            size += in.getByte(i) == LF ? BYTES_PER_LINE : 0;
        }
        return size;
    }

    private void see(Object message) {
        if (message instanceof HttpRequest head) {
            begin(head);
        }
        if (message instanceof HttpContent content) {
            over |= content.decoderResult().isFailure();
            if (message instanceof LastHttpContent) {
                inBody = false;
                linesRead = false;
            }
        }
    }

    private void begin(HttpRequest head) {
        inBody = true;
        inHand = true;
        headBytes = 0;
        peers.awaitNothing(peer);
        if (head.decoderResult().isFailure()) {
            over = true;
            return;
        }
        Problem problem = badLine ? HeadRules.LINE : HeadRules.judge(head);
        if (problem == null && peer.spare) {
            problem = admit(head);
        }
        if (problem != null) {
            over = true;
            head.setProtocolVersion(HttpVersion.HTTP_1_1);
            head.setDecoderResult(DecoderResult.failure(new ProblemException(problem)));
        }
    }

    /** By now there may be room; if not, there is for whoever asks for the server's health, once. */
    private Problem admit(HttpRequest head) {
        if (!connections.isOver()) {
            peer.spare = false;
            return null;
        }
        if (isForOperators(head.uri())) {
            HttpUtil.setKeepAlive(head, false);
            return null;
        }
        connections.count(HangUp.FULL);
        return FULL;
    }

    static boolean isForOperators(String target) {
        return target.startsWith("/health/") || target.equals("/metrics");
    }

    private void answered() {
        inHand = false;
        if (!inBody) {
            peers.rest(peer);
        }
        goOnLater();
    }

    private boolean mustWait() {
        return inHand || !peer.isWritable();
    }

    /** Finds where this connection stands, after something was read. */
    private void settle() {
        int left = over ? 0 : actualReadableBytes();
        boolean waits = left > 0 && !inBody && mustWait();
        peer.held =
                over || inBody ? 0 : headBytes + (left > 0 ? internalBuffer().capacity() : 0);
        if (waits != paused) {
            paused = waits;
            peer.channel.config().setAutoRead(!waits);
        } else if (waits) {
            peer.channel.config().setAutoRead(false); // Whoever else pauses may have gone on meanwhile.
        }
        if ((peer.held > 0 || peer.kept > 0) && peers.count(peer)) {
            context.executor().execute(hangUp);
        }
        if (over || waits) {
            return;
        }
        if (inBody) {
            peers.awaitBody(peer);
        } else if (hasPart()) {
            peers.awaitHead(peer);
        } else if (!inHand) {
            peers.awaitMore(peer);
        }
    }

    private void goOnLater() {
        if (paused && !reading && !mustWait()) {
            context.executor().execute(this::goOn);
        }
    }

    private void goOn() {
        if (paused && !mustWait() && !context.isRemoved()) {
            try {
                channelRead(context, Unpooled.EMPTY_BUFFER);
                channelReadComplete(context);
            } catch (Exception e) {
                context.fireExceptionCaught(e);
            }
        }
    }

    /** RFC 9112 bears with some before a request. */
    private void skipBlankLines(ByteBuf in) {
        while (!linesRead && in.isReadable() && isLineBreak(in.getByte(in.readerIndex()))) {
            in.skipBytes(1);
        }
    }

    /** Whether a line of this head begins with a space, as if it went on in the header before, or with no name. */
    private boolean hasBadLine(ByteBuf in) {
        int end = in.writerIndex();
        int start = in.readerIndex();
        if (linesRead && start < end && isBad(in.getByte(start))) {
            return true;
        }
        while (true) {
            int line = in.indexOf(start, end, LF) + 1;
            if (line == 0 || line >= end) {
                return false;
            }
            byte first = in.getByte(line);
            if (isBad(first)) {
                return true;
            }
            if (isLineBreak(first)) {
                return false;
            }
            start = line;
        }
    }

    private static boolean isLineBreak(byte b) {
        return b == LF || b == '\r';
    }

    private static boolean isBad(byte first) {
        return first == ' ' || first == '\t' || first == ':';
    }
}
