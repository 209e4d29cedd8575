package dev.sluice.bench;

import dev.sluice.sale.CountedTerms;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Selection;
import dev.sluice.sale.TierTerms;
import java.util.List;

/** The base of comparison: one unit each, until none is left, and as many who come too late. */
final class CountedKind implements KindsRun.Contender {
    static final String PURCHASES = "counted purchases/s";
    private static final int UNITS = 100_000;

    private final SaleTerms terms =
            Strangers.terms(List.of(new TierTerms("standard", "Standard", 5_000, UNITS)), CountedTerms.COUNTED, 1);
    private final Strangers strangers = new Strangers();

    CountedKind() {
        for (int i = 0; i < UNITS; i++) {
            strangers.ask(0, 1, Selection.ANY);
        }
    }

    @Override
    public void round(Medians medians) {
        medians.add(PURCHASES, strangers.count() / strangers.decide(terms));
    }

    @Override
    public List<String> report(Medians medians) {
        return List.of(
                KindsRun.line("counted      %,12.0f purchases/s of one unit each, the base", medians.of(PURCHASES)));
    }
}
