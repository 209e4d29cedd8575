package dev.sluice.queue.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.UUID;

/** Bytes that grow. Numbers are as long as they are large; {@link ByteReader} reads in the same order. One thread. */
final class ByteWriter {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN)
            .withInvokeExactBehavior();
    private static final int MAX_VARIABLE = 10;
    /** See {@link #text}. */
    static final int NULL = 0;

    private byte[] bytes;
    private int size;

    ByteWriter(int expected) {
        bytes = new byte[expected];
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** What was written, without a copy: the first {@link #size} bytes, until more is written. */
    byte[] array() {
        return bytes;
    }

    int size() {
        return size;
    }

    void octet(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    void flag(boolean value) {
        octet(value ? 1 : 0);
    }

    /** A number that is not negative: seven bits a byte, the lowest first, and in all but the last the highest bit is set. */
    void unsigned(long value) {
        room(MAX_VARIABLE);
        put(value);
    }

    /** Any number; short if it is near 0. */
    void number(long value) {
        unsigned((value << 1) ^ (value >> 63));
    }

    /** Eight bytes, the highest first. */
    void fixed(long value) {
        room(Long.BYTES);
        putFixed(value);
    }

    void id(UUID value) {
        room(2 * Long.BYTES);
        putFixed(value.getMostSignificantBits());
        putFixed(value.getLeastSignificantBits());
    }

    /**
     * Any text, or null: {@link #NULL}; or one more than twice the number of its bytes in UTF-8, and these; or, where UTF-8 cannot have it
     * because it has half a character, two more than twice the number of bytes, of which each {@code char} has two, the higher first.
     */
    void text(String value) {
        if (value == null) {
            octet(NULL);
            return;
        }
        int start = size;
        int length = value.length();
        room(MAX_VARIABLE + length);
        put(2L * length + 1);
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                size = start;
                wideText(value);
                return;
            }
            bytes[size++] = (byte) c;
        }
    }

    private void wideText(String value) {
        byte[] utf8 = value.getBytes(UTF_8);
        if (new String(utf8, UTF_8).equals(value)) {
            unsigned(2L * utf8.length + 1);
            raw(utf8, utf8.length);
            return;
        }
        int length = Character.BYTES * value.length();
        unsigned(2L * length + 2);
        room(length);
        for (int i = 0; i < value.length(); i++) {
            bytes[size++] = (byte) (value.charAt(i) >>> Byte.SIZE);
            bytes[size++] = (byte) value.charAt(i);
        }
    }

    /** How many there are, and the difference of each to the one before. */
    void numbers(int[] values) {
        unsigned(values.length);
        int last = 0;
        for (int value : values) {
            number((long) value - last);
            last = value;
        }
    }

    /** How many bytes there are, and these. */
    void block(byte[] value) {
        unsigned(value.length);
        raw(value, value.length);
    }

    private void raw(byte[] value, int length) {
        room(length);
        System.arraycopy(value, 0, bytes, size, length);
        size += length;
    }

    private void put(long value) {
        if (value >>> 7 == 0) {
            bytes[size++] = (byte) value;
        } else {
            putLonger(value);
        }
    }

    private void putLonger(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    private void putFixed(long value) {
        LONG.set(bytes, size, value);
        size += Long.BYTES;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
