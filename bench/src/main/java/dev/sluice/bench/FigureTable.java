package dev.sluice.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Figures side by side as plain text. Of what most servers have not, there is a column where one has it. */
final class FigureTable {
    private static final int NAME_WIDTH = 24;

    private final Map<String, Figures> rows;
    private final List<Column> columns = new ArrayList<>();

    private record Column(String heading, int width, String format, ToDoubleFunction<Figures> figure) {
        String of(Figures figures) {
            return padded(String.format(Locale.ROOT, format, figure.applyAsDouble(figures)));
        }

        String padded(String text) {
            return " " + " ".repeat(Math.max(0, width - text.length())) + text;
        }
    }

    private FigureTable(Map<String, Figures> rows, String base) {
        this.rows = rows;
        Figures bare = rows.get(base);
        always("requests/s", 12, "%,.0f", Figures::requestsPerSecond);
        always("p50 ms", 10, "%.2f", figures -> figures.p50Micros() / 1e3);
        always("p99 ms", 10, "%.2f", figures -> figures.p99Micros() / 1e3);
        always("server µs", 10, "%.2f", Figures::serverMicros);
        whereAny("tickets µs", 10, "%.2f", Figures::ticketMicros);
        always("postgres µs", 12, "%.2f", Figures::postgresMicros);
        whereAny("redis µs", 10, "%.3f", Figures::redisMicros);
        always("client µs", 10, "%.2f", Figures::clientMicros);
        always("noise", 8, "%.0f%%", figures -> figures.noise() * 100);
        always("errors", 8, "%.0f", Figures::failures);
        always("ratio", 7, "%.2f", figures -> figures.ratioTo(bare));
    }

    /**
     * @param base the name of the row that the ratios refer to
     * @return one line of headings and one a row, each ended
     */
    static String text(Map<String, Figures> rows, String base) {
        return new FigureTable(rows, base).text();
    }

    /** One measurement, on one line. */
    static String line(String name, Figures figures) {
        return String.format(
                Locale.ROOT,
                "%s: %,.0f/s, p50 %.1f ms, p99 %.1f ms; µs: server %.2f, tickets %.2f, postgres %.2f, redis %.3f; noise %.0f%%%n",
                name,
                figures.requestsPerSecond(),
                figures.p50Micros() / 1e3,
                figures.p99Micros() / 1e3,
                figures.serverMicros(),
                figures.ticketMicros(),
                figures.postgresMicros(),
                figures.redisMicros(),
                figures.noise() * 100);
    }

    private void always(String heading, int width, String format, ToDoubleFunction<Figures> figure) {
        columns.add(new Column(heading, width, format, figure));
    }

    private void whereAny(String heading, int width, String format, ToDoubleFunction<Figures> figure) {
        if (rows.values().stream().anyMatch(figures -> figure.applyAsDouble(figures) > 0)) {
            always(heading, width, format, figure);
        }
    }

    private String text() {
        String headings =
                columns.stream().map(column -> column.padded(column.heading)).collect(Collectors.joining());
        return rows.entrySet().stream()
                .map(row -> name(row.getKey())
                        + columns.stream()
                                .map(column -> column.of(row.getValue()))
                                .collect(Collectors.joining())
                        + "\n")
                .collect(Collectors.joining("", name("") + headings + "\n", ""));
    }

    private static String name(String text) {
        return text + " ".repeat(Math.max(0, NAME_WIDTH - text.length()));
    }
}
