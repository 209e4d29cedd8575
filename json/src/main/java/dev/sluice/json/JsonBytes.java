package dev.sluice.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * Writes JSON into bytes that are used again for the next document: for the answer to every purchase. Field names and constants
 * are given as JSON text; values are written by their kind. Used by one thread.
 */
public final class JsonBytes {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);
    private static final int UUID_CHARS = 36;
    private static final int LONG_CHARS = 20;
    private static final int ESCAPED_CHARS = 6;

    private byte[] bytes = new byte[1024];
    private int length;

    /** A part of documents that is written often; ASCII. */
    public static byte[] constant(String json) {
        return json.getBytes(StandardCharsets.US_ASCII);
    }

    /** Begins a new document. */
    public JsonBytes clear() {
        length = 0;
        return this;
    }

    /** What was written since {@link #clear}: the first {@link #length} bytes, good until something more is written. */
    public byte[] array() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** What was written since {@link #clear}, as a copy. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** JSON text as it is, see {@link #constant}. */
    public JsonBytes json(byte[] text) {
        room(text.length);
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
        return this;
    }

    /** JSON text as it is. */
    public JsonBytes text(String text) {
        return json(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A string, with its quotes. */
    public JsonBytes string(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        room(utf8.length * ESCAPED_CHARS + 2);
        bytes[length++] = '"';
        for (byte b : utf8) {
            escaped(b);
        }
        bytes[length++] = '"';
        return this;
    }

    /** A UUID, with its quotes. */
    public JsonBytes uuid(UUID id) {
        room(UUID_CHARS + 2);
        bytes[length++] = '"';
        hex(id.getMostSignificantBits() >>> 32, 8);
        bytes[length++] = '-';
        hex(id.getMostSignificantBits() >>> 16, 4);
        bytes[length++] = '-';
        hex(id.getMostSignificantBits(), 4);
        bytes[length++] = '-';
        hex(id.getLeastSignificantBits() >>> 48, 4);
        bytes[length++] = '-';
        hex(id.getLeastSignificantBits(), 12);
        bytes[length++] = '"';
        return this;
    }

    public JsonBytes number(long number) {
        room(LONG_CHARS);
        if (number < 0) {
            return json(Long.toString(number).getBytes(StandardCharsets.ISO_8859_1));
        }
        int start = length;
        long rest = number;
        do {
            bytes[length++] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        for (int i = start, j = length - 1; i < j; i++, j--) {
            byte digit = bytes[i];
            bytes[i] = bytes[j];
            bytes[j] = digit;
        }
        return this;
    }

    private void escaped(byte b) {
        if (b == '"' || b == '\\') {
            bytes[length++] = '\\';
            bytes[length++] = b;
        } else if (b >= 0 && b < ' ') {
            bytes[length++] = '\\';
            bytes[length++] = 'u';
            hex(b, 4);
        } else {
            bytes[length++] = b;
        }
    }

    private void hex(long value, int digits) {
        for (int i = digits - 1; i >= 0; i--) {
            bytes[length++] = HEX[(int) (value >>> (i * 4)) & 15];
        }
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
