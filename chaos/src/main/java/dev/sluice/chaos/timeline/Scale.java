package dev.sluice.chaos.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Time as a place in the drawing: wide enough that a second can be seen where there are ten minutes of them, and bounded where there are hours.
 *
 * @param endMillis the time at the right edge, at least a second
 * @param width in pixels
 */
record Scale(long endMillis, int width) {
    private static final int NARROWEST = 1_100;
    private static final int WIDEST = 2_400;
    private static final int PIXELS_A_SECOND = 4;
    private static final int PIXELS_A_TICK = 80;
    private static final int[] TICKS = {1, 5, 10, 15, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 14_400, 43_200};
    private static final int PIXELS_A_BAR = 2;

    static Scale of(long endMillis) {
        long end = Math.max(1_000, endMillis);
        return new Scale(end, Math.clamp(end / 1_000 * PIXELS_A_SECOND, NARROWEST, WIDEST));
    }

    double x(long millis) {
        return (double) Math.clamp(millis, 0, endMillis) / endMillis * width;
    }

    /** Seconds that one bar stands for, so that it can be seen. */
    long barSeconds() {
        return Math.max(1, Math.ceilDiv(PIXELS_A_BAR * endMillis, 1_000L * width));
    }

    /** Where the time is written, in milliseconds. */
    List<Long> ticks() {
        long step = TICKS[TICKS.length - 1];
        for (int i = TICKS.length - 1; i >= 0 && TICKS[i] * 1_000.0 / endMillis * width >= PIXELS_A_TICK; i--) {
            step = TICKS[i];
        }
        List<Long> ticks = new ArrayList<>();
        for (long at = 0; at <= endMillis; at += step * 1_000) {
            ticks.add(at);
        }
        return ticks;
    }

    /** As people write it. */
    static String text(long millis) {
        long seconds = millis / 1_000;
        return seconds < 3_600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3_600, seconds / 60 % 60, seconds % 60);
    }

    /** A while, as people write it. */
    static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1e3);
    }
}
