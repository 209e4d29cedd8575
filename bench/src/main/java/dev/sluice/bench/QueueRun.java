package dev.sluice.bench;

import dev.sluice.queue.embedded.EmbeddedRedis;
import dev.sluice.queue.redis.RedisConfig;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench queue}: {@link QueueWay}, beside {@link BareQueue}. */
@Command(
        name = "queue",
        description = {
            "The way of purchases through Redis to a ticket service, and of their outcomes back, with nothing decided:"
                    + " as many as there can be, and at a steady rate; beside the same bytes in entries of the same size,"
                    + " which a bare socket puts into a stream and another takes out.",
            "Gateway, ticket service and load share one process, in which everything is written down and read as it is"
                    + " between processes."
        })
final class QueueRun extends Run {
    private static final String LINE = "%-24s %12s %10s %10s %10s %10s %10s%n";

    @Option(
            names = "--commands",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Purchases that rush through together.")
    private int commands = 1_000_000;

    @Option(
            names = "--rate",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Purchases in each second, where they come at a steady rate.")
    private int rate = 20_000;

    @Mixin
    private CommonOptions.Seconds seconds = new CommonOptions.Seconds(5);

    @Mixin
    private CommonOptions.RoundCount rounds = new CommonOptions.RoundCount(3);

    private final Medians medians = new Medians();

    @Override
    void measure() throws Exception {
        Path folder = folder("sluice-queue-").resolve("redis");
        EmbeddedRedis embedded = parts().add("redis", EmbeddedRedis.single(folder));
        int port = embedded.servers().getFirst().port();
        try (BareRedis asking = new BareRedis(port, embedded.password());
                BareQueue bare = new BareQueue(port, embedded.password(), asking);
                QueueWay way = new QueueWay(
                        RedisConfig.of("redis://:" + embedded.password() + "@127.0.0.1:" + port), asking)) {
            way.rush(commands);
            bare.rush(commands, (int) Math.round(way.rush(commands).entries()));
            for (int round = 0; round < rounds.value(); round++) {
                round(way, bare);
            }
        }
        print();
    }

    private void round(QueueWay way, BareQueue bare) throws Exception {
        Passage rush = way.rush(commands);
        add("rush", rush);
        add("rush, bare", bare.rush(commands, entry(rush)));
        Passage pace = way.pace(rate, seconds.value());
        add("steady", pace);
        add("steady, bare", bare.pace(rate, seconds.value(), entry(pace)));
    }

    private static int entry(Passage passage) {
        return (int) Math.max(1, Math.round(passage.entries()));
    }

    private void add(String name, Passage passage) {
        medians.add(name + " rate", passage.commandsASecond());
        medians.add(name + " entries", passage.entries());
        medians.add(name + " p50", passage.p50Millis());
        medians.add(name + " p99", passage.p99Millis());
        medians.add(name + " redis", passage.redisSecondsAMillion());
        medians.add(name + " own", passage.ownSecondsAMillion());
    }

    private void print() {
        IO.print(LINE.formatted("", "commands/s", "an entry", "p50 ms", "p99 ms", "Redis s/M", "own s/M"));
        for (String name : new String[] {"rush", "rush, bare", "steady", "steady, bare"}) {
            IO.print(LINE.formatted(
                    name,
                    text("%,.0f", medians.of(name + " rate")),
                    text("%.1f", medians.of(name + " entries")),
                    text("%.2f", medians.of(name + " p50")),
                    text("%.2f", medians.of(name + " p99")),
                    text("%.3f", medians.of(name + " redis")),
                    name.endsWith("bare") ? "" : text("%.2f", medians.of(name + " own"))));
        }
        IO.println(
                "Ratios to the bare ones: Redis's time in the rush " + ratio("rush", "redis") + ", at the steady rate "
                        + ratio("steady", "redis") + "; p50 at the steady rate " + ratio("steady", "p50") + ".");
    }

    private String ratio(String name, String figure) {
        return text("%.2f", medians.of(name + " " + figure) / medians.of(name + ", bare " + figure));
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
