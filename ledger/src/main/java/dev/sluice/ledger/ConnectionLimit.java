package dev.sluice.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many connections a server gives to a user, whose limits are the server's, the database's and the user's own. */
final class ConnectionLimit {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionLimit.class);

    /** A limit of -1 is none; a superuser may have those that are kept back for superusers. */
    private static final String LIMITS = """
            SELECT least(
                current_setting('max_connections')::int - CASE WHEN rolsuper THEN 0 ELSE
                    current_setting('superuser_reserved_connections')::int
                    + current_setting('reserved_connections')::int END,
                CASE WHEN rolsuper OR rolconnlimit < 0 THEN 2147483647 ELSE rolconnlimit END,
                CASE WHEN rolsuper OR datconnlimit < 0 THEN 2147483647 ELSE datconnlimit END) AS allowed,
                (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend') - 1 AS others
            FROM pg_roles, pg_database WHERE rolname = current_user AND datname = current_database()""";

    /** Beside those of the pool: the session that says that this process lives. */
    private static final int BESIDES = 1;

    private ConnectionLimit() {}

    /** @throws UnsuitableDatabaseException if the server never gives as many as a pool of this size and what is beside it */
    static void require(Connection connection, int pool) throws SQLException {
        int wanted = pool + BESIDES;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LIMITS)) {
            row.next();
            int allowed = row.getInt("allowed");
            int others = row.getInt("others");
            if (wanted > allowed) {
                throw new UnsuitableDatabaseException(
                        "ledger.pool-size is " + pool + ", one more is needed, and the server gives this user "
                                + allowed + " connections; lower the one or raise the other (max_connections)",
                        null);
            }
            if (wanted > allowed - others) {
                LOG.warn(
                        "ledger.pool-size is {}, one more is needed, and of the {} connections that the server gives {} are others' now;"
                                + " more than there are will be refused",
                        pool,
                        allowed,
                        others);
            }
        }
    }
}
