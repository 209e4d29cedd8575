package dev.sluice.bench;

import java.util.ArrayList;
import java.util.List;

/** How far apart the frames of a page came, by its own clock, and how busy its thread was meanwhile. One thread. */
final class FrameTimes {
    private static final String LINE = "%-44s %8s %10s %10s %10s %10s %10s %12s%n";
    /** From here on a person sees a jerk. */
    private static final double LONG_MILLIS = 50;

    private final List<Double> millis = new ArrayList<>();
    private double busySeconds;
    private double seconds;

    /** @param at when frames began, in milliseconds, in order */
    void add(List<Double> at, double busySecondsMore, double secondsMore) {
        for (int i = 1; i < at.size(); i++) {
            millis.add(at.get(i) - at.get(i - 1));
        }
        busySeconds += busySecondsMore;
        seconds += secondsMore;
    }

    double medianMillis() {
        return within(0.5);
    }

    /** Of the page's thread, for each frame. */
    double busyMillisEach() {
        return busySeconds * 1e3 / Math.max(1, millis.size());
    }

    private double within(double share) {
        return millis.isEmpty()
                ? 0
                : millis.stream().sorted().toList().get((int)
                        Math.min(millis.size() - 1L, (long) (millis.size() * share)));
    }

    private double longShare() {
        return millis.stream().filter(each -> each > LONG_MILLIS).count() / (double) Math.max(1, millis.size());
    }

    /** The line above others. */
    static String headings() {
        return LINE.formatted(
                "frames, ms apart", "frames", "median", "95 %", "worst", "over 50", "to first", "thread busy");
    }

    /** One line. @param base what its median is compared with */
    String line(String name, FrameTimes base) {
        return LINE.formatted(
                name,
                "%,d".formatted(millis.size()),
                "%.1f".formatted(within(0.5)),
                "%.1f".formatted(within(0.95)),
                "%.1f".formatted(within(1)),
                "%.2f%%".formatted(longShare() * 100),
                "%.2f".formatted(medianMillis() / Math.max(0.001, base.medianMillis())),
                "%.0f%%".formatted(100 * busySeconds / Math.max(0.001, seconds)));
    }
}
