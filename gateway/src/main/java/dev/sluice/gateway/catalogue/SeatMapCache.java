package dev.sluice.gateway.catalogue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.buffer.Buffer;

/** The seat maps that are asked for, as they are sent. Any thread may use it. */
public final class SeatMapCache {
    /** A hall of 60,000 seats takes about 3 MB. */
    static final long MAX_BYTES = 64L << 20;

    private final Cache<String, Buffer> byVersion = Caffeine.newBuilder()
            .maximumWeight(MAX_BYTES)
            .weigher((String _, Buffer document) -> document.length())
            .executor(Runnable::run)
            .build();

    /** Null if it is not here. */
    Buffer find(String version) {
        return byVersion.getIfPresent(version);
    }

    void add(String version, Buffer document) {
        byVersion.put(version, document);
    }
}
