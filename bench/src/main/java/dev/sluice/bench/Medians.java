package dev.sluice.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures by name, of several rounds. */
final class Medians {
    private final Map<String, List<Double>> figures = new LinkedHashMap<>();

    void add(String name, double figure) {
        figures.computeIfAbsent(name, _ -> new ArrayList<>()).add(figure);
    }

    /** Of an even number the upper one. */
    double of(String name) {
        double[] sorted = figures.get(name).stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    /** Forgets what was added; for rounds that were for warming up. */
    void clear() {
        figures.clear();
    }
}
