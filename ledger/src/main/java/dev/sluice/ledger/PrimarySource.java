package dev.sluice.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.postgresql.core.BaseConnection;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections to the one of several servers that takes writes. One that hangs is left soon, also when it takes connections and says nothing: the driver
 * would wait for it as long as for a statement, and never come to the next. Any thread may use it.
 */
final class PrimarySource extends PGSimpleDataSource {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(PrimarySource.class);

    /** What each server may take of it: to be connected to, to speak of TLS, to say who it is. */
    private static final int STEPS = 3;

    private final transient AtomicReference<String> where;
    private boolean leavesSoon;
    private int statementSeconds;

    /** @param where the server is that took writes last, in whichever source; null while nobody knows */
    PrimarySource(AtomicReference<String> where) {
        this.where = where;
    }

    /** For each step of connecting to one server. */
    void leaveAfter(int seconds, int servers) {
        leavesSoon = true;
        statementSeconds = getSocketTimeout();
        super.setSocketTimeout(seconds);
        setConnectTimeout(seconds);
        setSslResponseTimeout(Math.toIntExact(TimeUnit.SECONDS.toMillis(seconds)));
        setLoginTimeout(STEPS * seconds * servers + 1);
    }

    /** Once it is connected. */
    @Override
    public void setSocketTimeout(int seconds) {
        if (leavesSoon) {
            statementSeconds = seconds;
        } else {
            super.setSocketTimeout(seconds);
        }
    }

    /** As it is once it is connected. */
    @Override
    public int getSocketTimeout() {
        return leavesSoon ? statementSeconds : super.getSocketTimeout();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        Connection connection = super.getConnection(user, password);
        if (leavesSoon) {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(TimeUnit.SECONDS.toMillis(statementSeconds)));
        }
        say(connection
                .unwrap(BaseConnection.class)
                .getQueryExecutor()
                .getHostSpec()
                .toString());
        return connection;
    }

    private void say(String now) {
        String before = where.getAndSet(now);
        if (before == null) {
            LOG.info("of several servers, the one that takes writes is {}", now);
        } else if (!before.equals(now)) {
            LOG.warn("the server that takes writes is {} now; it was {}", now, before);
        }
    }
}
