package dev.sluice.engine.writer;

import dev.sluice.engine.port.Catalogue;
import dev.sluice.engine.port.LateSales;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The sales that this process knows, each once, by id and by number. Any thread may use it. */
final class SaleRegister {
    private final Census census;
    private final Function<Catalogue.Entry, LiveSale> made;
    private final Map<String, LiveSale> byId = new ConcurrentHashMap<>();
    /** Those that can be shown. */
    private final NavigableMap<Integer, LiveSale> byNumber = new ConcurrentSkipListMap<>();

    private final Map<Integer, LiveSale> unreadable = new ConcurrentHashMap<>();
    private final LateSales late = new LateSales();

    /** @param made makes a sale of what the catalogue has */
    SaleRegister(Census census, Function<Catalogue.Entry, LiveSale> made) {
        this.census = census;
        this.made = made;
    }

    /** Null for none. */
    LiveSale find(String id) {
        return byId.get(id);
    }

    /** Null for none. */
    LiveSale find(int number) {
        LiveSale found = byNumber.get(number);
        return found == null ? unreadable.get(number) : found;
    }

    /** Those that can be shown, by number. */
    Collection<LiveSale> all() {
        return byNumber.values();
    }

    /** Those of them with lower numbers than this one, the highest first. */
    Collection<LiveSale> newest(int beforeNumber) {
        return byNumber.headMap(beforeNumber, false).descendingMap().values();
    }

    /** The highest number that was known; 0 for none. */
    int highest() {
        return late.highest();
    }

    /** Numbers below it of sales that may have come since. */
    List<Integer> missing() {
        return late.missing(nowMillis());
    }

    /** Whoever finds a sale first adds it, so that none ever has two writers here. Returns the one that is known from now on. */
    LiveSale add(Catalogue.Entry entry) {
        return enter(made.apply(entry));
    }

    private synchronized LiveSale enter(LiveSale made) {
        Map<Integer, LiveSale> kin = made.isReadable() ? byNumber : unreadable;
        LiveSale known = kin.putIfAbsent(made.number(), made);
        if (known == null) {
            census.enter(made);
        }
        LiveSale sale = known == null ? made : known;
        byId.put(sale.id(), sale);
        late.found(sale.number(), nowMillis());
        return sale;
    }

    /** It can be shown after all, unless it was forgotten meanwhile. */
    synchronized void showAgain(LiveSale sale) {
        if (unreadable.get(sale.number()) == sale) {
            byNumber.put(sale.number(), sale);
            unreadable.remove(sale.number());
        }
    }

    /** The ledger does not have it any more. Another one may have its number, and is looked for. Once it is not found, nothing of it is left. */
    synchronized void forget(LiveSale sale) {
        if (find(sale.number()) == sale) {
            sale.vanish();
            byNumber.remove(sale.number(), sale);
            unreadable.remove(sale.number(), sale);
            byId.remove(sale.id(), sale);
            late.lost(sale.number(), nowMillis());
        }
    }

    private static long nowMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
