package dev.sluice.bench;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench turns}: how long others wait while a writer works off what came free or came due at once. A {@link Backlog} is worked off
 * by a writer, of which somebody asks something all the time; and beside that by the same book in one go, as if one turn did all of it.
 * The ledger writes nothing, so that what is seen is the writer's turns. Medians of the rounds; one goes before them to warm up.
 */
@Command(
        name = "turns",
        description = "How long others wait while a sale's writer works off what came free or came due all at once.")
final class TurnsRun extends Run {
    private static final List<String> JVM_FLAGS = List.of("-Xms3g", "-Xmx3g", "-XX:+UseCompactObjectHeaders");
    private static final String LINE = "%-44s %12s %12s %8s %8s%n";

    @Option(
            names = "--people",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Who wait for units of a counted sale.")
    private int people = 300_000;

    @Option(
            names = "--passengers",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Who wait for stretches of a train of 64 stops.")
    private int passengers = 100_000;

    @Option(
            names = "--entries",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Who entered for a lottery.")
    private int entries = 1_000_000;

    @Mixin
    private CommonOptions.RoundCount rounds = new CommonOptions.RoundCount(3);

    @Mixin
    private CommonOptions.Seed seed = new CommonOptions.Seed();

    /** In a process of its own, for its heap. */
    @Override
    void measure() throws IOException, InterruptedException {
        int exit = ChildJvm.run(TurnsRun.class, JVM_FLAGS, arguments());
        if (exit != 0) {
            throw new IllegalStateException("the measuring process ended with " + exit);
        }
    }

    /** The measuring process. */
    public static void main(String[] arguments) throws InterruptedException {
        TurnsRun run = new TurnsRun();
        new CommandLine(run).parseArgs(arguments);
        IO.print(LINE.formatted("", "longest wait", "in one go", "ratio", "batches"));
        List<Backlog> backlogs = List.of(
                Backlog.capacity(run.people),
                Backlog.pause(run.people),
                Backlog.holds(run.people),
                Backlog.train(run.passengers, run.seed.value()),
                Backlog.hall(),
                Backlog.lottery(run.entries));
        for (Backlog backlog : backlogs) {
            Medians medians = new Medians();
            for (int round = 0; round <= run.rounds.value(); round++) {
                if (round == 1) {
                    medians.clear();
                }
                backlog.round(medians);
            }
            IO.print(line(backlog.name(), medians));
        }
        System.exit(0);
    }

    private static String line(String name, Medians medians) {
        double longest = medians.of(BacklogWatch.LONGEST_MILLIS);
        double oneGo = medians.of(BacklogWatch.ONE_GO_MILLIS);
        return LINE.formatted(
                name,
                KindsRun.line("%.1f ms", longest),
                KindsRun.line("%.0f ms", oneGo),
                KindsRun.line("%.3f", longest / oneGo),
                KindsRun.line("%.0f", medians.of(BacklogWatch.BATCHES)));
    }
}
