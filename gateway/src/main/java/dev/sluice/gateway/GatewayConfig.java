package dev.sluice.gateway;

import dev.sluice.engine.setting.Setting;
import dev.sluice.engine.setting.SettingReader;
import dev.sluice.gateway.guard.GuardConfig;
import dev.sluice.gateway.shop.Purchase;
import dev.sluice.gateway.wire.WireConfig;
import java.util.List;

/**
 * Bounds and addresses of the HTTP server.
 *
 * @param host address to listen on
 * @param port to listen on, the same for all event loops; 0 for any free one, which whoever starts the gateway finds
 * @param eventLoops threads that serve connections; 0 for one a core
 * @param wire bounds of connections
 * @param maxWaiting requests that may wait for an outcome at once
 * @param maxWaitingPerUser of them of one user, on one event loop
 * @param defaultWaitSeconds how long a purchase waits for its outcome, 0 to 10, unless it says so itself
 * @param transport {@code auto}, {@code io_uring}, {@code epoll} or {@code nio}
 * @param sharePort whether other processes of this user may listen on the same address and port
 * @param demo whether it hands out tokens to anybody
 * @param guards whom to believe where they come from, and how much they may ask for
 * @param door TLS, and the pages of others
 */
public record GatewayConfig(
        String host,
        int port,
        int eventLoops,
        WireConfig wire,
        int maxWaiting,
        int maxWaitingPerUser,
        int defaultWaitSeconds,
        String transport,
        boolean sharePort,
        boolean demo,
        GuardConfig guards,
        DoorConfig door) {
    static final int MAX_PORT = 65_535;

    public static final Setting<String> HOST = Setting.text(
            "http.host", "127.0.0.1", "Address to listen on. `0.0.0.0` for all of the machine's addresses.");
    public static final Setting<Integer> PORT =
            Setting.number("http.port", 0, MAX_PORT, 8_080, "Port to listen on. 0 for any free one.");

    public GatewayConfig {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("a port is 0 to " + MAX_PORT);
        }
        if (maxWaiting < 1 || maxWaitingPerUser < 1 || eventLoops < 0) {
            throw new IllegalArgumentException("the gateway's bounds are positive");
        }
        if (defaultWaitSeconds < 0 || defaultWaitSeconds > Purchase.MAX_WAIT_SECONDS) {
            throw new IllegalArgumentException("a purchase waits 0 to " + Purchase.MAX_WAIT_SECONDS + " seconds");
        }
    }

    /** Of one that has its port for itself, and limits nobody. */
    public GatewayConfig(
            String host,
            int port,
            int eventLoops,
            WireConfig wire,
            int maxWaiting,
            int maxWaitingPerUser,
            int defaultWaitSeconds,
            String transport,
            boolean demo) {
        this(
                host,
                port,
                eventLoops,
                wire,
                maxWaiting,
                maxWaitingPerUser,
                defaultWaitSeconds,
                transport,
                false,
                demo,
                GuardConfig.OFF,
                DoorConfig.PLAIN);
    }

    /** @param demo whether it hands out tokens to anybody, which no setting can say */
    public static GatewayConfig read(SettingReader given, boolean demo) {
        return new GatewayConfig(
                given.get(HOST),
                given.get(PORT),
                given.get(Setting.number(
                        "http.event-loops", 0, 1_024, 0, "Threads that serve connections. 0 for one a core.")),
                WireConfig.read(given),
                given.get(
                        Setting.number(
                                "http.max-waiting",
                                1,
                                10_000_000,
                                200_000,
                                "Requests that wait for a decision at the same time. What comes on top is answered 503"
                                        + " `BUSY`; the last eighth is for those who have something already. Those of one sale are at most four times as many as could still come.")),
                given.get(Setting.number(
                        "http.max-waiting-per-user",
                        1,
                        1_000_000,
                        100,
                        "Requests of one user that wait for a decision or a change at the same time, on each event loop. What"
                                + " comes on top is answered 429 `TOO_MANY_WAITS`.")),
                given.get(Setting.number(
                        "http.default-wait-seconds",
                        0,
                        Purchase.MAX_WAIT_SECONDS,
                        1,
                        "How long a purchase waits for its decision before it is answered 202, unless it asks"
                                + " otherwise (`Prefer: wait=…`).")),
                given.get(Setting.oneOf(
                        "http.transport",
                        List.of("auto", "io_uring", "epoll", "nio"),
                        "auto",
                        "How the system's sockets are served. What the machine lacks falls back to the next of"
                                + " these; `auto` is the one measured best.")),
                given.get(Setting.flag(
                        "http.share-port",
                        "Lets other processes of this user listen on the same address and port; the system spreads connections"
                                + " over them, also to one that hangs (SO_REUSEPORT, Linux).")),
                demo,
                GuardConfig.read(given, given.get(WireConfig.BEHIND_TLS_PROXY)),
                DoorConfig.read(given));
    }

    /** The same, on another port. */
    public GatewayConfig withPort(int otherPort) {
        return with(otherPort, wire, guards, door);
    }

    /** The same, with other guards. */
    public GatewayConfig withGuards(GuardConfig other) {
        return with(port, wire, other, door);
    }

    /** The same, with other bounds of connections. */
    public GatewayConfig withWire(WireConfig other) {
        return with(port, other, guards, door);
    }

    /** The same, with another door. */
    public GatewayConfig withDoor(DoorConfig other) {
        return with(port, wire, guards, other);
    }

    private GatewayConfig with(int otherPort, WireConfig otherWire, GuardConfig otherGuards, DoorConfig otherDoor) {
        return new GatewayConfig(
                host,
                otherPort,
                eventLoops,
                otherWire,
                maxWaiting,
                maxWaitingPerUser,
                defaultWaitSeconds,
                transport,
                sharePort,
                demo,
                otherGuards,
                otherDoor);
    }

    /** How it is asked. */
    public String scheme() {
        return door.tls().isOn() ? "https" : "http";
    }
}
