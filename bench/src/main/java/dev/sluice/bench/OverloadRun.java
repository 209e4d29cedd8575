package dev.sluice.bench;

import java.util.ArrayList;
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
            "A small --batch makes the ledger what is short, as a slow disk does, so that the load process on the same machine can"
                    + " send ten times as much; what it can send is printed too."
        })
final class OverloadRun extends Run {
    private static final String SECRET =
            "a-secret-for-this-run-alone-" + Long.toHexString(System.nanoTime()) + "-0123456789";
    private static final List<Integer> TIMES = List.of(1, 3, 10);
    private static final long PLENTY = 50_000_000;
    private static final String HEADINGS = "%-12s %9s %9s %9s %7s %9s %9s %10s %9s %8s %8s %10s %9s%n";
    private static final String LINE =
            "%-12s %,9d %,9d %,9.0f %7.2f %9.0f %9.0f %,10.0f %9.0f %,8.0f %,8d %10.1f %9.2f%n";

    @Option(
            names = "--batch",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Commands that one commit decides at most: few, so that commits are what is short.")
    private int batch = 8;

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

    @Mixin
    private CommonOptions.RoundCount rounds = new CommonOptions.RoundCount(1);

    @Mixin
    private CommonOptions.Seconds seconds = new CommonOptions.Seconds(5);

    private int sales;

    @Override
    void measure() throws Exception {
        int most = server("with", List.of("--set", "overload.target-millis=" + targetMillis), 0);
        generator(TIMES.getLast() * most);
        server("without", List.of("--set", "overload.off=true"), most);
        IO.println("");
        IO.println("Wished for with it: a ratio of 0.90 at 3 and at 10 times the capacity. All sales balanced.");
    }

    /**
     * Measures one server.
     *
     * @param capacity a second, if it is known; 0 to find it
     * @return the capacity
     */
    private int server(String name, List<String> settings, int capacity) throws Exception {
        List<String> options = new ArrayList<>(List.of("--set", "engine.max-batch=" + batch));
        options.addAll(settings);
        try (Product product =
                        Product.start(parts(), Product.JVM_FLAGS, options, Map.of("SLUICE_AUTH_HS256_SECRET", SECRET));
                StormShop shop = new StormShop(product.url(), SECRET)) {
            shop.create("wake", PLENTY);
            closed(product, shop); // for compilers
            double found = closed(product, shop);
            int here = capacity == 0 ? (int) found : capacity;
            IO.println("%n%s: a closed loop is served %,.0f a second".formatted(name, found));
            headings();
            for (int round = 0; round < rounds.value(); round++) {
                double most = here;
                for (int times : TIMES) {
                    PacedResult result = open(product, shop, times * here);
                    most = Math.max(most, (double) result.granted() / seconds.value());
                    print(times + " times", times * here, result, most);
                }
            }
            return here;
        }
    }

    /** Served a second by as many as ask again as soon as they are answered. */
    private double closed(Product product, StormShop shop) throws InterruptedException {
        NamedValues load = StormLoad.DEFAULTS
                .with("port", product.port())
                .with("connections", 256)
                .with("quantity", 1)
                .with("buyers", 300_000)
                .with("seconds", seconds.value());
        String sale = create(shop);
        LoadResult result = LoadRun.measure(load.with("sale", sale), SECRET);
        balance(shop, sale);
        return result.statuses().getOrDefault(201, 0L) * 1e9 / Math.max(1, result.elapsedNanos());
    }

    private PacedResult open(Product product, StormShop shop, int perSecond) throws Exception {
        String sale = create(shop);
        NamedValues load = PacedLoad.DEFAULTS
                .with("port", product.port())
                .with("sale", sale)
                .with("server-pid", product.pid())
                .with("postgres-pid", product.postgresPid());
        PacedResult result = paced(load, perSecond);
        balance(shop, sale);
        return result;
    }

    /** What the load process can do where nothing is decided: an endpoint that answers everybody as those are answered who are too many. */
    private void generator(int perSecond) throws InterruptedException {
        NamedValues endpoint = BareEndpoint.DEFAULTS.with("status", 503).with("body-bytes", 230);
        try (ChildJvm server = ChildJvm.start(BareEndpoint.class, Product.JVM_FLAGS, endpoint.arguments(), Map.of())) {
            NamedValues load =
                    PacedLoad.DEFAULTS.with("port", server.await("port")).with("server-pid", server.pid());
            paced(load, perSecond);
            IO.println("%nwhat the load process itself can do, at an endpoint that decides nothing".formatted());
            headings();
            print("bare", perSecond, paced(load, perSecond), perSecond);
        }
    }

    private PacedResult paced(NamedValues load, int perSecond) throws InterruptedException {
        List<String> arguments = load.with("connections", connections)
                .with("per-second", perSecond)
                .with("seconds", seconds.value())
                .arguments();
        try (ChildJvm process = ChildJvm.start(
                PacedLoad.class, LoadRun.JVM_FLAGS, arguments, Map.of(StormLoad.SECRET_VARIABLE, SECRET))) {
            return PacedResult.parse(process.finish());
        }
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
                "unsent",
                "late p99",
                "cores"));
    }

    private void print(String name, int asked, PacedResult result, double most) {
        double time = seconds.value();
        IO.print(String.format(
                Locale.ROOT,
                LINE,
                name,
                asked,
                (long) (result.sent() / time),
                result.granted() / time,
                result.granted() / time / most,
                result.grantedP50Nanos() / 1e6,
                result.grantedP99Nanos() / 1e6,
                result.turnedAway() / time,
                result.turnedAwayP99Nanos() / 1e6,
                result.queued() / time,
                result.unsent() + result.errors() + result.others(),
                result.lateP99Nanos() / 1e6,
                (result.serverMicros() + result.postgresMicros() + result.clientMicros()) / 1e6 / time));
    }
}
