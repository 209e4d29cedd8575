package dev.sluice.gateway.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/**
 * The outline of a WebP (RFC 9649). The decoder gets its pixels and how they are seen through, in a file that is made anew around them, and nothing
 * else that stands there. One that moves is refused.
 */
final class WebpOutline {
    private static final int HEADER_BYTES = 12;
    private static final int FRAME_BYTES = 8;
    private static final int EXTENDED_BYTES = 10;
    private static final int LOSSY_BYTES = 10;
    private static final int LOSSLESS_BYTES = 5;

    private static final String EXTENDED = "VP8X";
    private static final String LOSSY = "VP8 ";
    private static final String LOSSLESS = "VP8L";
    private static final String ALPHA = "ALPH";
    private static final String MOVES = "ANIM";
    private static final String CAMERA = "EXIF";

    private static final int ALPHA_FLAG = 0x10;
    private static final int MOVES_FLAG = 0x02;
    private static final int LOSSLESS_SIGN = 0x2F;
    private static final int LOSSY_START = 0x9D012A;
    private static final int SIDE = 0x3FFF;
    private static final int BYTES_A_PIXEL = 4;

    private WebpOutline() {}

    static boolean begins(byte[] bytes) {
        return bytes.length > HEADER_BYTES
                && name(bytes, 0).equals("RIFF")
                && name(bytes, 8).equals("WEBP");
    }

    /** @throws UnusablePictureException if it is none that can be decoded */
    static Outline of(byte[] bytes) {
        Map<String, byte[]> chunks = chunks(bytes);
        byte[] extended = chunks.get(EXTENDED);
        if (chunks.containsKey(MOVES) || extended != null && (at(extended, 0) & MOVES_FLAG) != 0) {
            throw new UnusablePictureException("moves: send one picture");
        }
        boolean lossy = chunks.containsKey(LOSSY);
        byte[] pixels = lossy ? chunks.get(LOSSY) : chunks.get(LOSSLESS);
        if (pixels == null || lossy && chunks.containsKey(LOSSLESS)) {
            throw new UnusablePictureException("has no picture in it");
        }
        int size = lossy ? lossySize(pixels) : losslessSize(pixels);
        int width = size & 0xFFFF;
        int height = size >>> 16;
        if (extended != null && (side(extended, 4) != width || side(extended, 7) != height)) {
            throw new UnusablePictureException("says two things of its size");
        }
        byte[] camera = chunks.get(CAMERA);
        int orientation = camera == null ? Exif.UPRIGHT : Exif.orientation(camera, exifStart(camera), camera.length);
        byte[] alpha = lossy ? chunks.get(ALPHA) : null;
        return new Outline(width, height, BYTES_A_PIXEL, 3, orientation, written(lossy, pixels, alpha, width, height));
    }

    /** The first of each name. */
    private static Map<String, byte[]> chunks(byte[] bytes) {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long end = HEADER_BYTES - 4L + (file.getInt(4) & 0xFFFFFFFFL);
        if (end > bytes.length) {
            throw new UnusablePictureException("ends in the middle");
        }
        Map<String, byte[]> chunks = new TreeMap<>();
        int at = HEADER_BYTES;
        while (at + FRAME_BYTES <= end) {
            long length = file.getInt(at + 4) & 0xFFFFFFFFL;
            if (length > end - at - FRAME_BYTES) {
                throw new UnusablePictureException("ends in the middle");
            }
            byte[] content = new byte[(int) length];
            file.get(at + FRAME_BYTES, content);
            chunks.putIfAbsent(name(bytes, at), content);
            at += FRAME_BYTES + (int) length + ((int) length & 1);
        }
        return chunks;
    }

    /** The width in the lower half of the bits, the height in the upper. RFC 6386, 9.1. */
    private static int lossySize(byte[] pixels) {
        if (pixels.length < LOSSY_BYTES
                || (pixels[0] & 1) != 0
                || (at(pixels, 3) << 16 | at(pixels, 4) << 8 | at(pixels, 5)) != LOSSY_START) {
            throw new UnusablePictureException("does not begin with its size");
        }
        int width = (at(pixels, 6) | at(pixels, 7) << 8) & SIDE;
        int height = (at(pixels, 8) | at(pixels, 9) << 8) & SIDE;
        return height << 16 | width;
    }

    private static int losslessSize(byte[] pixels) {
        if (pixels.length < LOSSLESS_BYTES || at(pixels, 0) != LOSSLESS_SIGN) {
            throw new UnusablePictureException("does not begin with its size");
        }
        int bits = at(pixels, 1) | at(pixels, 2) << 8 | at(pixels, 3) << 16 | at(pixels, 4) << 24;
        return ((bits >>> 14 & SIDE) + 1) << 16 | (bits & SIDE) + 1;
    }

    /** Less one, in three bytes. */
    private static int side(byte[] extended, int from) {
        return (at(extended, from) | at(extended, from + 1) << 8 | at(extended, from + 2) << 16) + 1;
    }

    private static int at(byte[] bytes, int index) {
        if (index >= bytes.length) {
            throw new UnusablePictureException("ends in the middle");
        }
        return bytes[index] & 0xFF;
    }

    /** Some begin as in a JPEG. */
    private static int exifStart(byte[] camera) {
        boolean named = camera.length >= 6 && name(camera, 0).equals("Exif");
        return named ? 6 : 0;
    }

    private static byte[] written(boolean lossy, byte[] pixels, byte[] alpha, int width, int height) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream(pixels.length + 64);
        if (alpha != null) {
            byte[] extended = new byte[EXTENDED_BYTES];
            extended[0] = ALPHA_FLAG;
            for (int i = 0; i < 3; i++) {
                extended[4 + i] = (byte) (width - 1 >> 8 * i);
                extended[7 + i] = (byte) (height - 1 >> 8 * i);
            }
            chunk(chunks, EXTENDED, extended);
            chunk(chunks, ALPHA, alpha);
        }
        chunk(chunks, lossy ? LOSSY : LOSSLESS, pixels);
        ByteArrayOutputStream file = new ByteArrayOutputStream(chunks.size() + HEADER_BYTES);
        file.writeBytes("RIFF".getBytes(ISO_8859_1));
        file.writeBytes(number(4 + chunks.size()));
        file.writeBytes("WEBP".getBytes(ISO_8859_1));
        file.writeBytes(chunks.toByteArray());
        return file.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String name, byte[] content) {
        out.writeBytes(name.getBytes(ISO_8859_1));
        out.writeBytes(number(content.length));
        out.writeBytes(content);
        if (content.length % 2 == 1) {
            out.write(0);
        }
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    private static String name(byte[] bytes, int from) {
        return new String(bytes, from, 4, ISO_8859_1);
    }
}
