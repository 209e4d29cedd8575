package dev.sluice.crowd.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Finds where HTTP/1.1 responses end, and reads no more of them than that takes: the status, {@code Content-Length}, and
 * {@code Location} when asked. One a connection; one thread.
 *
 * <p>It keeps no half-read head: {@link #parse} leaves one in the buffer, and the caller presents it again with more bytes behind
 * it. Of a body it keeps only the number of bytes still to come. Lines are found eight bytes at a time, which is why buffers must
 * be little-endian; a head of 200 bytes costs some tens of nanoseconds.
 */
final class ResponseParser {
    static final int MAX_HEAD_BYTES = 8 * 1024;
    private static final int MIN_HEAD_BYTES = "HTTP/1.1 200\r\n\r\n".length();

    private static final long LOWER_CASE = 0x2020202020202020L;
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LINE_FEEDS = '\n' * LOW_BITS;
    private static final long CONTENT_ = word("content-");
    private static final long LENGTH_ = word("length: ");
    private static final long LENGTH_COLON_MASK = 0x00FFFFFFFFFFFFFFL;
    private static final long LOCATION = word("location");
    private static final int CONTENT_LENGTH_NAME_BYTES = 15;
    private static final int LOCATION_NAME_BYTES = 9;

    private final boolean keepsLocation;
    private int status;
    private long bodyBytes;
    private long bodyBytesMissing;
    private String location;

    ResponseParser(boolean keepsLocation) {
        this.keepsLocation = keepsLocation;
    }

    /**
     * Consumes at most one response.
     *
     * @param in little-endian, readable from position to limit; what it holds of an incomplete head stays in it
     * @return whether a final response ended; false wants more bytes
     * @throws MalformedResponse when the bytes are no response this parser can find the end of
     */
    boolean parse(ByteBuffer in) {
        while (bodyBytesMissing == 0) {
            if (!head(in)) {
                return false;
            }
            if (status >= 200 && bodyBytesMissing == 0) {
                return true;
            }
        }
        int skipped = (int) Math.min(bodyBytesMissing, in.remaining());
        in.position(in.position() + skipped);
        bodyBytesMissing -= skipped;
        return bodyBytesMissing == 0;
    }

    /** Forgets a response that was begun, for a new connection. */
    void reset() {
        bodyBytesMissing = 0;
    }

    int status() {
        return status;
    }

    /** The last response's {@code Location}, or null where it had none or none was asked for. */
    String location() {
        return location;
    }

    private boolean head(ByteBuffer in) {
        int start = in.position();
        int limit = in.limit();
        int lineEnd = lineFeed(in, start, limit);
        bodyBytes = -1;
        location = null;
        for (int line = lineEnd + 1; lineEnd >= 0; line = lineEnd + 1) {
            lineEnd = lineFeed(in, line, limit);
            if (lineEnd >= 0 && lineEnd - line <= 1) {
                end(in, start, lineEnd + 1);
                return true;
            }
            if (lineEnd >= 0) {
                header(in, line, lineEnd);
            }
        }
        if (limit - start > MAX_HEAD_BYTES) {
            throw new MalformedResponse("a head of more than " + MAX_HEAD_BYTES + " bytes");
        }
        return false;
    }

    private void end(ByteBuffer in, int start, int end) {
        status = statusAt(in, start, end);
        boolean bare = status < 200 || status == 204 || status == 304;
        if (!bare && bodyBytes < 0) {
            throw new MalformedResponse("status " + status + " without Content-Length");
        }
        bodyBytesMissing = bare ? 0 : bodyBytes;
        in.position(end);
    }

    private void header(ByteBuffer in, int line, int lineEnd) {
        int length = lineEnd - line;
        if (length <= LOCATION_NAME_BYTES) {
            return;
        }
        long name = in.getLong(line) | LOWER_CASE;
        if (name == CONTENT_ && length > CONTENT_LENGTH_NAME_BYTES) {
            if (((in.getLong(line + Long.BYTES) | LOWER_CASE) & LENGTH_COLON_MASK) == LENGTH_) {
                bodyBytes = number(in, line + CONTENT_LENGTH_NAME_BYTES, lineEnd);
            }
        } else if (keepsLocation && name == LOCATION && in.get(line + Long.BYTES) == ':') {
            location = text(in, line + LOCATION_NAME_BYTES, lineEnd);
        }
    }

    private static int statusAt(ByteBuffer in, int start, int end) {
        if (end - start < MIN_HEAD_BYTES || in.get(start) != 'H') {
            throw new MalformedResponse("no status line");
        }
        int status = 0;
        for (int i = 9; i < 12; i++) {
            status = status * 10 + in.get(start + i) - '0';
        }
        if (status < 100 || status > 999) {
            throw new MalformedResponse("no status");
        }
        return status;
    }

    private static long number(ByteBuffer in, int from, int lineEnd) {
        long number = 0;
        for (int i = from; i < lineEnd; i++) {
            byte digit = in.get(i);
            if (digit >= '0' && digit <= '9') {
                number = number * 10 + digit - '0';
            } else if (digit != ' ' && digit != '\r') {
                throw new MalformedResponse("Content-Length is no number");
            }
        }
        return number;
    }

    private static String text(ByteBuffer in, int from, int lineEnd) {
        byte[] bytes = new byte[lineEnd - from];
        in.get(from, bytes);
        return new String(bytes, ISO_8859_1).trim();
    }

    /** The index of the first line feed, or -1. The lowest set bit of {@code found} is exact, the ones above it need not be. */
    private static int lineFeed(ByteBuffer in, int from, int limit) {
        int i = from;
        for (; i <= limit - Long.BYTES; i += Long.BYTES) {
            long difference = in.getLong(i) ^ LINE_FEEDS;
            long found = (difference - LOW_BITS) & ~difference & HIGH_BITS;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        for (; i < limit; i++) {
            if (in.get(i) == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static long word(String eight) {
        // The blank that ends "length: " stands for a byte that is masked away.
        long word = ByteBuffer.wrap(eight.getBytes(ISO_8859_1))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        return eight.endsWith(" ") ? word & LENGTH_COLON_MASK : word;
    }

    /** The server sent what this client cannot read; the connection is of no more use. */
    static final class MalformedResponse extends RuntimeException {
        private static final long serialVersionUID = 1;

        MalformedResponse(String message) {
            super(message);
        }
    }
}
