package dev.sluice.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.transport.Transport;

/** How the measured servers set up Vert.x, so that what is compared differs in what it decides and in nothing else. */
final class EndpointOptions {
    private static final int IDLE_SECONDS = 60;
    private static final int MAX_HEAD_BYTES = 8 * 1024;
    private static final int DECODER_BYTES = 1024;

    private EndpointOptions() {}

    /**
     * @param transport {@code io_uring}, {@code epoll} or {@code nio}; one that this machine lacks falls back to the next of these
     */
    static Vertx vertx(String transport, int eventLoops) {
        return Vertx.builder()
                .with(new VertxOptions().setEventLoopPoolSize(eventLoops))
                .withTransport(transport(transport))
                .build();
    }

    static HttpServerOptions http(int port) {
        return new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setTcpNoDelay(true)
                .setIdleTimeout(IDLE_SECONDS)
                .setMaxHeaderSize(MAX_HEAD_BYTES)
                .setMaxInitialLineLength(MAX_HEAD_BYTES)
                .setDecoderInitialBufferSize(DECODER_BYTES)
                .setStrictThreadMode(true);
    }

    static Transport transport(String name) {
        return switch (name) {
            case "io_uring" -> usable(Transport.IO_URING) ? Transport.IO_URING : transport("epoll");
            case "epoll" -> usable(Transport.EPOLL) ? Transport.EPOLL : transport("nio");
            case "nio" -> Transport.NIO;
            default -> throw new IllegalArgumentException("unknown transport " + name);
        };
    }

    private static boolean usable(Transport transport) {
        return transport != null && transport.available();
    }
}
