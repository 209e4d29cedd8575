package dev.sluice.bench;

import java.util.List;
import java.util.Locale;

/**
 * {@code bench kinds}: what a decision of each kind of inventory costs, on one thread, from an empty book to a full one; beside a
 * counted sale and naive scans, in the same run and in turns. Purchases come in batches whose memory is touched beforehand, as a writer
 * does it. Medians of the rounds; as many go before them to warm up.
 */
final class KindsRun {
    /** A heap of which every page is there, and room for the young: garbage is not what is measured. */
    static final List<String> JVM_FLAGS = List.of(
            "-Xms3g", "-Xmx3g", "-Xmn2g", "-XX:+AlwaysPreTouch", "-XX:+UseParallelGC", "-XX:+UseCompactObjectHeaders");

    static final Settings DEFAULTS = Settings.defaults("rounds=5", "seed=1");

    /** One kind's measurements. */
    interface Contender {
        /** Measures everything once. */
        void round(Medians medians);

        /** What the medians say, one line each. */
        List<String> report(Medians medians);
    }

    private KindsRun() {}

    public static void main(String[] arguments) {
        Settings settings = DEFAULTS.with(arguments);
        IO.println(Machine.here());
        IO.println(settings);
        long seed = settings.longNumber("seed");
        List<Contender> contenders =
                List.of(new CountedKind(), new SeatedKind(seed), new JourneyKind(seed), new RedPacketKind(seed));
        Medians medians = new Medians();
        for (int round = 0; round < 2 * settings.number("rounds"); round++) {
            if (round == settings.number("rounds")) {
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
