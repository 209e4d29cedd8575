package dev.sluice.bench;

import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.http.SignedTokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench hot}: what buyers of a quiet sale notice of a storm on another sale of the same process, in turns with none; and, to compare with,
 * of the same storm on their own sale.
 */
@Command(
        name = "hot",
        description = {
            "What a storm on one sale does to those who buy in another: the times of few buyers in a quiet sale with no storm, with one"
                    + " elsewhere where nothing is left, with one elsewhere where everybody wins, and with that one on their own sale.",
            "Ratios are to no storm. The storm keeps its connections busy all the time, so all of them share the processors."
        })
final class HotRun extends Run {
    private static final String SECRET =
            "a-secret-for-this-run-alone-" + Long.toHexString(System.nanoTime()) + "-0123456789";
    private static final String LINE = "%-32s %10s %10s %10s %8s %14s %10s%n";
    private static final String NONE = "no storm";
    private static final String QUIET = "quiet";
    private static final long PLENTY = 50_000_000;
    /** The storm goes on for longer than its buyers are watched. */
    private static final int MARGIN_SECONDS = 2;

    @Option(
            names = "--buyers",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Buyers of the quiet sale, each of whom buys, looks and pauses, over and over again.")
    private int buyers = 4;

    @Option(
            names = "--crowd",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Buyers of each storm; it begins again with the first.")
    private int crowd = 200_000;

    @Mixin
    private CommonOptions.Connections connections = new CommonOptions.Connections();

    @Mixin
    private CommonOptions.RoundCount rounds = new CommonOptions.RoundCount(3);

    @Mixin
    private CommonOptions.Seconds seconds = new CommonOptions.Seconds(5);

    private final Medians medians = new Medians();
    private int storms;

    @Override
    void measure() throws Exception {
        byte[] secret = SECRET.getBytes(StandardCharsets.UTF_8);
        try (Product product = Product.start(parts(), SECRET, SocketTransport.AUTO);
                StormShop shop = new StormShop(product.url(), SECRET);
                ShopClient client = new ShopClient(
                        product.url(), new SignedTokens(secret, Instant.now().plus(Duration.ofDays(1))))) {
            shop.create("wake", 0);
            shop.create(QUIET, PLENTY);
            NamedValues load = StormLoad.DEFAULTS
                    .with("connections", connections.value())
                    .with("seconds", seconds.value() + MARGIN_SECONDS)
                    .with("buyers", crowd)
                    .with("port", product.port());
            try (LiveBuyers live = new LiveBuyers(client, QUIET, buyers)) {
                compare(scenes(shop, load, live));
            }
            if (!shop.balances(QUIET)) {
                throw new IllegalStateException("the quiet sale does not balance");
            }
        }
    }

    private Map<String, Callable<Long>> scenes(StormShop shop, NamedValues load, LiveBuyers live) {
        Map<String, Callable<Long>> scenes = new LinkedHashMap<>();
        scenes.put(NONE, () -> {
            watch(NONE, live);
            return 0L;
        });
        scenes.put(
                "elsewhere, nothing left",
                () -> storm("elsewhere, nothing left", load.with("sale", make(shop, 0)), live));
        scenes.put(
                "elsewhere, everybody wins",
                () -> storm("elsewhere, everybody wins", load.with("sale", make(shop, PLENTY)), live));
        scenes.put(
                "on their own, everybody wins",
                () -> storm(
                        "on their own, everybody wins",
                        load.with("sale", QUIET).with("first-buyer", crowd * storms++),
                        live));
        return scenes;
    }

    private void compare(Map<String, Callable<Long>> scenes) throws Exception {
        for (int round = 0; round <= rounds.value(); round++) {
            for (Map.Entry<String, Callable<Long>> scene : scenes.entrySet()) {
                medians.add(scene.getKey() + " storm", scene.getValue().call());
            }
            if (round == 0) {
                medians.clear(); // it was for compilers
            }
        }
        IO.print(LINE.formatted("", "p50 ms", "p99 ms", "ratio p99", "bad", "buyers' /s", "storm's /s"));
        scenes.keySet().forEach(this::print);
    }

    private void print(String scene) {
        IO.print(LINE.formatted(
                scene,
                number("%.1f", medians.of(scene + " p50")),
                number("%.1f", medians.of(scene + " p99")),
                number("%.1f", medians.of(scene + " p99") / medians.of(NONE + " p99")),
                number("%.0f", medians.of(scene + " bad")),
                number("%,.0f", medians.of(scene + " requests") / seconds.value()),
                number("%,.0f", medians.of(scene + " storm"))));
    }

    private String make(StormShop shop, long units) {
        String sale = "hot-" + ++storms;
        shop.create(sale, units);
        return sale;
    }

    /** Returns the storm's requests a second. */
    private long storm(String scene, NamedValues load, LiveBuyers live) throws InterruptedException {
        try (LoadRun storm = LoadRun.start(load, SECRET)) {
            storm.awaitMeasuring();
            watch(scene, live);
            LoadResult result = storm.result();
            return result.responses() * 1_000_000_000 / Math.max(1, result.elapsedNanos());
        }
    }

    private void watch(String scene, LiveBuyers live) throws InterruptedException {
        LiveBuyers.While seen = live.during(seconds.value(), Double.POSITIVE_INFINITY);
        medians.add(scene + " p50", seen.p50Millis());
        medians.add(scene + " p99", seen.p99Millis());
        medians.add(scene + " bad", seen.bad());
        medians.add(scene + " requests", seen.requests());
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
