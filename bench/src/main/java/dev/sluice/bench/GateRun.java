package dev.sluice.bench;

import com.sun.management.ThreadMXBean;
import dev.sluice.engine.port.Quota;
import dev.sluice.engine.quota.Allowances;
import dev.sluice.gateway.address.Address;
import dev.sluice.gateway.address.AddressRange;
import dev.sluice.gateway.address.AddressRanges;
import dev.sluice.gateway.guard.RouteClass;
import dev.sluice.gateway.overload.Crowds;
import dev.sluice.gateway.overload.OverloadConfig;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench gate}: what each guard costs a request, on one thread: that thread's own time and what it allocates, beside nothing, and a
 * limit beside that of a library; medians of the rounds, and as many go before them to warm up. What is asked of the ledger: {@link LedgerChecks}. Then
 * all of them together, over HTTP: {@link GuardedStorm}.
 */
@Command(
        name = "gate",
        description = {
            "What each guard costs a request, beside none.",
            "And refusals after sell-out with all of them, and without any, beside a bare endpoint."
        })
final class GateRun extends Run {
    private static final List<String> JVM_FLAGS = List.of("-Xms1g", "-Xmx1g", "-XX:+UseCompactObjectHeaders");
    private static final long ROUND_NANOS = 200_000_000;
    private static final int BETWEEN_LOOKS = 1_000;
    private static final int REMEMBERED = 500_000;
    private static final int SECONDS = 10;
    private static final long SEED = 42;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final String NOTHING = "nothing";
    private static final String LINE = "%-46s %10s %10s %7s%n";

