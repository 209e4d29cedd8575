package dev.sluice.gateway.shop;

import dev.sluice.engine.desk.SaleDesk;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How fast what waits in a sale's queue gets less, by what is seen of it whenever somebody is told to wait: so it costs nothing while nobody
 * is. What comes in meanwhile counts against it, so an answer rather comes sooner than it says. Used by one event loop.
 */
final class QueuePace {
    /** Two looks nearer than this say little. */
    private static final long LEAST_MILLIS = 200;
    /** What was seen so long ago says nothing of now. */
    private static final long MOST_MILLIS = 10_000;
    /** Who would have to wait longer is told nothing: too much may happen until then. */
    private static final long MOST_SECONDS = 3_600;

    private static final int MAX_SALES = 1_000;
    private static final double MILLIS = 1_000;

    /** @param perSecond how many fewer there were each second; 0 where that is not known */
    private record Seen(long atMillis, long queued, double perSecond) {}

    private final Map<Integer, Seen> sales = new LinkedHashMap<>();
    private final InstantSource clock;

    QueuePace(InstantSource clock) {
        this.clock = clock;
    }

    /** In about how many seconds the sale's writer comes to this place in its queue; 0 where that cannot be told. */
    long secondsTo(SaleDesk sale, long place) {
        return secondsTo(sale.number(), sale.queued(), place);
    }

    long secondsTo(int sale, long queued, long place) {
        long now = clock.millis();
        Seen before = sales.get(sale);
        Seen seen = before == null ? new Seen(now, queued, 0) : after(before, now, queued);
        if (seen != before) {
            keep(sale, seen);
        }
        double seconds = Math.ceil(place / seen.perSecond());
        return seen.perSecond() > 0 && seconds <= MOST_SECONDS ? Math.max(1, (long) seconds) : 0;
    }

    private static Seen after(Seen before, long now, long queued) {
        long since = now - before.atMillis();
        if (since >= 0 && since < LEAST_MILLIS) {
            return before;
        }
        if (since < 0 || since > MOST_MILLIS) {
            return new Seen(now, queued, 0);
        }
        double latest = Math.max(0, (before.queued() - queued) * MILLIS / since);
        // The last looks count for as much as all before them: one that happens to fall between two batches sees
        // nothing go.
        return new Seen(now, queued, before.perSecond() > 0 ? (before.perSecond() + latest) / 2 : latest);
    }

    /** The one that was seen longest ago goes first. */
    private void keep(int sale, Seen seen) {
        sales.remove(sale);
        sales.put(sale, seen);
        if (sales.size() > MAX_SALES) {
            sales.remove(sales.keySet().iterator().next());
        }
    }
}
