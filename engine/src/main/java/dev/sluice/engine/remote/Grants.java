package dev.sluice.engine.remote;

import dev.sluice.engine.desk.KnownBuyers;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Who was told here in the last seconds that they have something: by then the news of it is here. Any thread may use it. */
final class Grants {
    private static final long KEPT_MILLIS = 1_000;

    private final LongSupplier millis;
    private volatile Span span;

    private record Grant(int sale, long buyer) {}

    /** Grants since {@code sinceMillis}, and those of the span before. */
    private record Span(long sinceMillis, Set<Grant> now, Set<Grant> before) {
        Span next(long nowMillis) {
            boolean isOld = nowMillis - sinceMillis >= 2 * KEPT_MILLIS;
            return new Span(nowMillis, ConcurrentHashMap.newKeySet(), isOld ? Set.of() : now);
        }
    }

    Grants(LongSupplier millis) {
        this.millis = millis;
        this.span = new Span(millis.getAsLong(), ConcurrentHashMap.newKeySet(), Set.of());
    }

    void add(int sale, UUID buyer) {
        current().now.add(new Grant(sale, KnownBuyers.fingerprint(buyer)));
    }

    boolean has(int sale, UUID buyer) {
        Span latest = current();
        if (latest.now.isEmpty() && latest.before.isEmpty()) {
            return false;
        }
        Grant grant = new Grant(sale, KnownBuyers.fingerprint(buyer));
        return latest.now.contains(grant) || latest.before.contains(grant);
    }

    /** Of two threads that begin a span at once, one loses at most a grant of this moment. */
    private Span current() {
        Span latest = span;
        long nowMillis = millis.getAsLong();
        if (nowMillis - latest.sinceMillis < KEPT_MILLIS) {
            return latest;
        }
        return begin(latest, nowMillis);
    }

    private synchronized Span begin(Span old, long nowMillis) {
        if (span == old) {
            span = old.next(nowMillis);
        }
        return span;
    }
}
