package dev.sluice.gateway.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;

/** The outline of a PNG (W3C, third edition). The decoder gets its header, palette, transparency and pixels, and nothing else that stands there. */
final class PngOutline {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int HEADER_BYTES = 13;
    /** Of a chunk beside its content: length, type, checksum. */
    private static final int FRAME_BYTES = 12;

    private static final int PALETTE = 3;

    private PngOutline() {}

    static boolean begins(byte[] bytes) {
        return bytes.length > SIGNATURE.length
                && Arrays.equals(bytes, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }

    /** @throws UnusablePictureException if it is none that can be decoded */
    static Outline of(byte[] bytes) {
        ByteBuffer file = ByteBuffer.wrap(bytes);
        ByteArrayOutputStream needed = new ByteArrayOutputStream(bytes.length);
        needed.write(bytes, 0, SIGNATURE.length);
        int at = SIGNATURE.length;
        Outline header = null;
        int orientation = Exif.UPRIGHT;
        boolean pixels = false;
        while (true) {
            int length = bytes.length - at < FRAME_BYTES ? -1 : file.getInt(at);
            if (length < 0 || length > bytes.length - at - FRAME_BYTES) {
                throw new UnusablePictureException("ends in the middle");
            }
            String type = new String(bytes, at + 4, 4, ISO_8859_1);
            int content = at + 8;
            if (header == null && (!type.equals("IHDR") || length != HEADER_BYTES)) {
                throw new UnusablePictureException("does not begin with its size");
            }
            switch (type) {
                case "IHDR" -> {
                    if (header != null) {
                        throw new UnusablePictureException("has two sizes");
                    }
                    header = header(file, content);
                    copy(bytes, at, length, needed);
                }
                case "PLTE", "tRNS" -> copy(bytes, at, length, needed);
                case "IDAT" -> {
                    pixels = true;
                    copy(bytes, at, length, needed);
                }
                case "eXIf" -> orientation = Exif.orientation(bytes, content, content + length);
                case "IEND" -> {
                    copy(bytes, at, length, needed);
                    if (!pixels) {
                        throw new UnusablePictureException("has no picture in it");
                    }
                    return new Outline(
                            header.width(),
                            header.height(),
                            header.bytesAPixel(),
                            header.components(),
                            orientation,
                            needed.toByteArray());
                }
                default -> {}
            }
            at = content + length + 4;
        }
    }

    private static Outline header(ByteBuffer file, int at) {
        int depth = file.get(at + 8);
        int colour = file.get(at + 9);
        int components = switch (colour) {
            case 0, PALETTE -> 1;
            case 4 -> 2;
            case 2 -> 3;
            case 6 -> 4;
            default -> throw new UnusablePictureException("has colours of no kind that there is");
        };
        if (depth != 1 && depth != 2 && depth != 4 && depth != 8 && depth != 16) {
            throw new UnusablePictureException("has colours of no depth that there is");
        }
        int bytesAPixel = components * (depth == 16 ? 2 : 1);
        return new Outline(file.getInt(at), file.getInt(at + 4), bytesAPixel, components, Exif.UPRIGHT, new byte[0]);
    }

    private static void copy(byte[] bytes, int at, int length, ByteArrayOutputStream needed) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes, at + 4, 4 + length);
        if ((int) checksum.getValue() != ByteBuffer.wrap(bytes).getInt(at + 8 + length)) {
            throw new UnusablePictureException("is broken: a checksum is another");
        }
        needed.write(bytes, at, FRAME_BYTES + length);
    }
}
