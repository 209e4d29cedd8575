package dev.sluice.queue.redis;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What a ticket service is told by its bell: something to look at. */
sealed interface Ring {
    /** The number of a sale, or of a process. */
    int number();

    /** Something was put into a sale's stream. */
    record Sale(int number) implements Ring {}

    /** A gateway wants to know everything. */
    record Asked(int number) implements Ring {}

    byte VERSION = 1;
    byte SALE = 1;
    byte ASKED = 2;
    int BYTES = 1 + Integer.BYTES;

    /** Version, and for each one byte of what it is and the number. */
    static byte[] written(Collection<Ring> rings) {
        ByteBuffer bytes = ByteBuffer.allocate(1 + rings.size() * BYTES).put(VERSION);
        for (Ring ring : rings) {
            bytes.put(
                    switch (ring) {
                        case Sale _ -> SALE;
                        case Asked _ -> ASKED;
                    });
            bytes.putInt(ring.number());
        }
        return bytes.array();
    }

    /** Null if this version does not understand it. */
    static List<Ring> read(byte[] frame) {
        if (frame.length % BYTES != 1 || frame[0] != VERSION) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(frame, 1, frame.length - 1);
        List<Ring> rings = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte kind = bytes.get();
            int number = bytes.getInt();
            switch (kind) {
                case SALE -> rings.add(new Sale(number));
                case ASKED -> rings.add(new Asked(number));
                default -> {
                    return null;
                }
            }
        }
        return rings;
    }
}
