package dev.sluice.format.imports;

import dev.sluice.json.Utf8Check;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/**
 * The bytes of a file of a feed, without a byte order mark. Reading them fails where they are not UTF-8, are more than a feed has, or, at
 * their end, are not what was packed.
 */
final class GtfsText extends FilterInputStream {
    /** Of one file. Those of whole countries have less. */
    private static final long MAX_BYTES = 4L << 30;
    /** Up to so many bytes it does not matter how well they were packed. Real tables swell to ten or twenty times. */
    private static final long ANY_BYTES = 64L << 20;

    private static final int MAX_SWELLING = 200;
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final ZipEntry entry;
    private final long maxBytes;
    private final Utf8Check check = new Utf8Check();
    private final CRC32 sum = new CRC32();
    private long size;
    /** How many bytes of a mark may still come; after that there is none. */
    private int markAt;

    /** @param maxBytes that may be read of it at most */
    GtfsText(InputStream packed, ZipEntry entry, long maxBytes) {
        super(packed);
        this.entry = entry;
        this.maxBytes = Math.min(maxBytes, MAX_BYTES);
    }

    /** How many bytes were read so far, unpacked. */
    long size() {
        return size;
    }

    /** Says where something is wrong. */
    static final class UnreadableException extends IOException {
        private static final long serialVersionUID = 1L;

        private final long line;

        UnreadableException(long line, String message) {
            super(message);
            this.line = line;
        }

        long line() {
            return line;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int count = read(one, 0, 1);
        return count < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count;
        do {
            count = in.read(into, offset, length);
            if (count < 0) {
                requireWhole();
                return -1;
            }
            take(into, offset, count);
            count = withoutMark(into, offset, count);
        } while (count == 0);
        return count;
    }

    private void take(byte[] bytes, int offset, int count) throws UnreadableException {
        size += count;
        sum.update(bytes, offset, count);
        if (size > maxBytes || (size > ANY_BYTES && size / MAX_SWELLING > entry.getCompressedSize())) {
            throw new UnreadableException(check.line(), "swells to more than a feed has; nothing is read of it");
        }
    }

    /** Returns how many bytes are left, moved to the front. */
    private int withoutMark(byte[] bytes, int offset, int count) throws UnreadableException {
        int skipped = 0;
        while (markAt < MARK.length && skipped < count && bytes[offset + skipped] == MARK[markAt]) {
            skipped++;
            markAt++;
        }
        if (skipped < count) {
            if (markAt > 0 && markAt < MARK.length) {
                throw new UnreadableException(1, "is not UTF-8 at column 1");
            }
            markAt = MARK.length;
        }
        int left = count - skipped;
        System.arraycopy(bytes, offset + skipped, bytes, offset, left);
        if (!check.add(bytes, offset, left)) {
            throw notUtf8();
        }
        return left;
    }

    private UnreadableException notUtf8() {
        return new UnreadableException(check.line(), "is not UTF-8 at column " + check.column());
    }

    private void requireWhole() throws UnreadableException {
        if (!check.isWhole()) {
            throw notUtf8();
        }
        if (entry.getCrc() >= 0 && entry.getCrc() != sum.getValue()) {
            throw new UnreadableException(check.line(), "is damaged: its checksum is another");
        }
    }
}
