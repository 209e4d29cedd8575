package dev.sluice.ledger;

import dev.sluice.engine.port.LedgerException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * That this process is there, as others see it in the ledger: a number of its own, whose advisory lock it holds in a session of its own, and
 * a lease that it renews. Any thread may use it.
 */
final class Presence implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);

    /** The one of {@code living_processes} in the schema. */
    private static final int LOCK_CLASS = 1_936_485_731;

    /** Until it says how long it may be silent. */
    private static final Duration FIRST_LEASE = Duration.ofSeconds(10);

    private static final int NOBODY = 0;

    private final DataSource sessions;
    private final LocalProcess self;
    private Connection session;
    private int number = NOBODY;
    private boolean locked;
    /** How often others took sales of it, as it last heard. */
    private long robbed;

    /** @param sessions not from a pool: one is kept */
    Presence(DataSource sessions, LocalProcess self) {
        this.sessions = sessions;
        this.self = self;
    }

    /**
     * The number as which this process owns sales.
     *
     * @throws LedgerException if it has none yet, and the ledger gives it none
     */
    synchronized int number() {
        if (number == NOBODY) {
            beat(FIRST_LEASE);
        }
        return number;
    }

    /**
     * Renews the lease, from now on by the ledger's clock.
     *
     * @return whether others took sales of this process since the last time
     * @throws LedgerException if the ledger does not do it
     */
    synchronized boolean beat(Duration lease) {
        try {
            if (session == null) {
                session = sessions.getConnection();
            }
            long before = robbed;
            if (number == NOBODY || !renew(lease)) {
                register(lease);
            }
            if (!locked) {
                locked = lock();
            }
            return robbed != before;
        } catch (SQLException e) {
            disconnect();
            throw SqlFailure.of("say that this process is there: " + e.getMessage(), e);
        }
    }

    /** Returns false if the ledger does not know this process any more. */
    private boolean renew(Duration lease) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement("""
                UPDATE process SET seen_at = clock_timestamp(), lease_until = clock_timestamp() + ? * interval '1 millisecond'
                WHERE number = ? RETURNING robbed""")) {
            statement.setLong(1, lease.toMillis());
            statement.setInt(2, number);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return false;
                }
                robbed = row.getLong(1);
                return true;
            }
        }
    }

    /** Those that are long gone and own nothing are forgotten. */
    private void register(Duration lease) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.executeUpdate("""
                    DELETE FROM process WHERE lease_until < clock_timestamp() - interval '1 day'
                    AND NOT EXISTS (SELECT FROM writer WHERE owner = process.number)""");
        }
        endThoseThatAreGone();
        try (PreparedStatement statement = session.prepareStatement("""
                INSERT INTO process (machine, pid, started_at, lease_until)
                VALUES (?, ?, ?, clock_timestamp() + ? * interval '1 millisecond') RETURNING number""")) {
            statement.setString(1, self.machine());
            statement.setLong(2, self.pid());
            statement.setTimestamp(3, new Timestamp(self.startedMillis()));
            statement.setLong(4, lease.toMillis());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                robbed = number == NOBODY ? 0 : -1; // what it had as another is anybody's
                number = row.getInt(1);
                locked = false;
            }
        }
    }

    /** Whoever starts again on a machine where both it and its server were killed need not wait for itself. */
    private void endThoseThatAreGone() throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(
                        "SELECT number, machine, pid, started_at FROM process WHERE lease_until >= clock_timestamp()");
                ResultSet row = statement.executeQuery();
                PreparedStatement end = session.prepareStatement(
                        "UPDATE process SET lease_until = clock_timestamp() WHERE number = ?")) {
            while (row.next()) {
                LocalProcess other = new LocalProcess(
                        row.getString(2), row.getLong(3), row.getTimestamp(4).getTime());
                if (other.isKnownToBeGone()) {
                    end.setInt(1, row.getInt(1));
                    end.executeUpdate();
                }
            }
        }
    }

    /** Returns false while a session of before holds it, which is as long as the server does not know that it is broken. */
    private boolean lock() throws SQLException {
        try (PreparedStatement statement = session.prepareStatement("SELECT pg_try_advisory_lock(?, ?)")) {
            statement.setInt(1, LOCK_CLASS);
            statement.setInt(2, number);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private void disconnect() {
        Connection broken = session;
        session = null;
        locked = false;
        if (broken != null) {
            try {
                broken.close();
            } catch (SQLException e) {
                LOG.debug("the session of this process's presence is broken", e);
            }
        }
    }

    /** Lets others take what it owns at once. */
    @Override
    public synchronized void close() {
        if (session != null) {
            try (PreparedStatement statement =
                    session.prepareStatement("UPDATE process SET lease_until = clock_timestamp() WHERE number = ?")) {
                statement.setInt(1, number);
                statement.executeUpdate();
            } catch (SQLException e) {
                LOG.debug("this process leaves without saying so", e);
            }
            disconnect();
        }
    }
}
