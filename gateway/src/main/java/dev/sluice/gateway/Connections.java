package dev.sluice.gateway;

import io.vertx.core.http.HttpConnection;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts connections, and closes those over the bound at once. Any thread may use it. */
final class Connections {
    private final int max;
    private final AtomicInteger open = new AtomicInteger();

    Connections(int max) {
        this.max = max;
    }

    void admit(HttpConnection connection) {
        connection.closeHandler(_ -> open.decrementAndGet());
        if (open.incrementAndGet() > max) {
            connection.close();
        }
    }

    int open() {
        return open.get();
    }
}
