package dev.sluice.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code bench kinds}: what a decision of each kind of inventory costs, on one thread, from an empty book to a full one; beside a
 * counted sale and naive scans, in the same run and in turns. Purchases come in batches whose memory is touched beforehand, as a writer
 * does it. Medians of the rounds; as many go before them to warm up.
 */
@Command(
        name = "kinds",
        description = "What a decision of each kind costs on one thread, beside counted units and naive scans.")
final class KindsRun extends Run {
    /** A heap of which every page is there, and room for the young: garbage is not what is measured. */
    private static final List<String> JVM_FLAGS = List.of(
            "-Xms3g", "-Xmx3g", "-Xmn2g", "-XX:+AlwaysPreTouch", "-XX:+UseParallelGC", "-XX:+UseCompactObjectHeaders");

    @Mixin
    private CommonOptions.RoundCount rounds = new CommonOptions.RoundCount(5);

    @Mixin
    private CommonOptions.Seed seed = new CommonOptions.Seed();

    /** One kind's measurements. */
    interface Contender {
        /** Measures everything once. */
        void round(Medians medians);

        /** What the medians say, one line each. */
        List<String> report(Medians medians);
    }

    /** In a process of its own, for its flags. */
    @Override
    void measure() throws IOException, InterruptedException {
        int exit = ChildJvm.run(KindsRun.class, JVM_FLAGS, arguments());
        if (exit != 0) {
            throw new IllegalStateException("the measuring process ended with " + exit);
        }
    }

    /** The measuring process. */
    public static void main(String[] arguments) {
        KindsRun run = new KindsRun();
        new CommandLine(run).parseArgs(arguments);
        compare(run.rounds.value(), run.seed.value());
    }

    private static void compare(int rounds, long seed) {
        List<Contender> contenders =
                List.of(new CountedKind(), new SeatedKind(seed), new JourneyKind(seed), new RedPacketKind(seed));
        Medians medians = new Medians();
        for (int round = 0; round < 2 * rounds; round++) {
            if (round == rounds) {
                medians.clear();
            }
            contenders.forEach(contender -> contender.round(medians));
        }
        IO.println("");
        contenders.forEach(contender -> contender.report(medians).forEach(IO::println));
    }

    static String line(String format, Object... figures) {
        return String.format(Locale.ROOT, format, figures);
    }
}
