package dev.sluice.engine.tally;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What this process counts of sales. Bounded: of more sales than it has room for, nothing is counted. Any thread may use it. */
public final class Tallies {
    /** Sales of which anything is counted at a time. */
    static final int MAX_SALES = 2_000;

    private final Map<Integer, List<TallySheet>> sheets = new ConcurrentHashMap<>();

    /** A sheet for the thread that asks; one that nobody reads if there is no room. */
    TallySheet open(int sale) {
        TallySheet sheet = new TallySheet();
        if (!sheets.containsKey(sale) && sheets.size() >= MAX_SALES) {
            sheet.close();
            return sheet;
        }
        sheets.compute(sale, (_, others) -> {
            List<TallySheet> all = others == null ? new CopyOnWriteArrayList<>() : others;
            all.add(sheet);
            return all;
        });
        return sheet;
    }

    /** Sales of which something was counted. */
    public Set<Integer> sales() {
        return Set.copyOf(sheets.keySet());
    }

    /** What was counted of a sale since it was forgotten last, or from the start. */
    public Sums of(int sale) {
        Sums sums = new Sums();
        sheets.getOrDefault(sale, List.of()).forEach(sheet -> sheet.addTo(sums));
        return sums;
    }

    /** Makes room: nothing was counted for a long time. */
    public void forget(int sale) {
        List<TallySheet> gone = sheets.remove(sale);
        if (gone != null) {
            gone.forEach(TallySheet::close);
        }
    }
}