    @Option(
            names = "--users",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Users who ask in turns.")
    private int users = 100_000;

    @Option(
            names = "--ranges",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Ranges of addresses on the blocklist.")
    private int ranges = 100_000;

    @Mixin
    private CommonOptions.RoundCount rounds = new CommonOptions.RoundCount(7);

    @Mixin
    private CommonOptions.Connections connections = new CommonOptions.Connections();

    @Mixin
    private CommonOptions.Seconds seconds = new CommonOptions.Seconds(4);

    @Option(
            names = "--buyers",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Buyers who have passes, where all guards are there.")
    private int buyers = 20_000;

    @Option(names = "--part", paramLabel = "NAME", description = "What is measured: ${COMPLETION-CANDIDATES}.")
    private Part part = Part.ALL;

    @Mixin
    private CommonOptions.Sockets transport = new CommonOptions.Sockets();

    private enum Part {
        ALL,
        EACH,
        TOGETHER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** So that nothing is done for nobody. */
    private static volatile int kept;

    @Override
    void measure() throws Exception {
        if (part != Part.TOGETHER) {
            measureEach();
        }
        if (part != Part.EACH) {
            GuardedStorm.run(this);
        }
    }

    /** In a process of its own, for its flags. */
    private void measureEach() throws IOException, InterruptedException {
        int exit = ChildJvm.run(GateRun.class, JVM_FLAGS, arguments());
        if (exit != 0) {
            throw new IllegalStateException("the measuring process ended with " + exit);
        }
    }

    /** The measuring process. */
    public static void main(String[] arguments) throws IOException, SQLException {
        GateRun run = new GateRun();
        new CommandLine(run).parseArgs(arguments);
        Map<String, IntPredicate> guards = run.guards();
        Medians medians = new Medians();
        for (int round = 0; round < 2 * run.rounds.value(); round++) {
            if (round == run.rounds.value()) {
                medians.clear();
            }
            guards.forEach((name, guard) -> measure(name, guard, medians));
        }
        IO.print(LINE.formatted("", "ns", "bytes", "ratio"));
        guards.keySet()
                .forEach(name -> IO.print(LINE.formatted(
                        name,
                        KindsRun.line("%.1f", medians.of(name + " ns")),
                        KindsRun.line("%.1f", medians.of(name + " bytes")),
                        KindsRun.line("%.1f", medians.of(name + " ns") / medians.of(NOTHING + " ns")))));
        try (LedgerChecks ledger = new LedgerChecks()) {
            ledger.compare(run.rounds.value());
        }
    }

    private static void measure(String name, IntPredicate guard, Medians medians) {
        long thread = Thread.currentThread().threadId();
        int passed = 0;
        int next = 0;
        long bytes = THREADS.getThreadAllocatedBytes(thread);
        long start = THREADS.getCurrentThreadCpuTime();
        long spent = 0;
        while (spent < ROUND_NANOS) {
            for (int i = 0; i < BETWEEN_LOOKS; i++) {
                passed += guard.test(next++ & Integer.MAX_VALUE) ? 1 : 0;
            }
            spent = THREADS.getCurrentThreadCpuTime() - start;
        }
        kept = passed;
        medians.add(name + " ns", (double) spent / next);
        medians.add(name + " bytes", (double) (THREADS.getThreadAllocatedBytes(thread) - bytes) / next);
    }

    private Map<String, IntPredicate> guards() {
        String[] names = new String[users];
        for (int i = 0; i < users; i++) {
            names[i] = "customer-" + (100_000 + i);
        }
        Random random = new Random(SEED);
        Address[] addresses = new Address[users];
        for (int i = 0; i < users; i++) {
            addresses[i] = Address.parse(random.nextInt(1, 224) + "." + random.nextInt(256) + "." + random.nextInt(256)
                            + "." + random.nextInt(256))
                    .orElseThrow();
        }
        Quota.Limit limit = new Quota.Limit(5_000, SECONDS);
        Quota.Limit tight = new Quota.Limit(1, 86_400);
        Allowances allowances = new Allowances(REMEMBERED, System.nanoTime());
        Allowances refusing = new Allowances(REMEMBERED, System.nanoTime());
        Allowances fresh = new Allowances(REMEMBERED, System.nanoTime());
        AddressRanges blocked = new AddressRanges(blocked(random));
        Map<String, Bucket> buckets = new ConcurrentHashMap<>();
        String path = "/v1/reservations/0001d2f5-4c5e-8a11-9c3e-5a0f6a7b8c9d";

        Map<String, IntPredicate> guards = new LinkedHashMap<>();
        guards.put(NOTHING, i -> names[i % users].length() > 3);
        guards.put(
                "what a purchase costs",
                i -> RouteClass.of(HttpMethod.POST, "/v1/sales/phone/reservations")
                                .cost()
                        > i % 7);
        guards.put("what a look costs", i -> RouteClass.of(HttpMethod.GET, path).cost() > i % 7);
        guards.put("limit of a user", i -> take(allowances, names[i % users], limit));
        guards.put("limit of a user who is refused", i -> take(refusing, names[i % users], tight));
        guards.put(
                "limit of a user who is new",
                i -> fresh.take(Allowances.key(SEED, i, fresh.hashCode()), limit, 1, System.nanoTime()) >= 0);
        guards.put(
                "limit of a user, by Bucket4j in a map",
                i -> buckets.computeIfAbsent(
                                names[i % users],
                                _ -> Bucket.builder().addLimit(bandwidth(limit)).build())
                        .tryConsume(1));
        guards.put("address among ranges of the blocklist", i -> blocked.contains(addresses[i % users]));
        Crowds crowds = new Crowds(new OverloadConfig(true, 400), System.nanoTime());
        guards.put("room in a sale, taken in and decided", i -> {
            boolean full = crowds.isFull(1, false);
            crowds.entered(1, i, SEED);
            crowds.decided(1, i, SEED);
            return !full;
        });
        guards.putAll(new PassChecks().all());
        return guards;
    }

    int rounds() {
        return rounds.value();
    }

    int connections() {
        return connections.value();
    }

    int seconds() {
        return seconds.value();
    }

    int buyers() {
        return buyers;
    }

    SocketTransport transport() {
        return transport.value();
    }

    private static boolean take(Allowances allowances, String user, Quota.Limit limit) {
        return allowances.take(Allowances.key(SEED, user), limit, 1, System.nanoTime()) >= 0;
    }

    private static Bandwidth bandwidth(Quota.Limit limit) {
        return Bandwidth.builder()
                .capacity(limit.units())
                .refillGreedy(limit.units(), Duration.ofSeconds(limit.seconds()))
                .build();
    }

    private List<AddressRange> blocked(Random random) {
        List<AddressRange> blocked = new ArrayList<>();
        for (int i = 0; i < ranges; i++) {
            blocked.add(AddressRange.parse(
                    random.nextInt(1, 224) + "." + random.nextInt(256) + "." + random.nextInt(256) + ".0/24"));
        }
        return blocked;
    }
}
