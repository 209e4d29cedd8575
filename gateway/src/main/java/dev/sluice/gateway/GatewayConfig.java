package dev.sluice.gateway;

/**
 * Bounds and addresses of the HTTP server.
 *
 * @param host address to listen on
 * @param port to listen on, the same for all event loops
 * @param eventLoops threads that serve connections; 0 for one a core
 * @param idleTimeoutSeconds a connection without traffic is closed after this long
 * @param maxConnections more are closed at once
 * @param maxWaiting requests that may wait for an outcome at once
 * @param defaultWaitSeconds how long a purchase waits for its outcome, 0 to 10, unless it says so itself
 * @param transport {@code auto}, {@code io_uring}, {@code epoll} or {@code nio}
 * @param demo whether it hands out tokens to anybody
 */
public record GatewayConfig(
        String host,
        int port,
        int eventLoops,
        int idleTimeoutSeconds,
        int maxConnections,
        int maxWaiting,
        int defaultWaitSeconds,
        String transport,
        boolean demo) {
    /** The longest a purchase may ask to wait. */
    static final int MAX_PURCHASE_WAIT_SECONDS = 10;
    /** The longest a look at a reservation may ask to wait. */
    static final int MAX_LOOK_WAIT_SECONDS = 30;

    static final int MAX_BODY_BYTES = 16 * 1024;
    /** Of the bodies in which merchants send whole documents. */
    static final int MAX_DOCUMENT_BYTES = 32 * 1024 * 1024;

    static final int MAX_HEADER_BYTES = 8 * 1024;

    public GatewayConfig {
        if (idleTimeoutSeconds <= MAX_LOOK_WAIT_SECONDS) {
            throw new IllegalArgumentException("connections idle longer than the longest wait");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port is 1 to 65535");
        }
        if (maxConnections < 1 || maxWaiting < 1 || eventLoops < 0) {
            throw new IllegalArgumentException("the gateway's bounds are positive");
        }
        if (defaultWaitSeconds < 0 || defaultWaitSeconds > MAX_PURCHASE_WAIT_SECONDS) {
            throw new IllegalArgumentException("a purchase waits 0 to " + MAX_PURCHASE_WAIT_SECONDS + " seconds");
        }
    }
}
