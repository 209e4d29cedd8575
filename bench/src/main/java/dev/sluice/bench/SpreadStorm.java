package dev.sluice.bench;

import dev.sluice.app.node.Parts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The same crowd for the same number of units, at one sale and spread over many, in turns: a storm of which one buyer in ten wins two
 * units, and one of winners only. Every answer is final and durable, or the run fails.
 */
final class SpreadStorm {
    private static final String SECRET =
            "a-secret-for-this-run-alone-" + Long.toHexString(System.nanoTime()) + "-0123456789";
    private static final int UNITS_EACH = 2;
    static final int BUYERS_A_WINNER = 10;
    private static final int AUDITED = 5;

    private final StormShop shop;
    private final NamedValues load;
    private final int spread;
    private int storms;

    private SpreadStorm(StormShop shop, NamedValues load, int spread) {
        this.shop = shop;
        this.load = load;
        this.spread = spread;
    }

    /**
     * Measures, and prints.
     *
     * @param parts of the run
     * @param spread sales that the crowd is spread over
     * @param buyers of each storm, a multiple of ten times {@code spread}
     */
    static void run(Parts parts, int spread, int buyers, int connections, int rounds) throws Exception {
        try (Product product = Product.start(parts, SECRET, SocketTransport.AUTO);
                StormShop shop = new StormShop(product.url(), SECRET)) {
            shop.create("wake", 0);
            NamedValues load = StormLoad.DEFAULTS
                    .with("connections", connections)
                    .with("port", product.port())
                    .with("server-pid", product.pid())
                    .with("postgres-pid", product.postgresPid())
                    .with("buyers", buyers)
                    .with("requests", buyers)
                    .with("seconds", Storm.MAX_SECONDS / 10);
            new SpreadStorm(shop, load, spread).compare(buyers, rounds);
        }
    }

    private void compare(int buyers, int rounds) throws Exception {
        String many = "over " + spread + " sales";
        Map<String, Figures> medians = new Comparison(rounds)
                .compare("storm, one sale", () -> storm(buyers, buyers / BUYERS_A_WINNER, 0))
                .compare("storm, " + many, () -> storm(buyers, buyers / BUYERS_A_WINNER, spread))
                .compare("winners, one sale", () -> storm(buyers, buyers, 0))
                .compare("winners, " + many, () -> storm(buyers, buyers, spread))
                .medians();
        print(medians, "storm");
        print(medians, "winners");
        IO.println("");
        IO.println(
                "Every purchase was answered finally; of every storm " + AUDITED + " sales were audited and balanced.");
    }

    private static void print(Map<String, Figures> medians, String storm) {
        Map<String, Figures> rows = new LinkedHashMap<>(medians);
        rows.keySet().removeIf(name -> !name.startsWith(storm));
        IO.println("");
        IO.print(FigureTable.text(rows, storm + ", one sale"));
    }

    /** @param sales 0 for one that is not counted */
    private LoadResult storm(int buyers, int winners, int sales) throws InterruptedException {
        String name = "storm-" + ++storms;
        List<String> made = new ArrayList<>();
        if (sales == 0) {
            made.add(name);
        }
        for (int i = 1; i <= sales; i++) {
            made.add(name + "-" + i);
        }
        made.forEach(sale -> shop.create(sale, (long) winners * UNITS_EACH / made.size()));
        LoadResult result = LoadRun.measure(load.with("sale", name).with("sales", sales), SECRET);
        long won = result.statuses().getOrDefault(201, 0L);
        long refused = result.statuses().getOrDefault(409, 0L);
        if (result.errors() > 0 || won != winners || won + refused != buyers) {
            throw new IllegalStateException("expected " + winners + " winners of " + buyers + ", got " + result);
        }
        int step = Math.max(1, made.size() / AUDITED);
        for (int i = 0; i < made.size(); i += step) {
            String sale = made.get(i);
            if (!shop.balances(sale)) {
                throw new IllegalStateException("sale " + sale + " does not balance");
            }
        }
        return result;
    }
}
