package dev.sluice.queue.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.util.UUID;

/**
 * Reads what a {@link ByteWriter} wrote, and believes nothing: every method throws an {@link UnreadableFrameException} where that cannot have
 * been written, and none takes more memory than a small multiple of the bytes that are there. One thread.
 */
final class ByteReader {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN)
            .withInvokeExactBehavior();
    private static final int[] NONE = {};
    private static final int BITS = 7;
    private static final int LAST_SHIFT = 63;

    private final byte[] bytes;
    private final int end;
    private final int version;
    private int at;

    /** Of the bytes from {@code from} to before {@code end}, of the first version. */
    ByteReader(byte[] bytes, int from, int end) {
        this(bytes, from, end, WireFrame.VERSION);
    }

    ByteReader(byte[] bytes, int from, int end, int version) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
        this.version = version;
    }

    /** Of the frame. */
    int version() {
        return version;
    }

    int remaining() {
        return end - at;
    }

    void requireEnd() {
        if (at != end) {
            throw new UnreadableFrameException(remaining() + " bytes follow after its end");
        }
    }

    int octet() {
        need(1);
        return bytes[at++] & 0xFF;
    }

    boolean flag() {
        int value = octet();
        if (value > 1) {
            throw new UnreadableFrameException("neither yes nor no: " + value);
        }
        return value == 1;
    }

    long unsigned() {
        return at < end && bytes[at] >= 0 ? bytes[at++] : longer();
    }

    /** A number of more than one byte. */
    private long longer() {
        long value = 0;
        for (int shift = 0; shift <= LAST_SHIFT; shift += BITS) {
            int next = octet();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                if ((next == 0 && shift > 0) || (next > 1 && shift == LAST_SHIFT)) {
                    break;
                }
                return value;
            }
        }
        throw new UnreadableFrameException("a number is longer than any");
    }

    long number() {
        long value = unsigned();
        return (value >>> 1) ^ -(value & 1);
    }

    int integer() {
        return small(number());
    }

    private static int small(long value) {
        if (value != (int) value) {
            throw new UnreadableFrameException("a number is larger than it can be: " + value);
        }
        return (int) value;
    }

    long fixed() {
        need(Long.BYTES);
        long value = (long) LONG.get(bytes, at);
        at += Long.BYTES;
        return value;
    }

    UUID id() {
        return new UUID(fixed(), fixed());
    }

    /**
     * How many elements follow.
     *
     * @param least how many bytes each has at least
     */
    int count(int least) {
        long count = unsigned();
        if (count < 0 || count > remaining() / least) {
            throw new UnreadableFrameException(
                    "it claims " + Long.toUnsignedString(count) + " elements in " + remaining() + " bytes");
        }
        return (int) count;
    }

    /** A text that is not null. */
    String text() {
        String value = textOrNull();
        if (value == null) {
            throw new UnreadableFrameException("a text is missing");
        }
        return value;
    }

    String textOrNull() {
        long head = unsigned();
        if (head == ByteWriter.NULL) {
            return null;
        }
        boolean whole = (head & 1) == 1;
        long length = (head - 1) >>> 1;
        if (length > remaining() || (!whole && length % 2 != 0)) {
            throw new UnreadableFrameException("it claims a text of " + length + " bytes in " + remaining());
        }
        int start = at;
        at += (int) length;
        return whole ? utf8(start, (int) length) : halved(start, (int) length);
    }

    private String utf8(int start, int length) {
        String value = new String(bytes, start, length, UTF_8);
        if (value.length() != length) {
            try {
                UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, length));
            } catch (CharacterCodingException e) {
                throw new UnreadableFrameException("a text is not UTF-8", e);
            }
        } else if (value.indexOf('\uFFFD') >= 0) {
            throw new UnreadableFrameException("a text is not UTF-8");
        }
        return value;
    }

    private String halved(int start, int length) {
        char[] value = new char[length / Character.BYTES];
        for (int i = 0; i < value.length; i++) {
            int at = start + Character.BYTES * i;
            value[i] = (char) ((bytes[at] & 0xFF) << Byte.SIZE | bytes[at + 1] & 0xFF);
        }
        return new String(value);
    }

    /** Nobody may change them. */
    int[] numbers() {
        int count = count(1);
        if (count == 0) {
            return NONE;
        }
        int[] values = new int[count];
        long last = 0;
        for (int i = 0; i < values.length; i++) {
            last = small(last + number());
            values[i] = (int) last;
        }
        return values;
    }

    byte[] block() {
        int length = count(1);
        byte[] value = new byte[length];
        System.arraycopy(bytes, at, value, 0, length);
        at += length;
        return value;
    }

    private void need(int count) {
        if (end - at < count) {
            throw new UnreadableFrameException("it ends too early");
        }
    }
}
