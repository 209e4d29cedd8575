package dev.sluice.gateway;

import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** The seat maps that were asked for last, as they are sent. Any thread may use it. */
final class SeatMapCache {
    private static final int MAX_MAPS = 16;

    private final Map<String, Buffer> byVersion = new LinkedHashMap<>(MAX_MAPS, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Buffer> eldest) {
            return size() > MAX_MAPS;
        }
    };

    /** Null if it is not here. */
    synchronized Buffer find(String version) {
        return byVersion.get(version);
    }

    synchronized void add(String version, Buffer document) {
        byVersion.put(version, document);
    }
}
