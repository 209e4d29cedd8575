package dev.sluice.gateway.catalogue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.gateway.http.Tagged;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sales that are not over as they were a moment ago, for whoever looks for some of them: one snapshot for all who ask within a second, so that
 * what a request costs does not grow with how many sales there are. Making it walks along all of them: not for an event loop. Any thread may use it.
 */
public final class SaleIndex {
    /** A snapshot is younger than this when somebody is answered from it. */
    static final long FRESH_MILLIS = 1_000;
    /** And than this where there are new sales by now. */
    static final long STIRRED_MILLIS = 50;

    private static final int KEPT_QUERIES = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(SaleIndex.class);

    /**
     * @param newest the number of the newest sale of all
     * @param sales newest first
     * @param front what the front page needs of them
     */
    record Snapshot(
            long madeAtMillis,
            int newest,
            List<ListedSale> sales,
            Tagged front,
            Cache<SaleQuery, List<ListedSale>> found) {
        /** What {@link #find} gives, if somebody asked for it already; else null. */
        List<ListedSale> found(SaleQuery query) {
            return found.getIfPresent(query);
        }

        /** Those that fit, newest first: goes through all of them. */
        List<ListedSale> find(SaleQuery query) {
            return found.get(query, wanted -> sales.stream().filter(wanted).toList());
        }
    }

    private final LongSupplier millis;
    private volatile Snapshot snapshot;

    public SaleIndex() {
        this(() -> System.nanoTime() / 1_000_000);
    }

    /** @param millis since whenever, and never back */
    SaleIndex(LongSupplier millis) {
        this.millis = millis;
    }

    /** Null if it is too old, or there is none. */
    Snapshot fresh(SaleDesks desks) {
        Snapshot last = snapshot;
        if (last == null) {
            return null;
        }
        long age = millis.getAsLong() - last.madeAtMillis;
        boolean fresh = age < STIRRED_MILLIS || age < FRESH_MILLIS && last.newest == JourneySearch.newest(desks);
        return fresh ? last : null;
    }

    /** One that is fresh; whoever comes while another makes it waits for that one. */
    synchronized Snapshot refreshed(SaleDesks desks) {
        Snapshot fresh = fresh(desks);
        if (fresh != null) {
            return fresh;
        }
        long madeAtMillis = millis.getAsLong();
        int newest = JourneySearch.newest(desks);
        Map<Integer, ListedSale> known = new HashMap<>();
        if (snapshot != null) {
            snapshot.sales.forEach(sale -> known.put(sale.number(), sale));
        }
        Collection<? extends SaleDesk> unsettled = desks.unsettled();
        List<ListedSale> sales = new ArrayList<>(unsettled.size());
        for (SaleDesk desk : unsettled) {
            ListedSale sale = look(desk, known.get(desk.number()));
            if (sale != null) {
                sales.add(sale);
            }
        }
        sales.sort(Comparator.comparingInt(ListedSale::number).reversed());
        List<ListedSale> all = List.copyOf(sales);
        Cache<SaleQuery, List<ListedSale>> found = Caffeine.newBuilder()
                .maximumSize(KEPT_QUERIES)
                .executor(Runnable::run)
                .build();
        Tagged front = FrontJson.of(all);
        front.packed().packed();
        snapshot = new Snapshot(madeAtMillis, newest, all, front, found);
        return snapshot;
    }

    /** Null for one that cannot be shown: the others are found without it. */
    private static ListedSale look(SaleDesk desk, ListedSale before) {
        try {
            SaleView view = desk.view();
            if (view.settled()) {
                return null;
            }
            return before != null && before.desk() == desk ? before.seen(view) : ListedSale.of(desk, view);
        } catch (RuntimeException e) {
            LOG.debug("sale {} is not found by who looks for it", desk.id(), e);
            return null;
        }
    }
}
