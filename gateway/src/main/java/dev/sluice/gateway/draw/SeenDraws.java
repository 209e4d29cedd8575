package dev.sluice.gateway.draw;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** How far draws were when somebody of this process looked last, so that nobody who asks it twice sees one go back. Shared by all event loops; any thread may use it. */
public final class SeenDraws {
    private static final int MOST_SALES = 1_000;

    private final Cache<Integer, SeenDraw> seen = Caffeine.newBuilder()
            .maximumSize(MOST_SALES)
            .executor(Runnable::run)
            .build();

    /** Null if nobody did. */
    SeenDraw find(int sale) {
        return seen.getIfPresent(sale);
    }

    /** Returns it, or what was seen of the same sale after it. */
    SeenDraw add(int sale, SeenDraw one) {
        return seen.asMap().merge(sale, one, (last, next) -> next.isAfter(last) ? next : last);
    }
}
