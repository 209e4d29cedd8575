package dev.sluice.app.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.app.exit.StartException;
import dev.sluice.format.kind.KindFormat;
import dev.sluice.format.kind.Kinds;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CapacityPlanTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "operating", "capacity.md");
    /** Round ones, so that a person can follow. */
    private static final PlanFigures ROUND = PlanFigures.shipped()
            .with(Map.ofEntries(
                    figure("gateway.refusal", 10),
                    figure("gateway.winner", 20),
                    figure("postgres.winner", 10),
                    figure("postgres.commit", 100_000),
                    figure("writer.decision", 0.75),
                    figure("queue.command", 0.25),
                    figure("queue.travelling", 5),
                    figure("redis.command", 0.1),
                    figure("queue.command-bytes", 100),
                    figure("news.heard", 0.2),
                    figure("gateway.connections", 100_000),
                    figure("memory.server", 20),
                    figure("memory.connection", 10),
                    figure("memory.hold", 100),
                    figure("kind.seated", 2)));

    private static Map.Entry<String, PlanFigures.Measured> figure(String name, double value) {
        return Map.entry(name, new PlanFigures.Measured(value, "", "this test"));
    }

    private static CapacityPlan plan(long buyers, long seconds, long units) {
        return CapacityPlan.of(new Demand(buyers, seconds, units, 1, 1, "counted"), 4, ROUND);
    }

    @Test
    void burstIsReckonedAsByHand() {
        CapacityPlan plan = plan(500_000, 1, 20_000);

        // 100,000 purchases a second are committed: 0.2 s for 20,000, and 0.2 s more until everybody knows.
        assertThat(plan.course().soldOutSeconds()).isCloseTo(0.2, within(1e-9));
        assertThat(plan.course().decided()).isCloseTo(200_000, within(1e-3));
        assertThat(plan.course().waiting()).isCloseTo(80_000, within(1e-3));
        assertThat(plan.queueCapacity()).isEqualTo(131_072);
        // 480,000 × 10 µs + 20,000 × 20 µs + 200,000 that travel × 5 µs = 6.2 cores; at 0.6 of 4 cores 2.6 nodes; 5 for
        // the connections; one spare.
        assertThat(plan.of("gateway").nodes()).isEqualTo(6);
        assertThat(plan.connectionsEach()).isEqualTo(100_000);
        // 20 MB + 100,000 × 10 kB, twice for the heap, of which the machine has a quarter more.
        assertThat(plan.of("gateway").memoryGb()).isEqualTo(3);
        assertThat(plan.of("ticket").nodes()).isEqualTo(2);
        assertThat(plan.of("postgres").nodes()).isEqualTo(2);
        // 200,000/s × 100 bytes × 3 × 8
        assertThat(plan.of("redis").megabits()).isEqualTo(480);
        assertThat(plan.fitsOneProcess()).isFalse();
    }

    @Test
    void smallSaleFitsOneProcess() {
        CapacityPlan plan = plan(10_000, 10, 100);

        assertThat(plan.fitsOneProcess()).isTrue();
        assertThat(printed(plan)).contains("One process on one machine").doesNotContain("--role");
    }

    @Test
    void enoughForEverybodyIsDecidedWhole() {
        CapacityPlan plan = plan(1_000_000, 2, 2_000_000);

        assertThat(plan.course().decided()).isEqualTo(1_000_000);
        assertThat(plan.course().soldOutSeconds()).isCloseTo(10, within(1e-9)); // at 100,000/s
        assertThat(plan.course().waiting()).isZero();
        assertThat(plan.course().lastSeconds()).isCloseTo(10, within(1e-9));
    }

    @Test
    void aCostlierKindSellsSlowerAndWantsMore() {
        CapacityPlan seats = CapacityPlan.of(new Demand(500_000, 1, 40_000, 2, 1, "seated"), 4, ROUND);

        assertThat(seats.course().sells()).isEqualTo(50_000);
        assertThat(seats.course().soldOutSeconds()).isCloseTo(0.4, within(1e-9)); // 20,000 purchases of two
    }

    @Test
    void triesMultiplyRequestsAndNotWinners() {
        Demand twice = new Demand(1_000, 1, 100, 1, 3, "counted");

        assertThat(twice.requests()).isEqualTo(3_000);
        assertThat(twice.winners()).isEqualTo(100);
    }

    /** Whatever is asked for, more of it never wants fewer machines, and all numbers are there. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 60, 86_400})
    void moreBuyersNeverWantLess(long seconds) {
        long before = 0;
        for (long buyers = 1; buyers <= 1_000_000_000_000L; buyers *= 10) {
            CapacityPlan plan = plan(buyers, seconds, 50_000);
            assertThat(plan.of("gateway").nodes()).isGreaterThanOrEqualTo(Math.max(2, before));
            assertThat(plan.connectionsEach()).isBetween(1L, 100_000L);
            assertThat(plan.queueCapacity()).isBetween(65_536, 1 << 24);
            assertThat(printed(plan)).doesNotContain("NaN", "Infinity", "-1");
            before = plan.of("gateway").nodes();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, 1, 1, counted, --buyers",
        "-5, 1, 1, 1, 1, counted, --buyers",
        "1000000000001, 1, 1, 1, 1, counted, --buyers",
        "1, 0, 1, 1, 1, counted, --seconds",
        "1, 86401, 1, 1, 1, counted, --seconds",
        "1, 1, 0, 1, 1, counted, --units",
        "1, 1, 5, 6, 1, counted, --each",
        "1, 1, 5, 0, 1, counted, --each",
        "1, 1, 5, 1, 0, counted, --tries",
        "1, 1, 5, 1, 1001, counted, --tries",
        "1, 1, 5, 1, 1, Counted, --kind",
        "1, 1, 5, 1, 1, '', --kind"
    })
    void badInputIsRefusedByItsOption(
            long buyers, long seconds, long units, long each, long tries, String kind, String option) {
        List<String> kinds = PlanFigures.shipped().kinds();
        assertThatThrownBy(() -> Demand.of(buyers, seconds, units, each, tries, kind, kinds))
                .isInstanceOf(StartException.class)
                .hasMessageStartingWith(option + " is ");
    }

    @Test
    void everyKindWasMeasured() {
        assertThat(PlanFigures.shipped().kinds())
                .containsExactlyInAnyOrderElementsOf(
                        Kinds.all().stream().map(KindFormat::kind).toList());
    }

    @Test
    void everyFigureIsUsedAndSaysWhereItIsFrom() throws IOException {
        Map<String, PlanFigures.Measured> all = PlanFigures.shipped().all();
        assertThat(CapacityPlan.of(new Demand(9, 1, 1, 1, 1, "counted"), 4, PlanFigures.shipped())
                        .used()
                        .keySet())
                .containsAll(all.keySet().stream()
                        .filter(name -> !name.startsWith("kind."))
                        .toList());
        for (PlanFigures.Measured figure : all.values()) {
            Matcher document =
                    Pattern.compile("(docs/[a-z/]+\\.md), \"([^\"]+)\"").matcher(figure.source());
            if (document.find()) {
                assertThat(Files.readString(Path.of("..").resolve(document.group(1))))
                        .contains("\n## " + document.group(2) + "\n");
            }
        }
    }

    /** Each table there is that of the command above it. */
    @Test
    void documentShowsWhatThePlansSay() throws IOException {
        String document = Files.readString(DOCUMENT);
        Pattern example = Pattern.compile(
                "\\./sluice plan --buyers (\\d+) --seconds (\\d+) --units (\\d+)\n( .+?)\nCores, ", Pattern.DOTALL);
        List<String> shown = example.matcher(document)
                .results()
                .map(found -> {
                    Demand demand = new Demand(
                            Long.parseLong(found.group(1)),
                            Long.parseLong(found.group(2)),
                            Long.parseLong(found.group(3)),
                            1,
                            1,
                            "counted");
                    assertThat(printed(CapacityPlan.of(demand, 4, PlanFigures.shipped())))
                            .startsWith(found.group(4));
                    return found.group(1);
                })
                .toList();
        assertThat(shown).containsExactly("500000", "10000000");
    }

    private static String printed(CapacityPlan plan) {
        StringWriter text = new StringWriter();
        new PlanReport(new PrintWriter(text)).print(plan);
        return text.toString();
    }
}
