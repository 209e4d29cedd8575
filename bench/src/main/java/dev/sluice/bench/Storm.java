package dev.sluice.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * What the whole way costs beside a bare endpoint of the same server library that decides nothing, all in one
 * run and in turns. (a) refusals after sell-out; (b) the storm: many buyers for few units, two each; (c) winners only, each a
 * durable hold. Every answer is final and durable, or the run fails. The storms of the other kinds: {@link KindStorm}.
 */
final class Storm {
    /** Of the users' tokens, for this run alone. */
    static final String SECRET = "a-secret-for-this-run-alone-" + Long.toHexString(System.nanoTime()) + "-0123456789";

    private static final String BARE_REFUSAL = "bare, a refusal's bytes";
    private static final String BARE_HOLD = "bare, a hold's bytes";
    private static final String SOLD_OUT = "(a) sold out";
    private static final String STORM = "(b) storm";
    private static final String WINNERS = "(c) winners";
    static final int UNITS_EACH = 2;
    static final int MAX_SECONDS = 1_800;
    private static final long PLENTY = 50_000_000;

    private final StormRun run;
    private final StormShop shop;
    private final NamedValues load;
    private int sales;

    private Storm(StormRun run, Product product, StormShop shop) throws IOException {
        this.run = run;
        this.shop = shop;
        this.load = load(run, product);
    }

    /** A load on the product, of which the sale and its bounds are not yet said. */
    static NamedValues load(StormRun run, Product product) throws IOException {
        return StormLoad.DEFAULTS
                .with("connections", run.connections())
                .with("seconds", run.seconds())
                .with("port", product.port())
                .with("server-pid", product.pid())
                .with("postgres-pid", product.postgresPid());
    }

    static void run(StormRun run) throws Exception {
        try (Product product = Product.start(SECRET, run.transport());
                StormShop shop = new StormShop(product.url(), SECRET);
                ChildJvm refusal = bare(run, 409, 183, 0);
                ChildJvm hold = bare(run, 201, 589, 53)) {
            shop.create("wake", 0);
            shop.create("sold-out", 0);
            new Storm(run, product, shop).compare(refusal, hold);
        }
    }

    private static ChildJvm bare(StormRun run, int status, int bodyBytes, int locationBytes) {
        NamedValues endpoint = BareEndpoint.DEFAULTS
                .with("transport", run.transport())
                .with("status", status)
                .with("body-bytes", bodyBytes)
                .with("location-bytes", locationBytes)
                .with("seconds", MAX_SECONDS);
        return ChildJvm.start(BareEndpoint.class, Product.JVM_FLAGS, endpoint.arguments(), Map.of());
    }

    private void compare(ChildJvm refusal, ChildJvm hold) throws Exception {
        Map<String, Figures> medians = new Comparison(run.rounds())
                .compare(BARE_REFUSAL, bareLoad(refusal))
                .compare(SOLD_OUT, this::soldOut)
                .compare(STORM, this::storm)
                .compare(BARE_HOLD, bareLoad(hold))
                .compare(WINNERS, this::winners)
                .medians();
        IO.println("");
        IO.print(FigureTable.text(only(medians, BARE_REFUSAL, SOLD_OUT, STORM), BARE_REFUSAL));
        IO.println("");
        IO.print(FigureTable.text(only(medians, BARE_HOLD, WINNERS), BARE_HOLD));
        IO.println("");
        IO.println("All sales balanced; every purchase was answered finally.");
    }

    private static Map<String, Figures> only(Map<String, Figures> figures, String... names) {
        Map<String, Figures> chosen = new LinkedHashMap<>();
        List.of(names).forEach(name -> chosen.put(name, figures.get(name)));
        return chosen;
    }

    private Callable<LoadResult> bareLoad(ChildJvm server) {
        return () -> LoadRun.measure(
                load.with("port", server.await("port"))
                        .with("server-pid", server.pid())
                        .with("postgres-pid", 0),
                SECRET);
    }

    private LoadResult soldOut() throws InterruptedException {
        LoadResult result = LoadRun.measure(load.with("sale", "sold-out"), SECRET);
        require(result, Map.of(409, result.responses()));
        return result;
    }

    private LoadResult storm() throws InterruptedException {
        long units = run.units();
        long buyers = run.buyers();
        String sale = create(units);
        LoadResult result = LoadRun.measure(
                load.with("sale", sale)
                        .with("buyers", buyers)
                        .with("requests", buyers)
                        .with("seconds", MAX_SECONDS / 10),
                SECRET);
        require(result, Map.of(201, units / UNITS_EACH, 409, buyers - units / UNITS_EACH));
        requireBalanced(sale);
        return result;
    }

    private LoadResult winners() throws InterruptedException {
        String sale = create(PLENTY);
        int most = run.winners();
        LoadResult result =
                LoadRun.measure(load.with("sale", sale).with("buyers", most).with("requests", most), SECRET);
        require(result, Map.of(201, result.responses()));
        requireBalanced(sale);
        return result;
    }

    private String create(long units) {
        String sale = "storm-" + ++sales;
        shop.create(sale, units);
        return sale;
    }

    private static void require(LoadResult result, Map<Integer, Long> expected) {
        if (result.errors() > 0 || !result.statuses().equals(expected)) {
            throw new IllegalStateException("expected " + expected + ", got " + result);
        }
    }

    private void requireBalanced(String sale) {
        if (!shop.balances(sale)) {
            throw new IllegalStateException("sale " + sale + " does not balance");
        }
    }
}
