package dev.sluice.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured again and again: the least of it, the median, what nine of ten do not exceed, and the most; beside what is wished for. One thread. */
final class Distribution {
    private static final String LINE = "%-46s %6s %10s %10s %12s %10s %14s";

    private final String name;
    private final String format;
    private final String wished;
    private final List<Double> figures = new ArrayList<>();

    /**
     * @param format of a figure
     * @param wished for, in words; empty if nothing is
     */
    Distribution(String name, String format, String wished) {
        this.name = name;
        this.format = format;
        this.wished = wished;
    }

    /** Of milliseconds. */
    static Distribution millis(String name, String wished) {
        return new Distribution(name, "%,.0f ms", wished);
    }

    void add(double figure) {
        figures.add(figure);
    }

    /** The line above others. */
    static String headings() {
        return LINE.formatted("", "times", "least", "median", "nine of ten", "most", "wished for");
    }

    double least() {
        return sorted().getFirst();
    }

    /** Of an even number the upper one. */
    double median() {
        return sorted().get(figures.size() / 2);
    }

    double nineOfTen() {
        return sorted().get((int) Math.ceil(figures.size() * 0.9) - 1);
    }

    double most() {
        return sorted().getLast();
    }

    private List<Double> sorted() {
        return figures.stream().sorted().toList();
    }

    /** One line, with nothing but its name where nothing was measured. */
    @Override
    public String toString() {
        return figures.isEmpty()
                ? LINE.formatted(name, 0, "", "", "", "", wished)
                : LINE.formatted(
                        name, figures.size(), text(least()), text(median()), text(nineOfTen()), text(most()), wished);
    }

    private String text(double figure) {
        return String.format(Locale.ROOT, format, figure);
    }
}
