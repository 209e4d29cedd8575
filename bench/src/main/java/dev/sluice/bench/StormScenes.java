package dev.sluice.bench;

import java.util.Map;

/** What a storm asks of one server, again and again. Every answer is final and durable, and every sale balances, or it fails. */
final class StormScenes {
    /** A sale that has nothing from its beginning. */
    static final String SOLD_OUT = "sold-out";

    private static final long PLENTY = 50_000_000;

    private final StormRun run;
    private final StormShop shop;
    private final NamedValues load;
    private int sales;

    /**
     * Makes the sales that the load begins with.
     *
     * @param load on a server, of which the sale and its bounds are not yet said
     */
    StormScenes(StormRun run, StormShop shop, NamedValues load) {
        this.run = run;
        this.shop = shop;
        this.load = load;
        shop.create(load.text("wake-sale"), 0);
        shop.create(SOLD_OUT, 0);
    }

    /** Refusals after the last unit went. */
    LoadResult soldOut() throws InterruptedException {
        LoadResult result = LoadRun.measure(load.with("sale", SOLD_OUT), Storm.SECRET);
        require(result, Map.of(409, result.responses()));
        return result;
    }

    /** Many buyers for few units. */
    LoadResult storm() throws InterruptedException {
        long units = run.units();
        long buyers = run.buyers();
        String sale = create(units);
        LoadResult result = LoadRun.measure(
                load.with("sale", sale)
                        .with("buyers", buyers)
                        .with("requests", buyers)
                        .with("seconds", Storm.MAX_SECONDS / 10),
                Storm.SECRET);
        long won = units / Storm.UNITS_EACH;
        require(result, won == buyers ? Map.of(201, won) : Map.of(201, won, 409, buyers - won));
        requireBalanced(sale);
        return result;
    }

    /** Everybody gets what they ask for, each a durable hold. */
    LoadResult winners() throws InterruptedException {
        String sale = create(PLENTY);
        int most = run.winners();
        LoadResult result =
                LoadRun.measure(load.with("sale", sale).with("buyers", most).with("requests", most), Storm.SECRET);
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
