package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
    private static final long SECOND_NANOS = 1_000_000_000;

    private final List<String> order = new ArrayList<>();

    @Test
    void contendersTakeTurnsAfterARoundThatDoesNotCount() throws Exception {
        rounds(2).medians();
        assertThat(order).containsExactly("bare", "sale", "bare", "sale", "bare", "sale");
    }

    @Test
    void mediansAreQuotedAndCompared() throws Exception {
        Map<String, Figures> medians = rounds(3).medians();
        assertThat(medians.get("bare").requestsPerSecond()).isEqualTo(500);
        assertThat(medians.get("sale").ratioTo(medians.get("bare"))).isEqualTo(6.0 / 5);
        assertThat(FigureTable.text(medians, "bare").lines()).hasSize(3).anyMatch(line -> line.endsWith("1.20"));
    }

    @Test
    void noisyMeasurementIsRepeatedAndTheQuietestCounts() throws Exception {
        long[] machineMicros = {0, 1_900_000, 1_300_000, 1_500_000};
        Figures median = new Comparison(1)
                .compare("bare", () -> {
                    order.add("bare");
                    return result(order.size() * 100L, machineMicros[order.size() - 1]);
                })
                .medians()
                .get("bare");
        assertThat(order).hasSize(4);
        assertThat(median.requestsPerSecond()).isEqualTo(300);
    }

    @Test
    void resultSurvivesItsLines() {
        LoadResult result = result(7, 1);
        Map<String, String> lines = new HashMap<>();
        result.lines().forEach(line -> lines.put(line.split("=")[0], line.split("=")[1]));
        assertThat(LoadResult.parse(lines)).isEqualTo(result);
    }

    @Test
    void noiseIsWhatNobodyOfTheLoadUsed() {
        Figures figures = Figures.of(result(1000, 1_500_000), 2);
        assertThat(figures.noise()).isEqualTo((1_500_000 - 900_000) / 2e6);
        assertThat(figures.serverMicros()).isEqualTo(400);
        assertThat(figures.ticketMicros()).isEqualTo(150);
        assertThat(figures.redisMicros()).isEqualTo(50);
    }

    @Test
    void requestsForProcessorTimeAreComparedWithoutEnginesAndLoad() {
        Figures one = Figures.of(result(1000, 1), 2);
        Figures other = Figures.of(result(500, 1), 2);
        assertThat(other.processorRatioTo(one)).isEqualTo(0.5);
    }

    @Test
    void columnsThatNobodyFillsAreLeftOut() {
        LoadResult alone = new LoadResult(
                Map.of(201, 1000L), 0, 0, SECOND_NANOS, 50, 99, 100, 300_000, List.of(400_000L), 200_000, 0, 1);
        assertThat(FigureTable.text(Map.of("alone", Figures.of(alone, 2)), "alone"))
                .contains("server µs", "postgres µs")
                .doesNotContain("redis", "tickets");
        assertThat(FigureTable.text(Map.of("several", Figures.of(result(1000, 1), 2)), "several"))
                .contains("tickets µs", "redis µs");
    }

    private Comparison rounds(int count) {
        return new Comparison(count).compare("bare", () -> turn("bare")).compare("sale", () -> turn("sale"));
    }

    private LoadResult turn(String name) {
        order.add(name);
        return result(order.size() * 100L, 1_000_000);
    }

    private static LoadResult result(long responses, long machineMicros) {
        return new LoadResult(
                Map.of(201, responses),
                3,
                2,
                SECOND_NANOS,
                50,
                99,
                100,
                300_000,
                List.of(250_000L, 150_000L),
                150_000,
                50_000,
                machineMicros);
    }
}
