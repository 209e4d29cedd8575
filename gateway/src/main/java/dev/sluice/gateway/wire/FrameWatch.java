package dev.sluice.gateway.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Reads the heads of HTTP/2 frames (RFC 9113, 4.1) as they pass: whether one is whole, and how many there are that ask for nothing. Those
 * have a credit, which grows with what is asked for, with what is answered and slowly with time; whoever overdraws it floods. Does not
 * look into frames. Used by its event loop.
 */
final class FrameWatch extends ChannelInboundHandlerAdapter {
    /** What a frame that asks for nothing may be one of, as long as nothing was asked for. */
    static final int CREDIT = 1_000;

    private static final int CREDIT_PER_SECOND = 100;
    /** A window update or two for each piece of an answer, and settings and pings. */
    private static final int CREDIT_PER_REQUEST = 16;

    private static final int BYTES_PER_CREDIT = 4_096;
    private static final int HEAD_BYTES = 9;
    private static final int TYPE_AT = 3;
    private static final int FLAGS_AT = 4;
    private static final int PREFACE_BYTES = 24;

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int CONTINUATION = 9;
    private static final int END_HEADERS = 4;
    private static final int BYTE = 0xFF;
    private static final int BYTE_BITS = 8;
    private static final long SECOND_NANOS = 1_000_000_000L;

    /** Whose frames they are. */
    interface Owner {
        /** Something has come. */
        void settle();

        /** There were too many frames that ask for nothing. */
        void flooded();

        /** Whether nothing more is read. */
        boolean isOver();
    }

    private Owner owner;
    private final byte[] head = new byte[HEAD_BYTES];
    private int headBytes;
    /** Of the frame that is being read, or of the preface. */
    private long left = PREFACE_BYTES;

    private int type = -1;
    /** Whether a header block goes on in the next frame. */
    private boolean blockOpen;

    private boolean asked;

    private double credit = CREDIT;
    private long creditedNanos = System.nanoTime();

    /** @param owner as long as it is not known whether this is HTTP/2 */
    FrameWatch(Owner owner) {
        this.owner = owner;
    }

    /** It is HTTP/2, and these are its streams. */
    void belongTo(Owner streams) {
        owner = streams;
    }

    /** Whether a part of a head has come, or of how a connection begins, whose rest is missing. */
    boolean isInHead() {
        return blockOpen || left > 0 && (type < 0 || type == HEADERS || type == CONTINUATION);
    }

    /** Whether the head of a request was ever whole. */
    boolean hasAsked() {
        return asked;
    }

    /** So much was answered. */
    void answered(int bytes) {
        credit = Math.min(CREDIT, credit + (double) bytes / BYTES_PER_CREDIT);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes && (owner.isOver() || !walk(bytes))) {
            bytes.release();
            owner.flooded();
            return;
        }
        context.fireChannelRead(message);
        owner.settle();
    }

    /** False where there are too many that ask for nothing. */
    private boolean walk(ByteBuf bytes) {
        int at = bytes.readerIndex();
        int end = bytes.writerIndex();
        while (at < end) {
            if (left > 0) {
                int step = (int) Math.min(left, end - at);
                left -= step;
                at += step;
            } else {
                head[headBytes++] = bytes.getByte(at++);
                if (headBytes == HEAD_BYTES && !begin()) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean begin() {
        headBytes = 0;
        left = (long) (head[0] & BYTE) << (2 * BYTE_BITS) | (head[1] & BYTE) << BYTE_BITS | head[2] & BYTE;
        type = head[TYPE_AT] & BYTE;
        if (type == HEADERS || type == CONTINUATION) {
            blockOpen = (head[FLAGS_AT] & END_HEADERS) == 0;
            asked |= !blockOpen;
        }
        if (type == HEADERS) {
            credit = Math.min(CREDIT, credit + CREDIT_PER_REQUEST);
            return true;
        }
        return type == DATA && left > 0 || spend();
    }

    private boolean spend() {
        if (--credit > 0) {
            return true;
        }
        long now = System.nanoTime();
        credit = Math.min(CREDIT, credit + (double) (now - creditedNanos) / SECOND_NANOS * CREDIT_PER_SECOND);
        creditedNanos = now;
        return credit > 0;
    }
}
