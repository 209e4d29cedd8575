package dev.sluice.queue.redis;

import java.nio.ByteBuffer;

/**
 * What a ticket service says to a gateway: it waits at the stream of a sale itself, and will for the longest time that a read waits. For half of
 * that the gateway need not ring for it.
 *
 * @param member the ticket service
 */
record Attention(int member, int sale) {
    static final long LASTS_NANOS = RedisLink.LONGEST_BLOCK.toNanos() / 2;

    static final byte[] FIELD = {'a'};

    private static final byte VERSION = 1;
    private static final int BYTES = 1 + 2 * Integer.BYTES;

    /** Version, ticket service and sale. */
    byte[] written() {
        return ByteBuffer.allocate(BYTES)
                .put(VERSION)
                .putInt(member)
                .putInt(sale)
                .array();
    }

    /** Null if this version does not understand it. */
    static Attention read(byte[] frame) {
        if (frame.length != BYTES || frame[0] != VERSION) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(frame, 1, frame.length - 1);
        return new Attention(bytes.getInt(), bytes.getInt());
    }
}
