package dev.sluice.ledger;

import dev.sluice.engine.port.LedgerUnavailableException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** How connections to the servers of one ledger are made, and how long they are waited for. Any thread may use it. */
final class Connector {
    private static final int MIN_IDLE_SECONDS = 30;
    /** A process that starts is slow itself: its first connections are not given up as early as later ones. */
    private static final int PATIENCE_AT_START = 8;

    /** The same where there is another server to go to. */
    private static final int PATIENCE_WITH_EACH_AT_START = 3;

    /** How long one of several servers is tried, and how long it counts as what it was. */
    private static final int HOST_SECONDS = 1;

    /** A server that is there, and busy, may need longer to let somebody in than to be connected to. */
    private static final int ANSWER_SECONDS = 2;

    /** Who starts connects some times in a row, and tries a server that does not answer only once. */
    private static final int HOST_SECONDS_AT_START = 30;

    private static final int MIGRATION_LOCK_MILLIS = 2_000;

    private final DatabaseConfig config;
    private final DatabaseUrl url;
    private final AtomicReference<String> primary = new AtomicReference<>();

    Connector(DatabaseConfig config) {
        this.config = config;
        this.url = DatabaseUrl.of(config.url());
    }

    boolean hasSeveralServers() {
        return url.hosts() > 1;
    }

    /** For the first connections of a process. */
    PGSimpleDataSource atStart() {
        return url.hosts() > 1
                ? several(PATIENCE_WITH_EACH_AT_START, HOST_SECONDS_AT_START)
                : single(PATIENCE_AT_START);
    }

    /** For changes of the schema: what waits for a lock on a table keeps everybody else waiting who comes after it. */
    PGSimpleDataSource migrating() {
        PGSimpleDataSource source = atStart();
        addOptions(source, "-c lock_timeout=" + MIGRATION_LOCK_MILLIS);
        return source;
    }

    /**
     * For all that comes later.
     *
     * @param name by which its sessions are known
     * @param timeout for each statement
     * @param options of its sessions
     * @param silence after which the server ends a session whose other end is not heard, whether or not it owes it an answer
     */
    PGSimpleDataSource working(String name, Duration timeout, String options, Duration silence) {
        PGSimpleDataSource source = url.hosts() > 1 ? several(1, HOST_SECONDS) : single(1);
        long timeoutMillis = timeout.toMillis();
        if (!url.has(PGProperty.SOCKET_TIMEOUT)) {
            source.setSocketTimeout(wholeSeconds(timeout.plusSeconds(1)));
        }
        source.setApplicationName(name);
        source.setTcpKeepAlive(true);
        source.setBinaryTransfer(true);
        source.setBinaryTransferEnable(BinaryParameter.OIDS);
        source.setPrepareThreshold(1);
        addOptions(
                source,
                options + " -c client_min_messages=warning -c statement_timeout=" + timeoutMillis + " -c lock_timeout="
                        + timeoutMillis + " -c idle_in_transaction_session_timeout="
                        + Math.max(
                                timeoutMillis,
                                Duration.ofSeconds(MIN_IDLE_SECONDS).toMillis())
                        + noLongerThan(silence));
        return source;
    }

    /** What kept from connecting, with what the driver says only to who asks: that nothing was answered, or something that is no PostgreSQL's. */
    LedgerUnavailableException unreachable(SQLException failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String why = cause == failure ? "" : " " + cause.getClass().getSimpleName() + ": " + cause.getMessage();
        return new LedgerUnavailableException(
                "connect to the database as " + config + ": " + failure.getMessage() + why, failure);
    }

    private static String noLongerThan(Duration silence) {
        int probes = Math.toIntExact(silence.toSeconds() / 2);
        return " -c tcp_keepalives_idle=" + (silence.toSeconds() - probes)
                + " -c tcp_keepalives_interval=1 -c tcp_keepalives_count=" + probes + " -c tcp_user_timeout="
                + silence.toMillis();
    }

    private static void addOptions(PGSimpleDataSource source, String options) {
        source.setOptions(source.getOptions() == null ? options : source.getOptions() + " " + options);
    }

    private PGSimpleDataSource single(int patience) {
        PGSimpleDataSource source = identified(new PGSimpleDataSource());
        int seconds = wholeSeconds(config.connectTimeout());
        if (!url.has(PGProperty.CONNECT_TIMEOUT)) {
            source.setConnectTimeout(patience * seconds);
        }
        if (!url.has(PGProperty.LOGIN_TIMEOUT)) {
            source.setLoginTimeout(Math.max(patience * seconds, source.getConnectTimeout()));
        }
        return source;
    }

    /** One of them takes writes, and it may be another one any time. What the URL says of times holds. */
    private PGSimpleDataSource several(int patience, int recheckSeconds) {
        PrimarySource source = identified(new PrimarySource(primary));
        if (!url.has(PGProperty.TARGET_SERVER_TYPE)) {
            source.setTargetServerType("primary");
        }
        if (!url.has(PGProperty.HOST_RECHECK_SECONDS)) {
            source.setHostRecheckSeconds(recheckSeconds);
        }
        int seconds = url.has(PGProperty.CONNECT_TIMEOUT)
                ? source.getConnectTimeout()
                : patience * Math.min(wholeSeconds(config.connectTimeout()), HOST_SECONDS);
        source.leaveAfter(seconds, patience * ANSWER_SECONDS, url.hosts());
        return source;
    }

    private <T extends PGSimpleDataSource> T identified(T source) {
        source.setUrl(config.url());
        source.setUser(config.user());
        source.setPassword(config.password());
        return source;
    }

    private static int wholeSeconds(Duration duration) {
        return Math.toIntExact((duration.toMillis() + 999) / 1000);
    }
}
