package dev.sluice.gateway;

import dev.sluice.gateway.tls.CertificateWatch;
import dev.sluice.gateway.wire.WireConfig;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.Http1ServerConfig;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.transport.Transport;
import java.util.List;

/** The server library and its options, in one place, so that a bare endpoint to compare with is built alike. */
public final class Transports {
    static final int MAX_HEADER_BYTES = 8 * 1024;

    private static final int BACKLOG = 8_192;
    /**
     * What the system keeps of what a connection sends and of what it is sent, while nobody reads that. Left to itself it keeps some
     * MiB of each, and where that adds up to what it keeps for all connections together, all of them get slow. A document of 32 MiB
     * still comes in time.
     */
    private static final int SYSTEM_BYTES = 128 * 1024;

    private static final int MAX_INITIAL_LINE_BYTES = 4 * 1024;
    /** Of one connection at the same time; a page asks for a few dozen files at once. */
    static final int MAX_STREAMS = 100;

    private static final int MAX_RESETS = 200;
    private static final int RESETS_WINDOW_SECONDS = 30;
    private static final int MAX_CONTINUATIONS = 16;

    private Transports() {}

    /**
     * Vert.x on the wished transport, or on the next best that the machine has.
     *
     * @param name {@code auto}, {@code io_uring}, {@code epoll} or {@code nio}
     * @param eventLoops 0 for one a core
     */
    public static Vertx vertx(String name, int eventLoops) {
        return vertx(transport(name), eventLoops);
    }

    static Vertx vertx(Transport transport, int eventLoops) {
        int loops = eventLoops == 0 ? Runtime.getRuntime().availableProcessors() : eventLoops;
        VertxOptions options = new VertxOptions().setEventLoopPoolSize(loops);
        // No file is served from the disk, so none has to be unpacked there.
        options.getFileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
        return Vertx.builder().with(options).withTransport(transport).build();
    }

    /** The options of the HTTP server. Idle connections are not its business. */
    public static HttpServerOptions httpOptions(String host, int port) {
        return new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxInitialLineLength(MAX_INITIAL_LINE_BYTES)
                .setAcceptBacklog(BACKLOG)
                .setReceiveBufferSize(SYSTEM_BYTES)
                .setSendBufferSize(SYSTEM_BYTES)
                .setHttp2ClearTextEnabled(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setStrictThreadMode(true);
    }

    /**
     * The same, with TLS, and HTTP/2 for those who speak it. What a client may not send without end, the library bounds: streams that
     * are begun and given up, and heads in many pieces.
     */
    static HttpServerOptions secure(HttpServerOptions options, CertificateWatch certificate, WireConfig wire) {
        certificate.suites().forEach(options::addEnabledCipherSuite);
        options.setSsl(true)
                .setUseAlpn(true)
                .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
                .setKeyCertOptions(certificate.keys())
                .setEnabledSecureTransportProtocols(certificate.versions())
                .setSslHandshakeTimeout(wire.headSeconds() + 1L)
                .setHttp2MultiplexImplementation(false)
                .setHttp2RstFloodMaxRstFramePerWindow(MAX_RESETS)
                .setHttp2RstFloodWindowDuration(RESETS_WINDOW_SECONDS)
                .setHttp2MaxSmallContinuationFrames(MAX_CONTINUATIONS)
                .setInitialSettings(new Http2Settings()
                        .setMaxConcurrentStreams(MAX_STREAMS)
                        .setMaxHeaderListSize(2L * MAX_HEADER_BYTES));
        return options;
    }

    /** How a server with these options reads requests. */
    static Http1ServerConfig decoding(HttpServerOptions options) {
        return new Http1ServerConfig()
                .setMaxInitialLineLength(options.getMaxInitialLineLength())
                .setMaxHeaderSize(options.getMaxHeaderSize())
                .setMaxChunkSize(options.getMaxChunkSize())
                .setDecoderInitialBufferSize(options.getDecoderInitialBufferSize());
    }

    /** The wished transport, or the next best that the machine has. */
    public static Transport transport(String name) {
        return switch (name) {
            case "nio" -> Transport.NIO;
            case "io_uring" -> usable(Transport.IO_URING) ? Transport.IO_URING : transport("epoll");
            default -> usable(Transport.EPOLL) ? Transport.EPOLL : Transport.NIO;
        };
    }

    private static boolean usable(Transport transport) {
        return transport != null && transport.available();
    }
}
