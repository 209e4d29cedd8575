package dev.sluice.gateway;

import dev.sluice.gateway.auth.JwksTokens;
import dev.sluice.gateway.catalogue.SeatBoards;
import dev.sluice.gateway.catalogue.SeatMapCache;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** What the lanes of one gateway share. Any thread may use it. */
final class GatewayParts {
    private static final int MAX_BLOCKING = 64;
    /** Providers take their time, and hold up nobody but one another. */
    private static final int MAX_PAYING = 256;

    private final GatewayConfig config;
    private final Services services;
    private final JwksTokens jwks;
    private final int laneCount;
    private final Connections connections;
    private final Semaphore blockingRoom = new Semaphore(MAX_BLOCKING);
    private final Semaphore paymentRoom = new Semaphore(MAX_PAYING);
    private final SeatBoards seatBoards = new SeatBoards();
    private final SeatMapCache seatMaps = new SeatMapCache();
    private final AtomicInteger actualPort = new AtomicInteger();

    GatewayParts(GatewayConfig config, Services services, int laneCount) {
        this.config = config;
        this.services = services;
        this.jwks = services.auth().jwksUrl() == null ? null : new JwksTokens(services.auth());
        this.laneCount = laneCount;
        this.connections = new Connections(config.maxConnections());
    }

    GatewayConfig config() {
        return config;
    }

    Services services() {
        return services;
    }

    JwksTokens jwks() {
        return jwks;
    }

    Connections connections() {
        return connections;
    }

    Semaphore blockingRoom() {
        return blockingRoom;
    }

    Semaphore paymentRoom() {
        return paymentRoom;
    }

    SeatBoards seatBoards() {
        return seatBoards;
    }

    SeatMapCache seatMaps() {
        return seatMaps;
    }

    int maxWaitingPerLane() {
        return Math.max(1, config.maxWaiting() / laneCount);
    }

    void listening(int port) {
        actualPort.set(port);
    }

    int actualPort() {
        return actualPort.get();
    }
}
