package dev.sluice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Refusals after sell-out with every guard at the door ({@link GuardedShop}), and on another process with none: each beside a bare endpoint that is sent
 * the same bytes and decides nothing, all in one run and in turns. What passes cost before that is said, too.
 */
final class GuardedStorm {
    private static final String SECRET = Storm.SECRET;
    private static final String SALE = "sold-out";
    private static final String WAKE = "wake";
    private static final String NOTHING_LEFT = """
            {"kind": "counted", "tiers": [{"id": "standard", "name": "Standard", "price": {"amount": 400000, "currency": "CNY"}, "capacity": 0}]}""";
    private static final String BARE = "bare, sent tokens";
    private static final String NONE = "no guard, tokens";
    private static final String BARE_SAME = "bare, sent passes";
    private static final String ALL = "all guards, passes";
    private static final double WISHED = 0.9;
    private static final int AT_ONCE = 16;
    /** Until what both do is compiled. */
    private static final int WARMING_SECONDS = 15;

    private GuardedStorm() {}

    static void run(GateRun run) throws Exception {
        List<String> transport = List.of("--set", "http.transport=" + run.transport());
        Product guarded = start(run, with(transport, GuardedShop.OPTIONS));
        Product open = start(run, with(transport, List.of("--set", "limits.off=true", "--set", "overload.off=true")));
        Path folder = run.folder("sluice-passes-");
        try (StormShop openShop = new StormShop(open.url(), SECRET);
                StormShop wakes = new StormShop(guarded.url(), SECRET);
                GuardedShop shop = new GuardedShop(guarded.url(), SECRET);
                ChildJvm bare = Storm.bareRefusal(run.transport())) {
            openShop.create(WAKE, 0);
            openShop.create(SALE, 0);
            wakes.create(WAKE, 0);
            Path heads = passes(run, shop, folder.resolve("heads"));
            NamedValues onBare = load(run).with("port", bare.await("port")).with("server-pid", bare.pid());
            NamedValues onOpen = on(load(run), open);
            NamedValues onGuarded = on(load(run).with("heads", heads), guarded);
            for (NamedValues load : List.of(onOpen, onGuarded)) {
                measure(load.with("seconds", WARMING_SECONDS)).call();
            }
            Map<String, Figures> medians = new Comparison(run.rounds())
                    .compare(BARE, measure(onBare))
                    .compare(NONE, measure(onOpen))
                    .compare(BARE_SAME, measure(onBare.with("heads", heads)))
                    .compare(ALL, measure(onGuarded))
                    .medians();
            Storm.print(medians, BARE, NONE);
            Storm.print(medians, BARE_SAME, ALL);
            conclude(medians);
        }
    }

    private static Product start(GateRun run, List<String> options) throws IOException {
        return Product.start(run.parts(), Product.JVM_FLAGS, options, Map.of("SLUICE_AUTH_HS256_SECRET", SECRET));
    }

    private static List<String> with(List<String> options, List<String> others) {
        List<String> all = new ArrayList<>(options);
        all.addAll(others);
        return all;
    }

    private static NamedValues load(GateRun run) {
        return StormLoad.DEFAULTS
                .with("connections", run.connections())
                .with("seconds", run.seconds())
                .with("sale", SALE)
                .with("wake-sale", WAKE)
                .with("buyers", run.buyers());
    }

    private static NamedValues on(NamedValues load, Product product) throws IOException {
        return load.with("port", product.port())
                .with("server-pid", product.pid())
                .with("postgres-pid", product.postgresPid());
    }

    private static Callable<LoadResult> measure(NamedValues load) {
        return () -> {
            LoadResult result = LoadRun.measure(load, SECRET);
            if (result.errors() > 0 || !result.statuses().equals(Map.of(409, result.responses()))) {
                throw new IllegalStateException("expected refusals alone, got " + result);
            }
            return result;
        };
    }

    /** Fetches a pass for each buyer, as buyers do. Returns a file of what each of them shows. */
    private static Path passes(GateRun run, GuardedShop shop, Path file)
            throws IOException, InterruptedException, ExecutionException {
        shop.block();
        shop.create(SALE, 2, NOTHING_LEFT);
        List<String> users =
                IntStream.range(0, run.buyers()).mapToObj(i -> "buyer-" + i).toList();
        shop.admit(SALE, users);
        long start = System.nanoTime();
        List<String> heads = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<String>> asked = IntStream.range(0, users.size())
                    .mapToObj(i -> clients.submit(() -> head(shop, users.get(i), i)))
                    .toList();
            for (Future<String> head : asked) {
                heads.add(head.get());
            }
        }
        IO.print(String.format(
                Locale.ROOT,
                "%n%,d passes in %.1f s, each with a captcha that is set and solved, and a look at a list%n",
                heads.size(),
                (System.nanoTime() - start) / 1e9));
        return Files.write(file, heads);
    }

    private static String head(GuardedShop shop, String user, int number) {
        return "Authorization: Bearer " + GuardedShop.pass(SALE, shop.visitor(user, number)) + "\t"
                + GuardedShop.CLIENT + ": "
                + GuardedShop.address(number);
    }

    private static void conclude(Map<String, Figures> medians) {
        Figures none = medians.get(NONE);
        Figures all = medians.get(ALL);
        IO.print(String.format(
                Locale.ROOT,
                "%nOf the bare endpoint that is sent the same: without any guard %.2f, with all %.2f (wished for: %.1f); by processor time %.2f and %.2f%n",
                none.ratioTo(medians.get(BARE)),
                all.ratioTo(medians.get(BARE_SAME)),
                WISHED,
                none.processorRatioTo(medians.get(BARE)),
                all.processorRatioTo(medians.get(BARE_SAME))));
    }
}
