package dev.sluice.app.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What is reckoned, line by line, and with which figures. Of one thread. */
final class Sheet {
    /**
     * One line, or the heading of those that follow it.
     *
     * @param how its arithmetic; null for a heading
     */
    record Line(String what, String how, String result) {}

    private static final double SMALL = 100;

    private final PlanFigures figures;
    private final List<Line> lines = new ArrayList<>();
    private final Set<String> used = new TreeSet<>();

    Sheet(PlanFigures figures) {
        this.figures = figures;
    }

    void heading(String what) {
        lines.add(new Line(what, null, null));
    }

    /** Writes a result down, and returns it. */
    double line(String what, double result, String unit, String how) {
        lines.add(new Line(what, how, (number(result) + " " + unit).strip()));
        return result;
    }

    long line(String what, long result, String unit, String how) {
        lines.add(new Line(what, how, (number(result) + " " + unit).strip()));
        return result;
    }

    /** A figure, which is then one of those that were used. */
    double figure(String name) {
        used.add(name);
        return figures.of(name).value();
    }

    /** A figure as lines quote it. */
    String quoted(String name) {
        PlanFigures.Measured figure = figures.of(name);
        return "%s %s [%s]".formatted(number(figure.value()), figure.unit(), name);
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }

    Set<String> used() {
        return Set.copyOf(used);
    }

    /** With three places where it is small, none where it is large. */
    static String number(double value) {
        if (value == Math.rint(value) || Math.abs(value) >= SMALL) {
            return String.format(Locale.ROOT, "%,d", Math.round(value));
        }
        return String.format(Locale.ROOT, Math.abs(value) < 1 ? "%.3f" : "%.2f", value);
    }
}
