package dev.sluice.bench;

import dev.sluice.app.postgres.EmbeddedDatabase;
import dev.sluice.ledger.DatabaseConfig;
import dev.sluice.sale.draw.Draw;
import dev.sluice.sale.draw.DrawEntry;
import dev.sluice.sale.draw.DrawOrder;
import dev.sluice.sale.draw.DrawSeal;
import dev.sluice.sale.draw.DrawSecret;
import dev.sluice.sale.draw.EntryTree;
import dev.sluice.sale.draw.Fairness;
import dev.sluice.sale.draw.InclusionProof;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench draw}: what a draw costs on one thread, of its own processor time, beside a plain shuffle of the same run. Medians of the
 * rounds; as many go before them to warm up.
 */
@Command(
        name = "draw",
        description =
                "What a draw costs: the order of its entries, beside a plain shuffle; their root; a proof; and the longest"
                        + " step of a sale's writer while all of them enter, are sealed and drawn.")
final class DrawRun extends Run {
    private static final String SALE = "phone-11";
    private static final int PROOFS = 1_000;
    private static final String LINE = "%-44s %10s%n";
    private static final String STAGE = "%-24s %8s %12s %10s %18s%n";
    private static final double MILLION = 1_000_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Option(
            names = "--entries",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Entries of the draw.")
    private int entries = 1_000_000;

    @Option(
            names = "--ledger",
            description =
                    "Through a real writer over PostgreSQL instead, once: all enter, are sealed, drawn and served.")
    private boolean ledger;

    @Mixin
    private CommonOptions.RoundCount rounds = new CommonOptions.RoundCount(5);

    /** So that nothing is done for nobody. */
    private static volatile int[] kept;

    @Override
    void check() {
        require(entries <= EntryTree.MAX_ENTRIES, "--entries must be at most " + EntryTree.MAX_ENTRIES);
    }

    @Override
    void measure() throws Exception {
        if (ledger) {
            overLedger();
        } else {
            inMemory();
        }
    }

    private void overLedger() throws Exception {
        EmbeddedDatabase embedded = parts().add("database", EmbeddedDatabase.start(folder("sluice-draw-")));
        DatabaseConfig config = DatabaseConfig.of(embedded.url(), embedded.user(), embedded.password());
        IO.print(STAGE.formatted("%,d entries".formatted(entries), "s", "each/s", "commits", "longest wait, ms"));
        try (LedgerDraw draw = new LedgerDraw(config, entries)) {
            print("enter", draw.enter());
            print("sealed", draw.seal());
            double[] proofs = draw.prove();
            print("drawn, and all served", draw.serve());
            IO.print(LINE.formatted("the first proof of a gateway, s", "%.2f".formatted(proofs[0])));
            IO.print(LINE.formatted("another, ms", "%.2f".formatted(1e3 * proofs[1])));
            long[] rows = draw.rows();
            IO.println("durable: %,d reservations, of which %,d hold something; %,d served"
                    .formatted(rows[0], rows[1], rows[2]));
        }
    }

    private void print(String what, LedgerDraw.Stage stage) {
        IO.print(STAGE.formatted(
                what,
                "%.2f".formatted(stage.seconds()),
                "%,.0f".formatted(entries / stage.seconds()),
                "%,d".formatted(stage.commits()),
                stage.longestMillis() == 0 ? "" : "%.1f".formatted(stage.longestMillis())));
    }

    private void inMemory() {
        Medians medians = new Medians();
        for (int round = 0; round < 2 * rounds.value(); round++) {
            if (round == rounds.value()) {
                medians.clear();
            }
            measure(round, medians);
        }
        double order = medians.of("order");
        double plain = medians.of("plain");
        IO.print(LINE.formatted("order of %,d entries, ms".formatted(entries), "%.1f".formatted(order)));
        IO.print(LINE.formatted("plain java.util.Random shuffle, ms", "%.1f".formatted(plain)));
        IO.print(LINE.formatted("times the plain shuffle", "%.2f".formatted(order / plain)));
        IO.print(LINE.formatted("leaves, sorting and root, ms", "%.1f".formatted(medians.of("seal"))));
        IO.print(LINE.formatted("one proof, and its check, µs", "%.1f".formatted(medians.of("proof"))));
        IO.println("a sale's book, from the first entry to the last who is served");
        for (DrawnSale.Part part : DrawnSale.Part.values()) {
            IO.print(LINE.formatted(part.says() + ", ms", "%.1f".formatted(medians.of(part.name()))));
            IO.print(LINE.formatted("  longest step, ms", "%.2f".formatted(medians.of(part.name() + " longest"))));
        }
    }

    private void measure(int round, Medians medians) {
        EntryTree.Builder builder = new EntryTree.Builder(SALE);
        EntryTree[] tree = new EntryTree[1];
        medians.add("seal", millis(() -> {
            for (int i = 0; i < entries; i++) {
                builder.add(new DrawEntry("%064x".formatted(i), "standard", 1 + i % 4, ""));
            }
            tree[0] = builder.seal();
        }));
        DrawSeal seal = new DrawSeal(tree[0].root(), tree[0].size(), 0);
        String secret = "secret of round " + round;
        Draw draw = Draw.promised(SALE, new Fairness(List.of(DrawSecret.commitment(secret)), null, true))
                .sealed(seal)
                .enter(secret)
                .draw();
        medians.add("order", millis(() -> kept = DrawOrder.of(draw.seed(), entries)));
        medians.add("plain", millis(() -> kept = plainShuffle(round)));
        medians.add(
                "proof",
                1_000
                        / (double) PROOFS
                        * millis(() -> {
                            for (int i = 0; i < PROOFS; i++) {
                                InclusionProof proof = tree[0].proof((int) ((long) i * entries / PROOFS));
                                if (!proof.isIn(seal)) {
                                    throw new IllegalStateException("a proof must lead to the root");
                                }
                            }
                        }));
        DrawnSale sale = new DrawnSale(entries);
        for (DrawnSale.Part part : DrawnSale.Part.values()) {
            DrawnSale.Cost cost = sale.go(part);
            medians.add(part.name(), cost.wholeNanos() / MILLION);
            medians.add(part.name() + " longest", cost.longestNanos() / MILLION);
        }
    }

    private int[] plainShuffle(long seed) {
        Random random = new Random(seed);
        int[] order = IntStream.range(0, entries).toArray();
        for (int place = 0; place < entries - 1; place++) {
            int chosen = place + random.nextInt(entries - place);
            int entry = order[chosen];
            order[chosen] = order[place];
            order[place] = entry;
        }
        return order;
    }

    private static double millis(Runnable work) {
        long start = THREADS.getCurrentThreadCpuTime();
        work.run();
        return (THREADS.getCurrentThreadCpuTime() - start) / MILLION;
    }
}
