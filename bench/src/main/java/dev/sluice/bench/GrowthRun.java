package dev.sluice.bench;

import dev.sluice.app.postgres.EmbeddedDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench growth}: what more sales and more ticket services add to the cost of a purchase. Two clusters, one of them with more ticket
 * services, take the same crowd in turns, at one sale and spread over several; each part is kept on one core.
 */
@Command(
        name = "growth",
        description = {
            "What a purchase costs a cluster as it grows: a crowd of which everybody wins, at one sale and spread over several, on one"
                    + " ticket service and on several, each part (gateway, ticket service, Redis) on one core, in turns.",
            "What is compared is processor time for a purchase, with one sale on one ticket service in the same run. Where there are"
                    + " more parts than cores, parts share cores, so requests a second say nothing."
        })
final class GrowthRun extends Run {
    private static final String SECRET =
            "a-secret-for-this-run-alone-" + Long.toHexString(System.nanoTime()) + "-0123456789";
    /** Of each node: of one core, as the JVM sees it, too. */
    private static final List<String> JVM_FLAGS = List.of("-Xms1g", "-Xmx1g", "-XX:ActiveProcessorCount=1");

    private static final long PLENTY = 50_000_000;
    private static final int ATTEMPTS = 30;

    @Option(
            names = "--sales",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Sales that the crowd is spread over, beside one.")
    private int sales = 4;

    @Option(
            names = "--services",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Ticket services that the sales are spread over, beside one.")
    private int services = 2;

    @Option(
            names = "--buyers",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Buyers, at most, of one measurement.")
    private int buyers = 300_000;

    @Mixin
    private CommonOptions.Connections connections = new CommonOptions.Connections();

    @Mixin
    private CommonOptions.RoundCount rounds = new CommonOptions.RoundCount(3);

    @Mixin
    private CommonOptions.Seconds seconds = new CommonOptions.Seconds(5);

    private int storms;

    @Override
    void check() {
        require(sales % services == 0, "--sales must be a multiple of --services, so that each has as many");
    }

    @Override
    void measure() throws Exception {
        ClusterProduct one = ClusterProduct.start(this, SECRET, SocketTransport.AUTO, 1, JVM_FLAGS);
        ClusterProduct many = ClusterProduct.start(this, SECRET, SocketTransport.AUTO, services, JVM_FLAGS);
        try (StormShop shopOfOne = new StormShop(one.url(), SECRET);
                StormShop shopOfMany = new StormShop(many.url(), SECRET)) {
            pin(one);
            pin(many);
            shopOfOne.create("wake", 0);
            shopOfMany.create("wake", 0);
            String first = name(1, 1);
            Map<String, Figures> medians = new Comparison(rounds.value())
                    .compare(first, winners(one, shopOfOne, 1, 1))
                    .compare(name(sales, 1), winners(one, shopOfOne, sales, 1))
                    .compare(name(1, services), winners(many, shopOfMany, 1, 1))
                    .compare(name(sales, services), winners(many, shopOfMany, sales, services))
                    .medians();
            print(medians, medians.get(first), first);
        }
    }

    private static String name(int sales, int services) {
        return "%d %s, %d %s"
                .formatted(sales, sales == 1 ? "sale" : "sales", services, services == 1 ? "service" : "services");
    }

    private static void pin(ClusterProduct cluster) throws IOException, InterruptedException {
        List<Long> parts = cluster.parts();
        int cores = Runtime.getRuntime().availableProcessors();
        if (!Cores.canPin()) {
            IO.println(
                    "Nothing here keeps processes on single cores (taskset): all parts use all " + cores + " cores.");
            return;
        }
        for (int i = 0; i < parts.size(); i++) {
            Cores.pin(parts.get(i), i % cores);
        }
        IO.println("Gateway, ticket services and Redis, each on one core: "
                + String.join(
                        ", ",
                        IntStream.range(0, parts.size())
                                .mapToObj(i -> "" + i % cores)
                                .toList())
                + ".");
    }

    private Callable<LoadResult> winners(ClusterProduct cluster, StormShop shop, int many, int owners) {
        NamedValues load = cluster.watched(StormLoad.DEFAULTS)
                .with("connections", connections.value())
                .with("seconds", seconds.value())
                .with("buyers", buyers)
                .with("requests", buyers);
        return () -> {
            String sale = create(cluster.database(), shop, many, owners);
            LoadResult result = LoadRun.measure(load.with("sale", sale).with("sales", many), SECRET);
            if (result.errors() > 0 || !result.statuses().equals(Map.of(201, result.responses()))) {
                throw new IllegalStateException("not everybody won: " + result);
            }
            for (int i = 1; i <= many; i++) {
                if (!shop.balances(sale + "-" + i)) {
                    throw new IllegalStateException("sale " + sale + "-" + i + " does not balance");
                }
            }
            return result;
        };
    }

    /** Creates some sales of which each ticket service owns as many. Who owns one is as good as chance, so it is tried until it is so. */
    private String create(EmbeddedDatabase database, StormShop shop, int many, int owners) throws SQLException {
        try (SaleOwners ledger = new SaleOwners(database)) {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                String name = "growth-" + ++storms;
                for (int i = 1; i <= many; i++) {
                    shop.create(name + "-" + i, PLENTY);
                }
                Collection<Integer> owned = ledger.owned(name + "-", many).values();
                if (owned.size() == owners && owned.stream().allMatch(count -> count == many / owners)) {
                    return name;
                }
            }
        }
        throw new IllegalStateException("of " + ATTEMPTS + " attempts none gave each ticket service as many sales");
    }

    private static void print(Map<String, Figures> medians, Figures first, String base) {
        IO.println("");
        IO.print(FigureTable.text(medians, base));
        IO.println("");
        IO.println(
                "Seconds of processor time of gateway and ticket services for a million purchases, and to the first; Redis's,"
                        + " and to the first:");
        medians.forEach((name, figures) -> IO.print(String.format(
                Locale.ROOT,
                "  %-24s %8.1f %6.2f %12.3f %6.2f%n",
                name,
                figures.serverMicros(),
                figures.serverMicros() / first.serverMicros(),
                figures.redisMicros(),
                figures.redisMicros() / first.redisMicros())));
        IO.println("All sales balanced; everybody won.");
    }
}
