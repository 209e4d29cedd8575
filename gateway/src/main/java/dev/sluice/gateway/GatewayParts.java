package dev.sluice.gateway;

import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.port.Plans;
import dev.sluice.engine.port.Reports;
import dev.sluice.payment.PaymentProviders;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** What the lanes of one gateway share. Any thread may use it. */
final class GatewayParts {
    private static final int MAX_BLOCKING = 64;
    /** Providers take their time, and hold up nobody but one another. */
    private static final int MAX_PAYING = 256;

    private final GatewayConfig config;
    private final Gateway.Services services;
    private final JwksTokens jwks;
    private final int laneCount;
    private final Connections connections;
    private final Semaphore blockingRoom = new Semaphore(MAX_BLOCKING);
    private final Semaphore paymentRoom = new Semaphore(MAX_PAYING);
    private final SeatBoards seatBoards = new SeatBoards();
    private final SeatMapCache seatMaps = new SeatMapCache();
    private final AtomicInteger actualPort = new AtomicInteger();

    GatewayParts(GatewayConfig config, Gateway.Services services, int laneCount) {
        this.config = config;
        this.services = services;
        this.jwks = services.auth().jwksUrl() == null ? null : new JwksTokens(services.auth());
        this.laneCount = laneCount;
        this.connections = new Connections(config.maxConnections());
    }

    GatewayConfig config() {
        return config;
    }

    SaleDesks sales() {
        return services.sales();
    }

    /** Why a sale was not found: there is none, or nobody knows yet. */
    Problem unknownSale(String detail) {
        return sales().isOpen() ? Problem.notFound(detail) : Problem.busy("this server is starting");
    }

    Plans plans() {
        return services.plans();
    }

    Reports reports() {
        return services.reports();
    }

    PaymentProviders payments() {
        return services.payments();
    }

    Lanes lanes() {
        return services.lanes();
    }

    InstantSource clock() {
        return services.clock();
    }

    AuthConfig auth() {
        return services.auth();
    }

    JwksTokens jwks() {
        return jwks;
    }

    byte[] signingKey() {
        return services.signingKey();
    }

    Gateway.Operations operations() {
        return services.operations();
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
