package dev.sluice.gateway.picture;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * A picture: sRGB, row by row, each with its alpha in the highest byte, not multiplied in.
 *
 * <p>It is made smaller by the mean over the area that a pixel covers, which needs one row of the larger picture at a time.
 */
record Pixels(int width, int height, int[] argb) {
    private static final int CHANNELS = 4;
    private static final int OPAQUE = 0xFF;

    /** A picture that is read once, from its first row to its last. */
    interface Rows {
        /** Puts the row there that comes next. */
        void next(int y, int[] argb);
    }

    /** Which pixels of the smaller picture those of the larger one are parts of, along one axis: of two that follow one another. */
    private record Cover(int[] first, float[] inFirst, float[] inNext) {
        static Cover of(int from, int to) {
            double scale = (double) to / from;
            int[] first = new int[from];
            float[] inFirst = new float[from];
            float[] inNext = new float[from];
            for (int i = 0; i < from; i++) {
                double start = i * scale;
                first[i] = Math.min(to - 1, (int) start);
                double border = first[i] + 1.0;
                double over = first[i] == to - 1 ? 0 : Math.max(0, start + scale - border);
                inNext[i] = (float) over;
                inFirst[i] = (float) (scale - over);
            }
            return new Cover(first, inFirst, inNext);
        }
    }

    /** @param toWidth at most {@code width} */
    static Pixels of(int width, int height, Rows rows, int toWidth) {
        int toHeight = Math.max(1, Math.toIntExact(Math.round((double) height * toWidth / width)));
        Cover across = Cover.of(width, toWidth);
        Cover down = Cover.of(height, toHeight);
        int[] argb = new int[toWidth * toHeight];
        int[] row = new int[width];
        float[] line = new float[toWidth * CHANNELS];
        float[] sum = new float[line.length];
        float[] next = new float[line.length];
        int at = 0;
        for (int y = 0; y < height; y++) {
            if (down.first[y] != at) {
                write(sum, argb, at * toWidth);
                float[] written = sum;
                sum = next;
                next = written;
                Arrays.fill(next, 0);
                at = down.first[y];
            }
            rows.next(y, row);
            squeeze(row, across, line);
            for (int i = 0; i < line.length; i++) {
                sum[i] += line[i] * down.inFirst[y];
                next[i] += line[i] * down.inNext[y];
            }
        }
        write(sum, argb, at * toWidth);
        return new Pixels(toWidth, toHeight, argb);
    }

    private static void squeeze(int[] row, Cover across, float[] line) {
        Arrays.fill(line, 0);
        for (int x = 0; x < row.length; x++) {
            int pixel = row[x];
            int alpha = pixel >>> 24;
            float red = (pixel >> 16 & 0xFF) * alpha;
            float green = (pixel >> 8 & 0xFF) * alpha;
            float blue = (pixel & 0xFF) * alpha;
            int to = across.first[x] * CHANNELS;
            add(line, to, across.inFirst[x], alpha, red, green, blue);
            if (across.inNext[x] > 0) {
                add(line, to + CHANNELS, across.inNext[x], alpha, red, green, blue);
            }
        }
    }

    private static void add(float[] line, int to, float share, int alpha, float red, float green, float blue) {
        line[to] += share * alpha;
        line[to + 1] += share * red;
        line[to + 2] += share * green;
        line[to + 3] += share * blue;
    }

    private static void write(float[] sum, int[] argb, int from) {
        for (int i = 0; i < sum.length / CHANNELS; i++) {
            float alpha = sum[i * CHANNELS];
            if (alpha > 0) {
                int red = level(sum[i * CHANNELS + 1] / alpha);
                int green = level(sum[i * CHANNELS + 2] / alpha);
                int blue = level(sum[i * CHANNELS + 3] / alpha);
                argb[from + i] = level(alpha) << 24 | red << 16 | green << 8 | blue;
            }
        }
    }

    private static int level(float value) {
        return Math.clamp(Math.round(value), 0, OPAQUE);
    }

    /** The same of another width, which is at most this one. */
    Pixels to(int toWidth) {
        return toWidth == width
                ? this
                : of(width, height, (y, row) -> System.arraycopy(argb, y * width, row, 0, width), toWidth);
    }

    /** Upright, where a camera was held so. */
    Pixels turned(int orientation) {
        if (orientation == Exif.UPRIGHT) {
            return this;
        }
        boolean lies = orientation > 4;
        int toWidth = lies ? height : width;
        int toHeight = lies ? width : height;
        int[] to = new int[argb.length];
        for (int y = 0; y < toHeight; y++) {
            for (int x = 0; x < toWidth; x++) {
                int right = toWidth - 1 - x;
                int below = toHeight - 1 - y;
                to[y * toWidth + x] = switch (orientation) {
                    case 2 -> at(right, y);
                    case 3 -> at(right, below);
                    case 4 -> at(x, below);
                    case 5 -> at(y, x);
                    case 6 -> at(y, right);
                    case 7 -> at(below, right);
                    default -> at(below, x);
                };
            }
        }
        return new Pixels(toWidth, toHeight, to);
    }

    private int at(int x, int y) {
        return argb[y * width + x];
    }

    boolean isOpaque() {
        for (int pixel : argb) {
            if (pixel >>> 24 != OPAQUE) {
                return false;
            }
        }
        return true;
    }

    BufferedImage image() {
        int type = isOpaque() ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB;
        BufferedImage image = new BufferedImage(width, height, type);
        image.setRGB(0, 0, width, height, argb, 0, width);
        return image;
    }
}
