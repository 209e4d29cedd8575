package dev.sluice.bench;

import dev.sluice.sale.RedPacketTerms;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Selection;
import dev.sluice.sale.Split;
import dev.sluice.sale.TierTerms;
import java.util.ArrayList;
import java.util.List;

/** A packet is grabbed empty, for each way of splitting. */
final class RedPacketKind implements KindsRun.Contender {
    private static final int SHARES = 100_000;
    private static final long TOTAL = 88_888_888;

    private final long seed;
    private final Strangers strangers = new Strangers();

    RedPacketKind(long seed) {
        this.seed = seed;
        for (int i = 0; i < SHARES; i++) {
            strangers.ask(0, 1, Selection.ANY);
        }
    }

    @Override
    public void round(Medians medians) {
        for (Split split : Split.values()) {
            medians.add(split.name(), SHARES / strangers.decide(terms(split)));
        }
    }

    @Override
    public List<String> report(Medians medians) {
        List<String> lines = new ArrayList<>();
        for (Split split : Split.values()) {
            double grabs = medians.of(split.name());
            lines.add(KindsRun.line(
                    "red packet   %,12.0f grabs/s, split %s; %.2f of counted",
                    grabs, split, grabs / medians.of(CountedKind.PURCHASES)));
        }
        return lines;
    }

    private SaleTerms terms(Split split) {
        TierTerms shares = new TierTerms("share", "Share", 0, SHARES);
        return Strangers.terms(List.of(shares), new RedPacketTerms(TOTAL, SHARES, split, seed, ~seed), 1);
    }
}
