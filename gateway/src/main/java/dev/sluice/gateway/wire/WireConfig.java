package dev.sluice.gateway.wire;

import dev.sluice.engine.setting.Setting;
import dev.sluice.engine.setting.SettingReader;

/**
 * Bounds of connections.
 *
 * @param maxConnections open at the same time; 0 for as many as fit, see {@link #fitting}
 * @param maxPerAddress of them from one address; 0 for half of all, and any number from this machine and from a proxy
 * @param behindProxy whether others than clients connect
 * @param idleSeconds a connection on which nothing is asked for is closed after this long
 * @param headSeconds within which a request's head must be whole
 * @param bodySeconds within which a request's body must be whole
 * @param maxKeptBytes of answers that are not taken, of heads that are not whole, and of requests behind one that is not answered, of
 *     all connections
 * @param maxBodyBytes of bodies that do not come in one piece, of all connections
 */
public record WireConfig(
        int maxConnections,
        int maxPerAddress,
        boolean behindProxy,
        int idleSeconds,
        int headSeconds,
        int bodySeconds,
        long maxKeptBytes,
        long maxBodyBytes) {
    public static final int USUAL_CONNECTIONS = 20_000;

    public static final Setting<Boolean> BEHIND_TLS_PROXY = Setting.flag(
            "http.behind-tls-proxy", "States that a proxy in front ends TLS. The server itself speaks plain HTTP.");

    private static final int MIB = 20;
    private static final int MIN_SPARE = 16;
    private static final int MAX_SPARE = 256;
    private static final int PERCENT = 100;
    /** Those of the database, of the program itself, of operators, of logs, of providers. */
    private static final int FILES_OF_ITS_OWN = 400;

    public WireConfig {
        if (maxConnections < 0 || maxPerAddress < 0 || maxKeptBytes < 1 || maxBodyBytes < 1) {
            throw new IllegalArgumentException("bounds of connections are positive");
        }
        if (headSeconds < 1 || bodySeconds < 1 || idleSeconds < 1) {
            throw new IllegalArgumentException("whoever sends a request has a second at least");
        }
    }

    /** With so many connections, and else as nobody set it. */
    public static WireConfig usual(int maxConnections) {
        return read(SettingReader.DEFAULTS).withConnections(maxConnections);
    }

    public static WireConfig read(SettingReader given) {
        boolean behindProxy = given.get(BEHIND_TLS_PROXY);
        int idleSeconds = given.get(Setting.number(
                "http.idle-timeout-seconds",
                1,
                3_600,
                60,
                "A connection on which nothing is asked for is closed after this long, in seconds."));
        int headSeconds = given.get(Setting.number(
                "http.head-timeout-seconds",
                1,
                600,
                10,
                "The head of a request is whole within this long, in seconds, from its first byte; that of the first one"
                        + " from the connection's beginning."));
        int bodySeconds = given.get(Setting.number(
                "http.body-timeout-seconds",
                1,
                3_600,
                30,
                "The body of a request is whole within this long, in seconds, from the end of its head."));
        int maxConnections = given.get(Setting.number(
                "http.max-connections",
                0,
                1_000_000,
                0,
                "Connections that are open at the same time. 0 for as many as the limit of open files (`ulimit -n`) leaves"
                        + " room for, at most "
                        + USUAL_CONNECTIONS
                        + "."));
        int maxPerAddress = given.get(Setting.number(
                "http.max-connections-per-address",
                0,
                1_000_000,
                0,
                "Connections from one address (of IPv6, from one network of 64 bits) at the same time. 0 for half of all,"
                        + " and for any number from this machine itself and behind a proxy. `http.trusted-proxies` may have any"
                        + " number."));
        int maxKeptMib = given.get(Setting.number(
                "http.max-unsent-mib",
                1,
                1 << MIB,
                256,
                "Answers that are not taken, heads that are not whole, and requests behind one that is not answered, of all"
                        + " connections together, in MiB; at most half of the direct memory. Whoever has taken or sent"
                        + " nothing for longest is hung up on."));
        int maxBodyMib = given.get(Setting.number(
                "http.max-bodies-mib",
                32,
                1 << MIB,
                256,
                "Bodies of requests that do not come in one piece, until they are answered, of all connections together, in"
                        + " MiB; at most a quarter of the heap. What comes on top is answered 503 `BUSY`."));
        return new WireConfig(
                maxConnections,
                maxPerAddress,
                behindProxy,
                idleSeconds,
                headSeconds,
                bodySeconds,
                (long) maxKeptMib << MIB,
                (long) maxBodyMib << MIB);
    }

    /** The same, with another bound of all. */
    public WireConfig withConnections(int max) {
        return new WireConfig(
                max, maxPerAddress, behindProxy, idleSeconds, headSeconds, bodySeconds, maxKeptBytes, maxBodyBytes);
    }

    /** The same, with other patience. */
    public WireConfig withPatience(int otherIdleSeconds, int otherHeadSeconds, int otherBodySeconds) {
        return new WireConfig(
                maxConnections,
                maxPerAddress,
                behindProxy,
                otherIdleSeconds,
                otherHeadSeconds,
                otherBodySeconds,
                maxKeptBytes,
                maxBodyBytes);
    }

    /** The same, with other bounds of what one may make the server keep, and of those from one address. */
    public WireConfig withBounds(int otherPerAddress, long otherKeptBytes) {
        return new WireConfig(
                maxConnections,
                otherPerAddress,
                behindProxy,
                idleSeconds,
                headSeconds,
                bodySeconds,
                otherKeptBytes,
                maxBodyBytes);
    }

    /** The same, with other room for bodies. */
    public WireConfig withBodies(long otherBodyBytes) {
        return new WireConfig(
                maxConnections,
                maxPerAddress,
                behindProxy,
                idleSeconds,
                headSeconds,
                bodySeconds,
                maxKeptBytes,
                otherBodyBytes);
    }

    /** Beyond so many connections, these are let in to say whether they ask for the server's health. */
    static int spare(int max) {
        return Math.clamp(max / PERCENT, MIN_SPARE, MAX_SPARE);
    }

    /**
     * The same, where the number of connections is one that this process has files for.
     *
     * @param openFiles as many as it may have
     * @throws IllegalArgumentException if there are not enough for those that were asked for; its message is for who set it
     */
    public WireConfig fitting(long openFiles) {
        long room = openFiles - FILES_OF_ITS_OWN;
        if (maxConnections == 0) {
            long fit = Math.min(USUAL_CONNECTIONS, room - spare(USUAL_CONNECTIONS));
            if (fit < 1) {
                throw new IllegalArgumentException("This process may have " + openFiles
                        + " files open (ulimit -n), which leaves none for connections: it needs " + FILES_OF_ITS_OWN
                        + " for itself. Raise the limit.");
            }
            return withConnections((int) fit);
        }
        long needed = maxConnections + spare(maxConnections);
        if (needed > room) {
            throw new IllegalArgumentException("http.max-connections is " + maxConnections
                    + ", but this process may have " + openFiles
                    + " files open (ulimit -n). Raise that to " + (needed + FILES_OF_ITS_OWN)
                    + ", or leave http.max-connections out, which takes as many as fit.");
        }
        return this;
    }
}
