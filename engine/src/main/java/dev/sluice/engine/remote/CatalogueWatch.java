package dev.sluice.engine.remote;

import dev.sluice.engine.port.Catalogue;
import dev.sluice.engine.port.LateSales;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.LongSupplier;

/**
 * Reads the catalogue for what no writer tells: which sales there are, how those look that nobody owns or that are over, and what somebody asked
 * for. One thread reads; any thread may say what is wanted.
 */
final class CatalogueWatch {
    static final int PERIOD_MILLIS = 250;

    /** Sales that are looked up together. */
    private static final int TOGETHER = 500;

    private static final int NEWER_MILLIS = 1_000;
    private static final int STRAYS_MILLIS = 5_000;

    /** For so long a sale that is over is kept as its writer left it. */
    private static final int PAST_MILLIS = 10 * 60 * 1_000;

    private final Catalogue catalogue;
    private final NewsReader reader;
    private final Shelf shelf;
    private final LongSupplier millis;
    private final NavigableSet<Integer> wanted = new ConcurrentSkipListSet<>();
    private final LateSales late = new LateSales();
    private volatile boolean hurried;
    private long newerAtMillis;
    private long straysAtMillis;
    private int lookedAt;

    CatalogueWatch(Catalogue catalogue, NewsReader reader, Shelf shelf, LongSupplier millis) {
        this.catalogue = catalogue;
        this.reader = reader;
        this.shelf = shelf;
        this.millis = millis;
        this.newerAtMillis = millis.getAsLong();
        this.straysAtMillis = newerAtMillis;
    }

    /** Reads all that there is. */
    void open() {
        takeAll(catalogue.sales());
    }

    /** Wants this sale looked up. */
    void want(int sale) {
        wanted.add(sale);
    }

    /** Wants new sales looked for with the next round. */
    void hurry() {
        hurried = true;
    }

    /** Looks up what is wanted or due. Throws what the ledger throws; the next round goes on. */
    boolean round() {
        long nowMillis = millis.getAsLong();
        reader.overSince(nowMillis - PAST_MILLIS).forEach(this::want);
        findWanted();
        if (hurried || nowMillis - newerAtMillis >= NEWER_MILLIS) {
            hurried = false;
            newerAtMillis = nowMillis;
            takeAll(catalogue.newer(late.highest()));
            List<Integer> missing = late.missing(nowMillis);
            if (!missing.isEmpty()) {
                takeAll(catalogue.find(missing));
            }
        }
        if (nowMillis - straysAtMillis >= STRAYS_MILLIS) {
            straysAtMillis = nowMillis;
            findStrays();
        }
        return false;
    }

    private void findWanted() {
        List<Integer> next = new ArrayList<>();
        wanted.stream().limit(TOGETHER).forEach(next::add);
        if (!next.isEmpty()) {
            takeThese(next);
            next.forEach(wanted::remove);
        }
    }

    private void takeAll(List<Catalogue.Entry> entries) {
        for (Catalogue.Entry entry : entries) {
            late.found(entry.number(), millis.getAsLong());
            if (shelf.find(entry.number()) == null) {
                reader.take(entry);
            }
        }
    }

    /** Looks at the next of those whose writer nobody hears. */
    private void findStrays() {
        List<Integer> next = shelf.unsettled().stream()
                .filter(desk -> desk.service() == null || !desk.service().isLiving())
                .map(RemoteDesk::number)
                .filter(sale -> sale > lookedAt)
                .sorted()
                .limit(TOGETHER)
                .toList();
        lookedAt = next.size() < TOGETHER ? 0 : next.getLast();
        if (!next.isEmpty()) {
            takeThese(next);
        }
    }

    /** What is not there any more a ledger has lost that went back in time; another one may get its number. */
    private void takeThese(List<Integer> numbers) {
        Set<Integer> gone = new HashSet<>(numbers);
        for (Catalogue.Entry entry : catalogue.find(numbers)) {
            gone.remove(entry.number());
            reader.take(entry);
        }
        for (int number : gone) {
            if (reader.takeLoss(number)) {
                late.lost(number, millis.getAsLong());
            }
        }
    }
}
