package dev.sluice.ledger;

import com.zaxxer.hikari.HikariDataSource;
import dev.sluice.engine.breaker.Breaker;
import dev.sluice.engine.breaker.CutOffException;
import dev.sluice.engine.durable.Durable;
import dev.sluice.engine.port.LedgerBusyException;
import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.LedgerFullException;
import dev.sluice.engine.port.LedgerReadOnlyException;
import dev.sluice.engine.port.LedgerSlowException;
import dev.sluice.engine.port.LedgerUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** Runs work on a connection of a pool, for one use of it, and names its failures. Any thread may use it. */
final class PooledConnections {
    /** For the answer to come back. */
    private static final int NETWORK_MILLIS = 1_000;

    /** What is done with a connection. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private final DataSource pool;
    private final Share share;
    private final Breaker breaker;

    /** @param breaker cuts the database off for this use; null where whoever uses it does that in its own way */
    PooledConnections(DataSource pool, Share share, Breaker breaker) {
        this.pool = pool;
        this.share = share;
        this.breaker = breaker;
    }

    /** Whether a failure says that the database does not do its work, and not only that it does not want this. */
    static boolean isFailure(Throwable thrown) {
        return switch (thrown) {
            case LedgerUnavailableException _,
                    LedgerFullException _,
                    LedgerReadOnlyException _,
                    LedgerSlowException _ -> true;
            default -> false;
        };
    }

    /**
     * Every statement is a transaction.
     *
     * @param what the work, as a failure's message begins
     * @throws LedgerBusyException if others of the same use kept it waiting too long
     * @throws LedgerException if it fails
     */
    <T> T statement(String what, Work<T> work) {
        try {
            return guarded(what, work);
        } catch (CutOffException e) {
            throw new LedgerUnavailableException(what + ": not tried: " + e.getMessage(), e);
        }
    }

    /** Nobody waits for a connection who is refused once they have it. */
    private <T> T guarded(String what, Work<T> work) {
        if (breaker != null) {
            breaker.refuseIfOpen();
        }
        share.enter();
        try {
            return breaker == null ? onConnection(what, work) : breaker.call(() -> onConnection(what, work));
        } finally {
            share.leave();
        }
    }

    private <T> T onConnection(String what, Work<T> work) {
        long startedNanos = System.nanoTime();
        try (Connection connection = connect(what, startedNanos)) {
            return work.on(connection);
        } catch (SQLException e) {
            if (SqlFailure.isReadOnly(e)) {
                leaveStandby();
            }
            throw failure(what, startedNanos, e);
        }
    }

    /** A server that took writes may have become a standby: connections that are made now may find the one that takes them. */
    private void leaveStandby() {
        if (pool instanceof HikariDataSource hikari) {
            hikari.getHikariPoolMXBean().softEvictConnections();
        }
    }

    /** All statements are one transaction. Failures as in {@link #statement}. */
    <T> T transaction(String what, Work<T> work) {
        return statement(what, connection -> Durable.transaction(connection, work::on));
    }

    /** All statements see the same moment, and none writes. Failures as in {@link #statement}. */
    <T> T snapshot(String what, Work<T> work) {
        return transaction(what, connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            }
            return work.on(connection);
        });
    }

    /** A {@link #snapshot} whose statements may take this long each instead of as long as the pool allows. */
    <T> T longSnapshot(String what, Duration timeout, Work<T> work) {
        return snapshot(what, connection -> {
            int millis = Math.toIntExact(timeout.toMillis());
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET LOCAL statement_timeout = " + millis);
            }
            connection.setNetworkTimeout(Runnable::run, Math.addExact(millis, NETWORK_MILLIS));
            return work.on(connection);
        });
    }

    private Connection connect(String what, long startedNanos) {
        try {
            return pool.getConnection();
        } catch (SQLException e) {
            throw SqlFailure.toConnect(message(what, startedNanos, e), e);
        }
    }

    private static LedgerException failure(String what, long startedNanos, SQLException cause) {
        return SqlFailure.of(message(what, startedNanos, cause), cause);
    }

    private static String message(String what, long startedNanos, SQLException cause) {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
        return what + ": failed after " + millis + " ms: " + cause.getMessage();
    }
}
