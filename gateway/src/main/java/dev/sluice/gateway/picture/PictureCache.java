package dev.sluice.gateway.picture;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.gateway.http.Packed;

/** The pictures that are asked for, as they are sent. Any thread may use it. */
public final class PictureCache {
    private static final long MAX_BYTES = 32L << 20;

    record Kept(String type, Packed content) {}

    private final Cache<String, Kept> byName = Caffeine.newBuilder()
            .maximumWeight(MAX_BYTES)
            .weigher((String _, Kept kept) -> kept.content.bytes())
            .executor(Runnable::run)
            .build();

    /** Null if it is not here. */
    Kept find(String hash, int width) {
        return byName.getIfPresent(hash + width);
    }

    void add(String hash, int width, Kept kept) {
        byName.put(hash + width, kept);
    }
}
