package dev.sluice.queue.wire;

import java.util.zip.CRC32C;

/**
 * What every frame begins and ends with: two bytes {@code SL}, the version, what it holds; and at the end the CRC-32C of all before it, so
 * that a broken one is told from one that says something else. Where these four bytes are stays the same in every version.
 */
enum WireFrame {
    ENVELOPES(1, "commands"),
    REPLIES(2, "outcomes"),
    EDITION(3, "news");

    /** What is written unless it says what only a later one can. */
    static final int VERSION = 1;
    /** Sales have owners, orders and guards. */
    static final int SECOND = 2;
    /** Sales tell facts, and what is offered to who waited is held for a time of its own. */
    static final int THIRD = 3;
    /** A purchase is of several tiers. */
    static final int NEWEST = 4;

    private static final int MAGIC_1 = 'S';
    private static final int MAGIC_2 = 'L';
    private static final int HEAD = 4;
    private static final int TAIL = Integer.BYTES;

    private final int code;
    private final String what;

    WireFrame(int code, String what) {
        this.code = code;
        this.what = what;
    }

    /** @param expected bytes of what is written into it */
    ByteWriter begin(int expected) {
        return begin(expected, VERSION);
    }

    ByteWriter begin(int expected, int version) {
        ByteWriter bytes = new ByteWriter(HEAD + expected + TAIL);
        bytes.octet(MAGIC_1);
        bytes.octet(MAGIC_2);
        bytes.octet(version);
        bytes.octet(code);
        return bytes;
    }

    static byte[] end(ByteWriter bytes) {
        int checksum = checksum(bytes.array(), bytes.size());
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes.octet(checksum >>> shift);
        }
        return bytes.toArray();
    }

    /** What is in a frame of this kind, behind its head. */
    ByteReader open(byte[] frame) {
        if (frame.length < HEAD + TAIL || frame[0] != MAGIC_1 || frame[1] != MAGIC_2) {
            throw new UnreadableFrameException(
                    "no frame: " + frame.length + " bytes, which begin otherwise or end too early");
        }
        int version = frame[2] & 0xFF;
        if (version < VERSION || version > NEWEST) {
            throw new UnreadableFrameException(
                    "a frame of version " + version + ": this process reads versions " + VERSION + " to " + NEWEST);
        }
        if (frame[3] != code) {
            throw new UnreadableFrameException("a frame of another kind than " + what + ": " + (frame[3] & 0xFF));
        }
        int end = frame.length - TAIL;
        ByteReader checksum = new ByteReader(frame, end, frame.length);
        int written = 0;
        for (int i = 0; i < TAIL; i++) {
            written = written << Byte.SIZE | checksum.octet();
        }
        if (written != checksum(frame, end)) {
            throw new UnreadableFrameException("a broken frame of " + what + ": its checksum is another");
        }
        return new ByteReader(frame, HEAD, end, version);
    }

    /** Of a part of what is in a frame, too. */
    static int checksum(byte[] bytes, int size) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, size);
        return (int) checksum.getValue();
    }
}
