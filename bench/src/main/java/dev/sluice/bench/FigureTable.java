package dev.sluice.bench;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Figures side by side as plain text. */
final class FigureTable {
    private static final String HEADINGS = "%-24s %12s %10s %10s %10s %12s %10s %8s %8s %7s"
            .formatted(
                    "",
                    "requests/s",
                    "p50 ms",
                    "p99 ms",
                    "server µs",
                    "postgres µs",
                    "client µs",
                    "noise",
                    "errors",
                    "ratio");

    private FigureTable() {}

    /**
     * @param base the name of the row that the ratios refer to
     * @return one line of headings and one a row, each ended
     */
    static String text(Map<String, Figures> rows, String base) {
        Figures bare = rows.get(base);
        return rows.entrySet().stream()
                .map(row -> line(row.getKey(), row.getValue(), bare))
                .collect(Collectors.joining("", HEADINGS + "\n", ""));
    }

    private static String line(String name, Figures figures, Figures bare) {
        return String.format(
                Locale.ROOT,
                "%-24s %,12.0f %10.2f %10.2f %10.2f %12.2f %10.2f %7.0f%% %8.0f %7.2f%n",
                name,
                figures.requestsPerSecond(),
                figures.p50Micros() / 1e3,
                figures.p99Micros() / 1e3,
                figures.serverMicros(),
                figures.postgresMicros(),
                figures.clientMicros(),
                figures.noise() * 100,
                figures.failures(),
                figures.ratioTo(bare));
    }
}
