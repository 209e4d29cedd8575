package dev.sluice.chaos.timeline;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** What was answered, a row for each kind, with bars whose height is the logarithm of the number, so that one of many thousands is seen. */
final class AnswerBars {
    static final int ROW = 34;

    /** One row. */
    record Row(String name, String style, ToLongFunction<AnswerCounts> count) {}

    static final List<Row> ROWS = List.of(
            new Row("granted", "granted", AnswerCounts::granted),
            new Row("taken in (202)", "taken", AnswerCounts::takenIn),
            new Row("refused", "refused", AnswerCounts::refused),
            new Row("come back (503)", "busy", AnswerCounts::busy),
            new Row("failed, no answer", "broken", AnswerCounts::broken));

    private static final int ROOM = ROW - 6;

    private final Scale scale;
    private final List<AnswerCounts> bars;

    AnswerBars(Scale scale, List<AnswerCounts> counts) {
        this.scale = scale;
        this.bars = gathered(counts, 1_000 * scale.barSeconds());
    }

    /** Whoever answered, by the time in which it began. */
    private static List<AnswerCounts> gathered(List<AnswerCounts> counts, long barMillis) {
        Map<Long, AnswerCounts> byTime = new TreeMap<>();
        for (AnswerCounts one : counts) {
            long from = Math.floorDiv(one.fromMillis(), barMillis) * barMillis;
            byTime.merge(from, at(one, from, barMillis), AnswerBars::sum);
        }
        return List.copyOf(byTime.values());
    }

    private static AnswerCounts at(AnswerCounts one, long from, long barMillis) {
        return new AnswerCounts(
                from, from + barMillis, "", one.granted(), one.takenIn(), one.refused(), one.busy(), one.broken());
    }

    private static AnswerCounts sum(AnswerCounts one, AnswerCounts other) {
        return new AnswerCounts(
                one.fromMillis(),
                one.toMillis(),
                "",
                one.granted() + other.granted(),
                one.takenIn() + other.takenIn(),
                one.refused() + other.refused(),
                one.busy() + other.busy(),
                one.broken() + other.broken());
    }

    long most(Row row) {
        return bars.stream().mapToLong(row.count).max().orElse(0);
    }

    long total(Row row) {
        return bars.stream().mapToLong(row.count).sum();
    }

    void draw(Markup svg, Row row, int top) {
        long most = most(row);
        for (AnswerCounts bar : bars) {
            long count = row.count.applyAsLong(bar);
            if (count > 0) {
                double height = Math.max(2, ROOM * Math.log1p(count) / Math.log1p(most));
                double x = scale.x(bar.fromMillis());
                double width = Math.max(1, scale.x(bar.toMillis()) - x - 0.3);
                svg.box(
                        row.style,
                        x,
                        top + ROW - 3 - height,
                        width,
                        height,
                        Scale.text(bar.fromMillis()) + " " + row.name + ": " + count);
            }
        }
    }
}
