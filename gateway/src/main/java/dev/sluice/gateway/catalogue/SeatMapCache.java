package dev.sluice.gateway.catalogue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.gateway.http.Packed;

/** The seat maps that are asked for, as they are sent. Any thread may use it. */
public final class SeatMapCache {
    /** A hall of 60,000 seats takes about 3 MB. */
    static final long MAX_BYTES = 64L << 20;

    private final Cache<String, Packed> byVersion = Caffeine.newBuilder()
            .maximumWeight(MAX_BYTES)
            .weigher((String _, Packed document) -> document.bytes())
            .executor(Runnable::run)
            .build();

    /** Null if it is not here. */
    Packed find(String version) {
        return byVersion.getIfPresent(version);
    }

    void add(String version, Packed document) {
        byVersion.put(version, document);
    }
}
