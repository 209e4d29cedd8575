package dev.sluice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The storm of one kind beside the storm of a counted sale, in turns: the same
 * number of buyers, and as many of them lucky. What is compared is processor time per request, the server's and PostgreSQL's
 * together. Every answer is final and durable, and every sale balances, or the run fails.
 */
final class KindStorm {
    private final StormRun run;
    private final StormShop shop;
    private final NamedValues load;
    private final StormGoods goods;
    private final Path bodies;
    private int sales;
    private long winners;

    private KindStorm(StormRun run, Product product, StormShop shop, StormGoods goods, Path bodies) throws IOException {
        this.run = run;
        this.shop = shop;
        this.goods = goods;
        this.bodies = bodies;
        this.load = Storm.load(run, product)
                .with("buyers", run.buyers())
                .with("requests", run.buyers())
                .with("seconds", Storm.MAX_SECONDS / 10);
    }

    static void run(StormRun run) throws Exception {
        StormGoods goods = StormGoods.of(run.kind(), run.units());
        Path bodies = Files.createTempFile("sluice-bodies-", ".txt");
        try (Product product = Product.start(run.parts(), Storm.SECRET, run.transport());
                StormShop shop = new StormShop(product.url(), Storm.SECRET)) {
            Files.write(bodies, goods.bodies());
            shop.create("wake", 0);
            new KindStorm(run, product, shop, goods, bodies).compare();
        } finally {
            Files.delete(bodies);
        }
    }

    /** The kind goes first, so that it is known how many win. */
    private void compare() throws Exception {
        String kind = run.kind().toString();
        Map<String, Figures> medians = new Comparison(run.rounds())
                .compare(kind, this::ofKind)
                .compare("counted", this::counted)
                .medians();
        Map<String, Figures> rows = new LinkedHashMap<>();
        rows.put("counted", medians.get("counted"));
        rows.put(kind, medians.get(kind));
        IO.println("");
        IO.print(FigureTable.text(rows, "counted"));
        IO.println(String.format(
                Locale.ROOT,
                "%n%,d of %,d requests won. Processor time per request, server and PostgreSQL: %s to counted %.2f",
                winners,
                run.buyers(),
                kind,
                processorMicros(medians.get(kind)) / processorMicros(medians.get("counted"))));
        IO.println("All sales balanced; every purchase was answered finally.");
    }

    private static double processorMicros(Figures figures) {
        return figures.serverMicros() + figures.postgresMicros();
    }

    private LoadResult ofKind() throws InterruptedException {
        String sale = goods.kind().toLowerCase(Locale.ROOT) + "-" + ++sales;
        shop.create(sale, goods.limitPerUser(), goods.inventory());
        LoadResult result = LoadRun.measure(load.with("sale", sale).with("bodies", bodies), Storm.SECRET);
        winners = result.statuses().getOrDefault(201, 0L);
        requireFinal(sale, result);
        return result;
    }

    private LoadResult counted() throws InterruptedException {
        String sale = "counted-" + ++sales;
        shop.create(sale, winners * Storm.UNITS_EACH);
        LoadResult result = LoadRun.measure(load.with("sale", sale), Storm.SECRET);
        requireFinal(sale, result);
        return result;
    }

    private void requireFinal(String sale, LoadResult result) {
        boolean all = result.errors() == 0
                && List.of(201, 409).containsAll(result.statuses().keySet())
                && result.responses() == run.buyers()
                && result.statuses().getOrDefault(201, 0L) == winners
                && winners > 0;
        if (!all) {
            throw new IllegalStateException("expected " + winners + " winners and refusals, got " + result);
        }
        if (!shop.balances(sale)) {
            throw new IllegalStateException("sale " + sale + " does not balance");
        }
    }
}
