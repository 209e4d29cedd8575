package dev.sluice.gateway.picture;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * The outline of a JPEG (ITU T.81, annex B). Of its segments the decoder gets tables, the frame, scans, and what tells the colours; whatever else cameras
 * and programs put there is left out, as is what follows its end.
 */
final class JpegOutline {
    /** A picture in progressive scans has about ten. Each goes over all of it, however short it is. */
    private static final int MAX_SCANS = 64;

    private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};
    private static final byte[] JFIF = {'J', 'F', 'I', 'F', 0};
    private static final byte[] ADOBE = {'A', 'd', 'o', 'b', 'e'};
    private static final byte[] PLAIN_JFIF = {
        (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
    };

    private static final int START_OF_IMAGE = 0xD8;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    private static final int BASELINE = 0xC0;
    private static final int EXTENDED = 0xC1;
    private static final int PROGRESSIVE = 0xC2;
    private static final int HUFFMAN_TABLES = 0xC4;
    private static final int QUANTIZATION_TABLES = 0xDB;
    private static final int RESTART_INTERVAL = 0xDD;
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int APP14 = 0xEE;
    private static final int APP15 = 0xEF;
    private static final int COMMENT = 0xFE;

    private final byte[] bytes;
    private final ByteArrayOutputStream needed;
    private int at = 2;
    private int width;
    private int height;
    private int components;
    private int scans;
    private int orientation = Exif.UPRIGHT;

    private JpegOutline(byte[] bytes) {
        this.bytes = bytes;
        this.needed = new ByteArrayOutputStream(bytes.length);
    }

    static boolean begins(byte[] bytes) {
        return bytes.length > 2 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == START_OF_IMAGE;
    }

    /** @throws UnusablePictureException if it is none that can be decoded */
    static Outline of(byte[] bytes) {
        try {
            return new JpegOutline(bytes).read();
        } catch (IndexOutOfBoundsException e) {
            throw new UnusablePictureException("ends in the middle", e);
        }
    }

    private Outline read() {
        needed.write(bytes, 0, 2);
        for (int marker = marker(); marker != END_OF_IMAGE; marker = marker()) {
            segment(marker);
        }
        if (components == 0 || scans == 0) {
            throw new UnusablePictureException("has no picture in it");
        }
        needed.write(0xFF);
        needed.write(END_OF_IMAGE);
        return new Outline(width, height, components, components, orientation, needed.toByteArray());
    }

    private int marker() {
        if ((bytes[at++] & 0xFF) != 0xFF) {
            throw new UnusablePictureException("is broken: there is no segment where one has to be");
        }
        int marker = bytes[at++] & 0xFF;
        while (marker == 0xFF) {
            marker = bytes[at++] & 0xFF;
        }
        return marker;
    }

    private void segment(int marker) {
        int start = at;
        int end = start + number(start);
        if (end < start + 2 || end > bytes.length) {
            throw new UnusablePictureException("ends in the middle");
        }
        at = end;
        switch (marker) {
            case BASELINE, EXTENDED, PROGRESSIVE -> {
                frame(start);
                copy(marker, start, end);
            }
            case HUFFMAN_TABLES, QUANTIZATION_TABLES, RESTART_INTERVAL -> copy(marker, start, end);
            case START_OF_SCAN -> {
                copy(marker, start, end);
                scan();
            }
            case APP0 -> {
                if (has(start + 2, end, JFIF)) {
                    needed.write(PLAIN_JFIF, 0, PLAIN_JFIF.length);
                }
            }
            case APP1 -> {
                if (has(start + 2, end, EXIF)) {
                    orientation = Exif.orientation(bytes, start + 2 + EXIF.length, end);
                }
            }
            case APP14 -> {
                if (has(start + 2, end, ADOBE) && end - start >= 14) {
                    copy(marker, start, end);
                }
            }
            default -> {
                boolean beside = marker > APP0 && marker <= APP15 || marker == COMMENT;
                if (!beside) {
                    throw new UnusablePictureException(
                            "is of a kind of JPEG that is not taken: save it as baseline or progressive");
                }
            }
        }
    }

    private void frame(int start) {
        if (components != 0 || bytes[start + 2] != 8) {
            throw new UnusablePictureException("is of a kind of JPEG that is not taken: save it with 8 bits a colour");
        }
        height = number(start + 3);
        width = number(start + 5);
        components = bytes[start + 7] & 0xFF;
        if (components != 1 && components != 3 && components != 4) {
            throw new UnusablePictureException("has " + components + " colours");
        }
        // What is too large is refused before its scans are gone through.
        new Outline(width, height, components, components, orientation, new byte[0]);
    }

    /** What is coded goes on until a marker that is none of its own. */
    private void scan() {
        if (components == 0 || ++scans > MAX_SCANS) {
            throw new UnusablePictureException("has more than " + MAX_SCANS + " scans, or one that belongs to nothing");
        }
        int start = at;
        while (true) {
            while ((bytes[at] & 0xFF) != 0xFF) {
                at++;
            }
            int next = bytes[at + 1] & 0xFF;
            boolean own = next == 0 || next >= 0xD0 && next <= 0xD7;
            if (!own && next != 0xFF) {
                needed.write(bytes, start, at - start);
                return;
            }
            at += own ? 2 : 1;
        }
    }

    private void copy(int marker, int start, int end) {
        needed.write(0xFF);
        needed.write(marker);
        needed.write(bytes, start, end - start);
    }

    private boolean has(int start, int end, byte[] name) {
        return end - start >= name.length && Arrays.equals(bytes, start, start + name.length, name, 0, name.length);
    }

    private int number(int index) {
        return (bytes[index] & 0xFF) << 8 | bytes[index + 1] & 0xFF;
    }
}
