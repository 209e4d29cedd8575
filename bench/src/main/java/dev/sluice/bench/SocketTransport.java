package dev.sluice.bench;

import java.util.Locale;

/** How a server's sockets are served, by the name that the setting {@code http.transport} has for it. */
enum SocketTransport {
    AUTO,
    IO_URING,
    EPOLL,
    NIO;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
