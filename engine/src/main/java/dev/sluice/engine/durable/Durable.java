package dev.sluice.engine.durable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;

/**
 * Ends transactions, and believes only those that the server ended without a word: a server that was kept from waiting for its standby says so in a
 * warning, and returns as if all were well, while a failover would lose what was written. Nobody else commits.
 *
 * <p>A transaction that writes nothing waits for no standby. So whoever finds that something was written before, and says so to somebody, locks the row
 * that says it ({@code FOR UPDATE}), which is a write: its commit waits for the standby, and then has waited for all before it.
 */
public final class Durable {
    /** Of SQL, for a statement of which nobody knows whether it took effect. */
    private static final String UNKNOWN = "40003";

    private Durable() {}

    /** Statements of one transaction. */
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /**
     * Runs all as one transaction.
     *
     * @throws SQLException if it failed, or if nobody knows whether it took effect
     */
    public static <T> T transaction(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            T result = work.on(connection);
            connection.clearWarnings();
            connection.commit();
            require(connection.getWarnings());
            return result;
        } catch (SQLException | RuntimeException e) {
            rollBack(connection, e);
            throw e;
        }
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** A statement that is a transaction by itself. */
    public static int update(PreparedStatement statement) throws SQLException {
        int rows = statement.executeUpdate();
        require(statement.getWarnings());
        return rows;
    }

    /** Of a statement that is a transaction by itself, and whose rows have been read. */
    public static void require(PreparedStatement read) throws SQLException {
        require(read.getWarnings());
    }

    private static void require(SQLWarning warning) throws SQLException {
        if (warning != null) {
            throw new SQLException("the server committed with a warning: " + warning.getMessage(), UNKNOWN, warning);
        }
    }
}
