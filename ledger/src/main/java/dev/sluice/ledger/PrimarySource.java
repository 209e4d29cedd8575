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

    /** To speak of TLS, and to say who it is. */
    private static final int ANSWERS = 2;

    private static final int SPARE_SECONDS = 2;

    private final transient AtomicReference<String> where;
    private boolean leavesSoon;
    private int statementSeconds;

    /** @param where the server is that took writes last, in whichever source; null while nobody knows */
    PrimarySource(AtomicReference<String> where) {
        this.where = where;
    }

    /**
     * Sets how long one server may take to be connected to, and how long for each answer before it lets in. Nothing else sets how long all of that
     * may take.
     */
    void leaveAfter(int connectSeconds, int answerSeconds, int servers) {
        leavesSoon = true;
        statementSeconds = getSocketTimeout();
        super.setSocketTimeout(answerSeconds);
        setConnectTimeout(connectSeconds);
        setSslResponseTimeout(Math.toIntExact(TimeUnit.SECONDS.toMillis(answerSeconds)));
        super.setLoginTimeout((connectSeconds + ANSWERS * answerSeconds) * servers + SPARE_SECONDS);
    }

    /** A pool would set how long it lets people wait for a connection, in which a server that hangs may not be left yet. */
    @Override
    public void setLoginTimeout(int seconds) {
        if (!leavesSoon) {
            super.setLoginTimeout(seconds);
        }
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
