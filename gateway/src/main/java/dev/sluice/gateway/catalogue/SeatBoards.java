package dev.sluice.gateway.catalogue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** The boards of the sales that people look at. Any thread may use it. */
public final class SeatBoards {
    private static final int MAX_BOARDS = 100;

    private final Cache<Integer, SeatBoard> bySale = Caffeine.newBuilder()
            .maximumSize(MAX_BOARDS)
            .executor(Runnable::run)
            .build();

    /** @param sale its number */
    SeatBoard of(int sale) {
        return bySale.get(sale, _ -> new SeatBoard());
    }
}
