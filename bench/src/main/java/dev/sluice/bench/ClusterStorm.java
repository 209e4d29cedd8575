package dev.sluice.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The storm on a gateway and a ticket service with Redis between them, beside the same storm on one process that does everything, in turns.
 * What is compared is what the gateway and the ticket service take of processors; PostgreSQL, Redis and the load are told apart.
 */
final class ClusterStorm {
    /** The crowd is there for longer than it is needed. */
    private static final int MARGIN_SECONDS = 2;

    private static final double GOAL_RATIO = 0.8;
    private static final double GOAL_REDIS_MICROS = 0.15;
    private static final List<String> SCENES = List.of("(a) sold out", "(b) storm", "(c) winners");
    private static final String ONE = ", one";
    private static final String CLUSTER = ", cluster";

    private ClusterStorm() {}

    static void run(StormRun run) throws Exception {
        ClusterProduct cluster = ClusterProduct.start(run, Storm.SECRET, run.transport(), 1, Product.HEAP_FLAGS);
        try (Product product = Product.start(run.parts(), Storm.SECRET, run.transport());
                StormShop shop = new StormShop(product.url(), Storm.SECRET);
                StormShop clusterShop = new StormShop(cluster.url(), Storm.SECRET);
                ChildJvm refusal = Storm.bareRefusal(run);
                ChildJvm hold = Storm.bareHold(run)) {
            StormScenes one = new StormScenes(run, shop, Storm.load(run, product));
            StormScenes many = new StormScenes(run, clusterShop, cluster.watched(Storm.load(run)));
            Map<String, Figures> medians = new Comparison(run.rounds())
                    .compare(Storm.BARE_REFUSAL, Storm.bareLoad(run, refusal))
                    .compare(SCENES.get(0) + ONE, one::soldOut)
                    .compare(SCENES.get(0) + CLUSTER, many::soldOut)
                    .compare(SCENES.get(1) + ONE, one::storm)
                    .compare(SCENES.get(1) + CLUSTER, many::storm)
                    .compare(Storm.BARE_HOLD, Storm.bareLoad(run, hold))
                    .compare(SCENES.get(2) + ONE, one::winners)
                    .compare(SCENES.get(2) + CLUSTER, many::winners)
                    .medians();
            print(medians);
            hear(run, cluster, clusterShop);
        }
    }

    /** How soon the gateway knows of what is gone, while it refuses a crowd. */
    private static void hear(StormRun run, ClusterProduct cluster, StormShop shop) throws InterruptedException {
        NamedValues load = cluster.watched(Storm.load(run))
                .with("sale", StormScenes.SOLD_OUT)
                .with("seconds", run.seconds() + MARGIN_SECONDS);
        try (LoadRun storm = LoadRun.start(load, Storm.SECRET);
                NewsProbe probe = new NewsProbe(cluster.url(), Storm.SECRET, shop)) {
            storm.awaitMeasuring();
            List<Double> millis = probe.during(run.seconds());
            storm.result();
            IO.print(String.format(
                    Locale.ROOT,
                    "While it refuses, the gateway shows a last unit for so long after it was sold: median %.0f ms, longest of %d: %.0f ms.%n",
                    millis.get(millis.size() / 2),
                    millis.size(),
                    millis.getLast()));
        }
    }

    private static void print(Map<String, Figures> medians) {
        Storm.print(
                medians,
                Storm.BARE_REFUSAL,
                SCENES.get(0) + ONE,
                SCENES.get(0) + CLUSTER,
                SCENES.get(1) + ONE,
                SCENES.get(1) + CLUSTER);
        Storm.print(medians, Storm.BARE_HOLD, SCENES.get(2) + ONE, SCENES.get(2) + CLUSTER);
        IO.println("");
        IO.println(
                "Requests for a second of processor time of gateway and writer together, cluster to one process (wished for: "
                        + GOAL_RATIO + "), and seconds of Redis for a million requests (wished for, of reservations: "
                        + GOAL_REDIS_MICROS + "):");
        for (String scene : SCENES) {
            Figures one = medians.get(scene + ONE);
            Figures cluster = medians.get(scene + CLUSTER);
            IO.print(String.format(
                    Locale.ROOT,
                    "  %-14s %,8.0f to %,8.0f: %.2f; Redis %.3f%n",
                    scene,
                    1e6 / cluster.serverMicros(),
                    1e6 / one.serverMicros(),
                    cluster.processorRatioTo(one),
                    cluster.redisMicros()));
        }
        IO.println("All sales balanced; every purchase was answered finally.");
    }
}
