package dev.sluice.engine.tally;

import java.util.HashMap;
import java.util.Map;

/** The sheets of one thread, which alone uses it. */
public final class TallySheets {
    /** More than a thread has to do with at a time; then those that are of no use any more go. */
    private static final int MANY = 256;

    private final Tallies tallies;
    private final Map<Integer, TallySheet> bySale = new HashMap<>();
    private int lastSale;
    private TallySheet last;

    public TallySheets(Tallies tallies) {
        this.tallies = tallies;
    }

    /** Where to count what happens in this sale. */
    public TallySheet of(int sale) {
        if (last != null && sale == lastSale && !last.isClosed()) {
            return last;
        }
        TallySheet sheet = bySale.get(sale);
        if (sheet == null || sheet.isClosed()) {
            if (bySale.size() >= MANY) {
                bySale.values().removeIf(TallySheet::isClosed);
            }
            sheet = tallies.open(sale);
            if (sheet.isClosed()) {
                return sheet; // for nobody, and not worth remembering
            }
            bySale.put(sale, sheet);
        }
        lastSale = sale;
        last = sheet;
        return sheet;
    }
}
