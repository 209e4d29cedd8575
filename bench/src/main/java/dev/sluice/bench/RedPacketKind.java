package dev.sluice.bench;

import dev.sluice.sale.RedPacketTerms;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Selection;
import dev.sluice.sale.Split;
import dev.sluice.sale.TierTerms;
import java.util.ArrayList;
import java.util.List;

/** Packets are grabbed empty, for each way of splitting: many of a thousand shares, and one of a hundred thousand. */
final class RedPacketKind implements KindsRun.Contender {
    private static final int[] SHARES = {1_000, 100_000};
    private static final int GRABS = 100_000;
    private static final int MEAN_SHARE = 888;

    private final long seed;
    private final List<Strangers> crowds = new ArrayList<>();

    RedPacketKind(long seed) {
        this.seed = seed;
        for (int shares : SHARES) {
            Strangers crowd = new Strangers();
            for (int i = 0; i < shares; i++) {
                crowd.ask(0, 1, Selection.ANY);
            }
            crowds.add(crowd);
        }
    }

    @Override
    public void round(Medians medians) {
        for (Strangers crowd : crowds) {
            for (Split split : Split.values()) {
                double seconds = 0;
                int packets = GRABS / crowd.count();
                for (int packet = 0; packet < packets; packet++) {
                    seconds += crowd.decide(terms(split, crowd.count()));
                }
                medians.add(name(split, crowd), GRABS / seconds);
            }
        }
    }

    @Override
    public List<String> report(Medians medians) {
        List<String> lines = new ArrayList<>();
        for (Strangers crowd : crowds) {
            for (Split split : Split.values()) {
                double grabs = medians.of(name(split, crowd));
                lines.add(KindsRun.line(
                        "red packet   %,12.0f grabs/s, %,d shares, split %s; %.2f of counted",
                        grabs, crowd.count(), split, grabs / medians.of(CountedKind.PURCHASES)));
            }
        }
        return lines;
    }

    private static String name(Split split, Strangers crowd) {
        return split + " " + crowd.count();
    }

    private SaleTerms terms(Split split, int shares) {
        TierTerms tier = new TierTerms("share", "Share", 0, shares);
        long total = (long) shares * MEAN_SHARE;
        return Strangers.terms(List.of(tier), new RedPacketTerms(total, shares, split, seed, ~seed), 1);
    }
}
