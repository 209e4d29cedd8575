package dev.sluice.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench overload}: what is still served when more come than can be. A closed loop finds the capacity; then as many people come as
 * that, three times and ten times as many, at their own times, whatever becomes of those before them ({@link PacedLoad}), to a server that turns away who
 * is too many; and, to compare with, to one that takes in everybody. What the load process itself can do is measured at a bare endpoint.
 */
@Command(
        name = "overload",
        description = {
            "What is served when 1, 3 and 10 times as many come as can be served, each at a time of their own (an open loop): answers"
                    + " 201 a second, their ratio to the most that was served, and how long they took from when they were to be sent.",
            "Slow commits of a few make the ledger what is short, as a slow disk does, so that the load process on the same machine can"
                    + " send ten times as much; what it can send is printed too."
        })
final class OverloadRun extends Run {
    private static final String SECRET =
            "a-secret-for-this-run-alone-" + Long.toHexString(System.nanoTime()) + "-0123456789";
    private static final List<Integer> TIMES = List.of(1, 3, 10);
    private static final long PLENTY = 50_000_000;
    private static final int MOST_MILLIS = 100;
    private static final String HEADINGS = "%-9s %8s %8s %8s %6s %8s %8s %9s %8s %7s %7s %9s %7s %9s %6s %7s %8s %8s%n";
    private static final String LINE =
            "%-9s %,8d %,8.0f %,8.0f %6.2f %8.0f %8.0f %,9.0f %8.0f %,7.0f %,7d %9.1f %7.2f %9.2f %6.2f %,7d %,8d %8.0f%n";

