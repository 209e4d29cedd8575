package dev.sluice.gateway.shop;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.sale.Rejection;
import java.util.UUID;

/**
 * Requests with a receipt whose refusal somebody was told here. The sale's writer knows those of all gateways, but a refusal leaves nothing in the
 * ledger, so the next writer knows of none. Bounded: the oldest are forgotten first. Any thread may use it.
 */
public final class RefusedLooks {
    private static final int MAX_TOLD = 500_000;

    private final Cache<UUID, Rejection> byReservation =
            Caffeine.newBuilder().maximumSize(MAX_TOLD).executor(Runnable::run).build();

    /** Why the request with this id was refused; null if nobody was told that it was. */
    Rejection find(UUID reservation) {
        return byReservation.getIfPresent(reservation);
    }

    void add(UUID reservation, Rejection reason) {
        byReservation.put(reservation, reason);
    }
}