    @Option(
            names = "--batch",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Commands that one commit decides at most.")
    private int batch = 16;

    @Option(
            names = "--commit-millis",
            paramLabel = "N",
            converter = Numbers.AtLeastZero.class,
            description =
                    "How long PostgreSQL waits before it writes a commit down: at most 100; 0 for as fast as the disk is.")
    private int commitMillis = 20;

    @Option(
            names = "--target-millis",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "What overload.target-millis is set to.")
    private int targetMillis = 400;

    @Option(
            names = "--connections",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Connections of those who come.")
    private int connections = 4_000;

    @Option(
            names = "--cluster",
            description = "A gateway and a ticket service with a Redis between them, in place of one process.")
    private boolean cluster;

    @Option(
            names = "--together",
            description =
                    "Lets the load process have the cores of the server. Without it the last core is its own, and none of the server's.")
    private boolean together;

    @Mixin
    private CommonOptions.RoundCount rounds = new CommonOptions.RoundCount(1);

    @Mixin
    private CommonOptions.Seconds seconds = new CommonOptions.Seconds(5);

    private int sales;
    /**
     * What came of an open loop.
     *
     * @param inside looks of those inside that were answered
     * @param insideRefused that were not
     */
    private record Seen(PacedResult result, int inside, int insideRefused, double insideP99Millis) {}

    @Override
    void check() {
        require(commitMillis <= MOST_MILLIS, "--commit-millis is at most " + MOST_MILLIS);
    }

    @Override
    void measure() throws Exception {
        IO.println(apart() ? "load on core " + loadCores() + ", all else on " + serverCores() : "load on all cores");
        int most = server("with", Map.of("overload.target-millis", Integer.toString(targetMillis)), 0);
        generator(TIMES.getLast() * most);
        server("without", Map.of("overload.off", "true"), most);
        IO.println("");
        IO.println("Wished for with it: a ratio of 0.90 at 3 and at 10 times the capacity. All sales balanced.");
    }

    /**
     * Measures one server.
     *
     * @param capacity a second, if it is known; 0 to find it
     * @return the capacity
     */
    private int server(String name, Map<String, String> settings, int capacity) throws Exception {
        Map<String, String> all = new HashMap<>(settings);
        all.put("engine.max-batch", Integer.toString(batch));
        try (SlowServer server = SlowServer.start(this, cluster, SECRET, all);
                StormShop shop = new StormShop(server.url(), SECRET)) {
            server.delayCommits(commitMillis);
            if (apart()) {
                server.pin(serverCores());
            }
            shop.create("wake", PLENTY);
            double cold = closed(server, shop);
            open(server, shop, TIMES.getLast() * (int) cold); // for compilers
            double found = closed(server, shop);
            int here = capacity == 0 ? (int) found : capacity;
            IO.println("%n%s: a closed loop is served %,.0f a second".formatted(name, found));
            headings();
            for (int round = 0; round < rounds.value(); round++) {
                List<Seen> seen = new ArrayList<>();
                for (int times : TIMES) {
                    seen.add(open(server, shop, times * here));
                }
                double most = Math.max(
                        here, seen.stream().mapToDouble(this::served).max().orElse(0));
                for (int i = 0; i < seen.size(); i++) {
                    print(TIMES.get(i) + " times", TIMES.get(i) * here, seen.get(i), most);
                }
            }
            return here;
        }
    }

    /** Served a second by as many as ask again as soon as they are answered. */
    private double closed(SlowServer server, StormShop shop) throws InterruptedException {
        NamedValues load = StormLoad.DEFAULTS
                .with("port", server.port())
                .with("connections", 256)
                .with("quantity", 1)
                .with("buyers", 300_000)
                .with("seconds", seconds.value());
        String sale = create(shop);
        LoadResult result = LoadRun.measure(load.with("sale", sale), SECRET);
        balance(shop, sale);
        return result.statuses().getOrDefault(201, 0L) * 1e9 / Math.max(1, result.elapsedNanos());
    }

    private Seen open(SlowServer server, StormShop shop, int perSecond) throws Exception {
        String sale = create(shop);
        try (Insiders insiders = new Insiders(server.url(), SECRET, sale)) {
            PacedResult result = paced(server.watched(PacedLoad.DEFAULTS.with("sale", sale)), perSecond);
            return new Seen(result, insiders.served(), insiders.refused(), insiders.p99Millis());
        } finally {
            balance(shop, sale);
        }
    }

    /** What the load process can do where nothing is decided: an endpoint that answers everybody as those are answered who are too many. */
    private void generator(int perSecond) throws Exception {
        NamedValues endpoint = BareEndpoint.DEFAULTS.with("status", 503).with("body-bytes", 230);
        try (ChildJvm server = ChildJvm.start(BareEndpoint.class, Product.JVM_FLAGS, endpoint.arguments(), Map.of())) {
            NamedValues load =
                    PacedLoad.DEFAULTS.with("port", server.await("port")).with("server-pid", server.pid());
            if (apart()) {
                Cores.pin(server.pid(), serverCores());
            }
            paced(load, perSecond);
            IO.println("%nwhat the load process itself can do, at an endpoint that decides nothing".formatted());
            headings();
            print("bare", perSecond, new Seen(paced(load, perSecond), 0, 0, 0), perSecond);
        }
    }

    private PacedResult paced(NamedValues load, int perSecond) throws IOException, InterruptedException {
        List<String> arguments = load.with("connections", connections)
                .with("per-second", perSecond)
                .with("seconds", seconds.value())
                .arguments();
        try (ChildJvm process = ChildJvm.start(
                PacedLoad.class, LoadRun.JVM_FLAGS, arguments, Map.of(StormLoad.SECRET_VARIABLE, SECRET))) {
            if (apart()) {
                Cores.pin(process.pid(), loadCores());
            }
            return PacedResult.parse(process.finish());
        }
    }

    private boolean apart() {
        return !together && Cores.canPin() && Runtime.getRuntime().availableProcessors() > 1;
    }

    private static String loadCores() {
        return Integer.toString(Runtime.getRuntime().availableProcessors() - 1);
    }

    private static String serverCores() {
        return "0-" + (Runtime.getRuntime().availableProcessors() - 2);
    }

    private String create(StormShop shop) {
        String sale = "overload-" + ++sales;
        shop.create(sale, PLENTY);
        return sale;
    }

    private static void balance(StormShop shop, String sale) {
        if (!shop.balances(sale)) {
            throw new IllegalStateException("sale " + sale + " does not balance");
        }
    }

    private static void headings() {
        IO.print(HEADINGS.formatted(
                "",
                "asked/s",
                "sent/s",
                "served/s",
                "ratio",
                "p50 ms",
                "p99 ms",
                "away/s",
                "p99 ms",
                "202/s",
                "lost",
                "late p99",
                "server",
                "postgres",
                "load",
                "inside",
                "refused",
                "p99 ms"));
    }

    /** At the end cores in use, and looks of those inside. */
    private void print(String name, int asked, Seen seen, double most) {
        double time = seconds.value();
        PacedResult result = seen.result();
        IO.print(String.format(
                Locale.ROOT,
                LINE,
                name,
                asked,
                result.sent() / time,
                served(seen),
                served(seen) / most,
                result.grantedP50Nanos() / 1e6,
                result.grantedP99Nanos() / 1e6,
                result.turnedAway() / time,
                result.turnedAwayP99Nanos() / 1e6,
                result.queued() / time,
                result.unsent() + result.errors() + result.others(),
                result.lateP99Nanos() / 1e6,
                result.serverMicros() / 1e6 / time,
                result.postgresMicros() / 1e6 / time,
                result.clientMicros() / 1e6 / time,
                seen.inside(),
                seen.insideRefused(),
                seen.insideP99Millis()));
    }

    private double served(Seen seen) {
        return (double) seen.result().granted() / seconds.value();
    }
}
